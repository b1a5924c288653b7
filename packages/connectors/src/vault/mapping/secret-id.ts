import { timeOf, timeOr } from '@nonhuman/connector-kit';
import {
  type Credential,
  never,
  type Observed,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { SecretId } from '../schema.ts';
import { keyAt, lastOf } from './names.ts';

const neverRecorded = unknown('Vault does not record the use of a secret id');

/** A secret id of an AppRole, by its accessor: `details` null when only the list names it. */
export function toCredential(
  { scope, rolePath }: { readonly scope: string; readonly rolePath: string },
  accessor: string,
  details: SecretId | null,
): Credential {
  const made = timeOr(details?.creation_time, 'the list of accessors does not tell it');
  const networks = [...(details?.cidr_list ?? []), ...(details?.token_bound_cidrs ?? [])];
  return {
    key: keyAt(scope, `${rolePath}/secret-id/${accessor}`),
    provider: 'vault',
    identityKey: keyAt(scope, rolePath),
    kind: 'token',
    nativeType: 'vault-secret-id',
    name: `secret id of ${lastOf(rolePath)}`,
    status: 'active',
    createdAt: made,
    expiresAt: expiryOf(details),
    lastUsedAt: neverRecorded,
    lastRotatedAt: made,
    publicId: accessor,
    attributes: {
      ...(details === null ? {} : { networkRestricted: networks.length > 0 }),
      ...(typeof details?.secret_id_num_uses === 'number'
        ? { maxUses: details.secret_id_num_uses }
        : {}),
    },
  };
}

/** Go's zero time stands for no end. */
function expiryOf(details: SecretId | null): Observed<Timestamp> {
  if (details === null) return unknown('the list of accessors does not tell it');
  const moment = timeOf(details.expiration_time);
  if (moment === null) return unknown('this export does not tell it');
  return moment.startsWith('0001-') ? never : seen(moment);
}
