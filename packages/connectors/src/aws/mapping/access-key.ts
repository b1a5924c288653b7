import {
  type Credential,
  never,
  type Observed,
  type Status,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { AccessKey, AccessKeyLastUsed } from '../schema.ts';
import { observedTime, timeOf } from './moment.ts';
import type { ReportedKey } from './report-row.ts';

/** IAM has recorded the use of access keys only since this day. */
const keyUseTrackedSince = '2015-04-22T00:00:00.000Z';

/** All that several exports tell of one access key. */
export interface KeyFacts {
  readonly holderArn: string | null;
  readonly accountId: string | null;
  readonly isRoot: boolean;
  /** Of `ListAccessKeys`; null when only the credential report tells of the key. */
  readonly listed: AccessKey | null;
  readonly lastUsed: AccessKeyLastUsed | null;
  /** Of the credential report. */
  readonly reported: ReportedKey | null;
}

/**
 * An access key. Where only the credential report tells of it, its key is the holder with the number
 * of the slot, as the report gives no id.
 */
export function toAccessKey(facts: KeyFacts): Credential {
  const { holderArn, listed, reported } = facts;
  const slot = reported?.number ?? 0;
  const name =
    listed?.AccessKeyId ?? `access key ${slot} of ${holderArn?.split('/').at(-1) ?? '?'}`;
  const created = timeOf(listed?.CreateDate);
  return {
    key: listed?.AccessKeyId ?? `${holderArn ?? ''}#access-key-${slot}`,
    provider: 'aws',
    identityKey: holderArn,
    kind: 'access-key',
    nativeType: 'aws-access-key',
    name,
    status: listed ? listedStatus(listed) : reported?.active ? 'active' : 'disabled',
    createdAt: created
      ? seen(created)
      : unknown('the credential report tells the last change of a key, not its creation'),
    expiresAt: never,
    lastUsedAt: lastUseOf(facts),
    lastRotatedAt: rotatedAt(facts),
    ...(listed ? { publicId: listed.AccessKeyId } : {}),
    attributes: {
      ...(facts.isRoot ? { isRoot: true } : {}),
      ...(facts.accountId === null ? {} : { accountId: facts.accountId }),
      ...usedWhere(facts),
    },
  };
}

function listedStatus(key: AccessKey): Status {
  if (key.Status === 'Active') return 'active';
  return key.Status === 'Inactive' ? 'disabled' : 'unknown';
}

function rotatedAt({ listed, reported }: KeyFacts): Observed<Timestamp> {
  const time = timeOf(listed?.CreateDate) ?? reported?.changedAt ?? null;
  return time === null ? unknown('no export tells when the key was made') : seen(time);
}

function lastUseOf(facts: KeyFacts): Observed<Timestamp> {
  const { lastUsed, reported, listed } = facts;
  const made = timeOf(listed?.CreateDate) ?? reported?.changedAt ?? null;
  const used = timeOf(lastUsed?.AccessKeyLastUsed.LastUsedDate) ?? reported?.usedAt ?? null;
  if (used !== null) return seen(used);
  if (lastUsed === null && reported === null)
    return unknown('listing keys does not tell their use; get-access-key-last-used does');
  if (made === null || made < keyUseTrackedSince)
    return unknown('made before IAM tracked the use of keys (22 April 2015)');
  return never;
}

function usedWhere({ lastUsed, reported }: KeyFacts) {
  const service = told(lastUsed?.AccessKeyLastUsed.ServiceName) ?? told(reported?.usedService);
  const region = told(lastUsed?.AccessKeyLastUsed.Region) ?? told(reported?.usedRegion);
  return {
    ...(service ? { lastUsedService: service } : {}),
    ...(region ? { lastUsedRegion: region } : {}),
  };
}

function told(value: string | null | undefined): string | null {
  return value && value !== 'N/A' ? value : null;
}

/** A signing certificate, SSH key or service password of a user, by what its listing tells. */
export function toOtherCredential(of: {
  readonly kind: Credential['kind'];
  readonly nativeType: string;
  readonly id: string;
  readonly name: string;
  readonly holderArn: string | null;
  readonly status: string | undefined;
  readonly createdAt: Parameters<typeof observedTime>[0];
  readonly attributes: Record<string, string | boolean>;
}): Credential {
  const created = observedTime(of.createdAt, 'the listing does not tell when it was made');
  return {
    key: of.id,
    provider: 'aws',
    identityKey: of.holderArn,
    kind: of.kind,
    nativeType: of.nativeType,
    name: of.name,
    status: of.status === 'Active' ? 'active' : of.status === 'Inactive' ? 'disabled' : 'unknown',
    createdAt: created,
    expiresAt: of.kind === 'certificate' ? unknown('the listing does not tell its expiry') : never,
    lastUsedAt: unknown('IAM does not tell the use of this kind of credential'),
    lastRotatedAt: created,
    publicId: of.id,
    attributes: of.attributes,
  };
}
