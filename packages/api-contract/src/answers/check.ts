import { severities } from '@nonhuman/model';
import { z } from 'zod';
import { SeverityCounts } from './thing.ts';

/** A posture check, and what it found. */
export const CheckRow = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  subject: z.enum(['identity', 'credential', 'exposure']),
  controls: z.array(z.string()),
  nextAction: z.string(),
  openFindings: z.int().nonnegative(),
  acceptedFindings: z.int().nonnegative(),
  openBySeverity: SeverityCounts,
});
export type CheckRow = z.infer<typeof CheckRow>;

/** A check with its documentation. */
export const CheckDetail = CheckRow.omit({
  openFindings: true,
  acceptedFindings: true,
  openBySeverity: true,
}).extend({
  /** Limits with the values in force. */
  params: z.record(z.string(), z.json()),
  /** Markdown; null when the check has no page. */
  doc: z.string().nullable(),
});
export type CheckDetail = z.infer<typeof CheckDetail>;
