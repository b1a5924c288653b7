import { accessLevels, Timestamp } from '@nonhuman/model';
import { z } from 'zod';

/** What a link says of its two ends. */
export const linkRelations = [
  'same',
  'pairs-with',
  'logs-in-as',
  'opens',
  'belongs-to',
  'exposes',
] as const;
export type LinkRelation = (typeof linkRelations)[number];

/** Whether it holds: `not-matched` tells of two that name each other and do not fit. */
export const linkVerdicts = ['matched', 'not-matched', 'cannot-tell'] as const;
export type LinkVerdict = (typeof linkVerdicts)[number];

/** One end of a link. */
export const LinkEnd = z.object({
  noun: z.enum(['identity', 'credential', 'resource', 'scope', 'exposure', 'secret-reference']),
  id: z.string(),
  /** Null when it is not in the inventory any more. */
  name: z.string().nullable(),
  provider: z.string().nullable(),
  nativeType: z.string().nullable(),
  /** The scope that it lies in, by name. */
  scope: z.string().nullable(),
  access: z.enum(accessLevels).nullable(),
  /** Of a credential: whose it is. */
  identity: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type LinkEnd = z.infer<typeof LinkEnd>;

/** That two things of different sources are the same, or bound to each other. */
export const Link = z.object({
  id: z.string(),
  /** The rule that found it; `/v1/links/rules` tells what each compares. */
  rule: z.string(),
  /** From the first end to the second: `logs-in-as`, `opens`… */
  relation: z.enum(linkRelations),
  verdict: z.enum(linkVerdicts),
  /** From 0 to 1: how many of such matches are right. 0.99 is proven by identifiers; equal candidates share it. */
  confidence: z.number().min(0).max(1),
  /** A sentence with the identifiers that were compared. */
  because: z.string(),
  evidence: z.record(z.string(), z.json()),
  from: LinkEnd,
  to: LinkEnd,
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  /** When it was found no longer to hold; null while it does. */
  endedAt: Timestamp.nullable(),
});
export type Link = z.infer<typeof Link>;

/** A rule, and how many links it tells now. */
export const LinkRule = z.object({
  id: z.string(),
  title: z.string(),
  joins: z.string(),
  /** What is compared, and how sure that makes it. */
  why: z.string(),
  relation: z.enum(linkRelations),
  links: z.record(z.enum(linkVerdicts), z.int().nonnegative()),
});
export type LinkRule = z.infer<typeof LinkRule>;
