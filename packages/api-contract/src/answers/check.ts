import { severities } from '@nonhuman/model';
import { z } from 'zod';
import { SeverityCounts } from './thing.ts';

/** How often a check came to which outcome. */
export const Tally = z.object({
  pass: z.int().nonnegative(),
  fail: z.int().nonnegative(),
  notApplicable: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});
export type Tally = z.infer<typeof Tally>;

/** A posture check, and what it found. */
export const CheckRow = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  subject: z.enum(['identity', 'credential', 'exposure']),
  controls: z.array(z.string()),
  nextAction: z.string(),
  /** Made from a rule file of the user's. */
  isUserRule: z.boolean(),
  openFindings: z.int().nonnegative(),
  acceptedFindings: z.int().nonnegative(),
  openBySeverity: SeverityCounts,
  /** Subjects by what the check said of them at the last evaluation; null before the first. */
  tally: Tally.nullable(),
});
export type CheckRow = z.infer<typeof CheckRow>;

/** What is wrong with a rule file of the user's; the rule is not in force. */
export const CheckRuleProblem = z.object({
  file: z.string(),
  /** 1-based. */
  line: z.int().positive(),
  message: z.string(),
});
export type CheckRuleProblem = z.infer<typeof CheckRuleProblem>;

/** A check with its documentation. */
export const CheckDetail = CheckRow.omit({
  openFindings: true,
  acceptedFindings: true,
  openBySeverity: true,
}).extend({
  /** Limits with the values in force. */
  params: z.record(z.string(), z.json()),
  /** Why it could not tell, with how many subjects; the most frequent first, at most 50. */
  cannotTell: z.array(z.object({ because: z.string(), subjects: z.int().nonnegative() })),
  /** Markdown; null when the check has no page. */
  doc: z.string().nullable(),
});
export type CheckDetail = z.infer<typeof CheckDetail>;
