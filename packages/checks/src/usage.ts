import type { Credential, Identity, Timestamp } from '@nonhuman/model';
import { credentialFact, identityFact } from './attributes.ts';
import { daysSince } from './lifecycle.ts';

/** How far a source's silence about use can be trusted. */
export interface UsageSource {
  /** Who tells the use, for the sentence; null when not told. */
  readonly name: string | null;
  /** Up to how many days the last use is told late; 0 when not told. */
  readonly lagDays: number;
  /** How many days back the source looks; null: since the thing was made. */
  readonly windowDays: number | null;
}

/** What the identity's source says of its own sight. */
export function usageOfIdentity(identity: Identity): UsageSource {
  return {
    name: identityFact(identity, 'usageSource'),
    lagDays: identityFact(identity, 'usageLagDays') ?? 0,
    windowDays: identityFact(identity, 'usageWindowDays'),
  };
}

/** What the credential's source says of its own sight. */
export function usageOfCredential(credential: Credential): UsageSource {
  return {
    name: credentialFact(credential, 'usageSource'),
    lagDays: credentialFact(credential, 'usageLagDays') ?? 0,
    windowDays: credentialFact(credential, 'usageWindowDays'),
  };
}

/** Days without use for certain: the source may still owe the use of its last days. */
export function daysUnused(lastUsedAt: Timestamp, source: UsageSource, now: Date): number {
  return Math.max(0, daysSince(lastUsedAt, now) - source.lagDays);
}

/** ` by sign-in logs`, or nothing. */
export function toldBy({ name }: UsageSource): string {
  return name === null ? '' : `, by ${name}`;
}
