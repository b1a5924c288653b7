/**
 * What each fact adds to the risk of an identity, in points of 100. This table is the whole policy:
 * the score is the sum of one entry per factor, cut off at `maxScore`.
 *
 * `unknown` is what a fact that nobody told adds: less than the worst, more than the best, so that
 * not looking never makes an identity look good.
 */
export const riskWeights = {
  access: { admin: 25, write: 12, read: 4, none: 0, unknown: 6 },
  exposure: { tracked: 20, misplaced: 12, readable: 8, private: 0, none: 0, unknown: 3 },
  age: { overYear: 10, overLimit: 6, young: 0, none: 0, unknown: 2 },
  expiry: { never: 5, ends: 0, none: 0, unknown: 1 },
  usage: { unused: 8, neverUsed: 8, used: 0, unknown: 3 },
  ownership: { left: 10, none: 8, guessed: 4, owned: 0, unknown: 3 },
  authentication: { static: 5, federated: 0, none: 0, unknown: 1 },
  environment: { production: 5, nonProduction: 0, unknown: 2 },
  trust: { public: 20, external: 10, externalConditional: 3, internal: 0, unknown: 2 },
} as const;

/** What each open finding adds, and what all of them together add at most. */
export const findingWeights = {
  critical: 12,
  high: 6,
  medium: 3,
  low: 1,
  info: 0,
} as const;

/** The most that findings add: many small ones never outweigh what the identity can reach. */
export const maxFindingPoints = 25;

export const maxScore = 100;

/** Days after which a credential counts as old, and as very old; a use as long ago; a new identity as never used. */
export const riskLimits = { oldDays: 90, veryOldDays: 365, unusedDays: 90, graceDays: 30 } as const;

/** An inferred owner counts as one from this confidence on. */
export const minOwnerConfidence = 0.7;
