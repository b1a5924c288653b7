import { timeOf } from '@nonhuman/connector-kit';
import { type Credential, type Identity, unknown } from '@nonhuman/model';
import type { Activity } from '../schema.ts';
import { keyOfKey, lastAuthentication } from './key.ts';
import { accountIn, type KnownNames, lastPart } from './names.ts';

/** Whole days between two moments; null when the first is not told. */
function daysBetween(from: string | null | undefined, to: string | Date): number | null {
  const start = timeOf(from);
  if (start === null) return null;
  return Math.max(0, Math.round((new Date(to).getTime() - Date.parse(start)) / 86_400_000));
}

const elsewhere = 'Activity Analyzer tells the last use only';

/** Where the last use comes from, and how far back `never` looks. */
function usageFacts({ observationPeriod }: Activity, now: Date) {
  const days = daysBetween(observationPeriod?.startTime, observationPeriod?.endTime ?? now);
  return {
    usageSource: 'Activity Analyzer',
    ...(days === null ? {} : { usageWindowDays: days }),
    ...(observationPeriod?.endTime ? { observedUntil: observationPeriod.endTime } : {}),
  };
}

function useOf({ activity, observationPeriod }: Activity) {
  return lastAuthentication({
    at: activity?.lastAuthenticatedTime,
    from: observationPeriod?.startTime,
  });
}

/** The last authentication of a service account, to be added to what its listing tells. */
export function toUsedAccount(activity: Activity, known: KnownNames, now: Date): Identity {
  const email = (accountIn(activity.fullResourceName, known) ?? '').toLowerCase();
  return {
    key: email,
    provider: 'gcp',
    kind: 'service-account',
    nativeType: 'gcp-service-account',
    name: email,
    status: 'unknown',
    createdAt: unknown(elsewhere),
    lastUsedAt: useOf(activity),
    attributes: usageFacts(activity, now),
  };
}

/** The last authentication by a key, to be added to what its listing tells. */
export function toUsedKey(activity: Activity, known: KnownNames, now: Date): Credential {
  const account = (accountIn(activity.fullResourceName, known) ?? '').toLowerCase();
  const keyId = lastPart(activity.fullResourceName);
  return {
    key: keyOfKey(account, keyId),
    provider: 'gcp',
    identityKey: account,
    kind: 'private-key',
    nativeType: 'gcp-service-account-key',
    name: keyId,
    status: 'unknown',
    createdAt: unknown(elsewhere),
    expiresAt: unknown(elsewhere),
    lastUsedAt: useOf(activity),
    lastRotatedAt: unknown(elsewhere),
    publicId: keyId,
    attributes: usageFacts(activity, now),
  };
}
