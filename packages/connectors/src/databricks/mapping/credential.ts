import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import {
  type Credential,
  never,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import type { FederationPolicy, OauthSecret, Token } from '../schema.ts';
import { accountKey, type Holder } from './account.ts';

/** Milliseconds as a time. */
function millisOr(told: number | null | undefined, because: string): Observed<Timestamp> {
  if (told === null || told === undefined || told < 0) return unknown(because);
  const time = timestampOf(told);
  return time === null ? unknown(because) : seen(time);
}

/** A personal access token of a person or service principal. */
export function toToken(
  scopeKey: string,
  token: Token,
  { holder, now }: { readonly holder: Holder | null; readonly now: Date },
): Credential {
  const owner = token.owner_id ?? token.created_by_id ?? null;
  const isOver =
    typeof token.expiry_time === 'number' &&
    token.expiry_time >= 0 &&
    token.expiry_time <= now.getTime();
  const created = millisOr(token.creation_time, 'this list does not tell it');
  const isPersons = holder === null ? null : holder.kind === 'person';
  return {
    key: `${scopeKey}/tokens/${token.token_id}`,
    provider: 'databricks',
    identityKey: owner === null ? null : accountKey(scopeKey, owner),
    kind: 'token',
    nativeType: 'databricks-personal-access-token',
    name: token.comment || `token ${token.token_id.slice(0, 8)}`,
    status: isOver ? 'expired' : 'active',
    createdAt: created,
    expiresAt:
      token.expiry_time === -1 ? never : millisOr(token.expiry_time, 'this list does not tell it'),
    lastUsedAt: millisOr(
      token.last_used_day,
      'Databricks tells no last use of it: never used, or not since it records use',
    ),
    lastRotatedAt: created,
    publicId: token.token_id,
    ...(holder?.isAdmin === true ? { access: 'admin' as const } : {}),
    attributes: toldAttributes({
      tokenType: 'personal access token',
      unscoped: true,
      boundToPerson: isPersons,
      personStatus:
        isPersons === true && holder?.active !== null && holder?.active !== undefined
          ? holder.active
            ? 'active'
            : 'left'
          : null,
      personRoles:
        isPersons === true && typeof holder?.isAdmin === 'boolean'
          ? holder.isAdmin
            ? ['admins']
            : []
          : null,
      createdBy: token.created_by_username,
      usageSource: typeof token.last_used_day === 'number' ? 'token management' : null,
      usageLagDays: typeof token.last_used_day === 'number' ? 1 : null,
    }),
  };
}

/** An OAuth secret of a service principal; the hash that Databricks shows is not kept. */
export function toSecret(
  scopeKey: string,
  secret: OauthSecret,
  principal: string | null,
): Credential {
  const created = timeOr(secret.create_time, 'this list does not tell it');
  return {
    key: `${scopeKey}/oauth-secrets/${secret.id}`,
    provider: 'databricks',
    identityKey: principal === null ? null : accountKey(scopeKey, principal),
    kind: 'oauth-client-secret',
    nativeType: 'databricks-oauth-secret',
    name: `OAuth secret ${secret.id}`,
    status:
      secret.status === 'ACTIVE' ? 'active' : secret.status === 'INACTIVE' ? 'disabled' : 'unknown',
    createdAt: created,
    expiresAt: timeOr(secret.expire_time, 'this list does not tell it'),
    lastUsedAt: unknown('Databricks does not tell it of OAuth secrets; the audit log does'),
    lastRotatedAt: created,
    publicId: secret.id,
    attributes: { boundToPerson: false },
  };
}

/** A federation policy: a credential without a secret. */
export function toTrust(
  scopeKey: string,
  policy: FederationPolicy,
  principal: string | null,
): Credential {
  const id = policy.uid ?? policy.policy_id ?? policy.name ?? 'unknown';
  const { issuer, audiences, subject, subject_claim: claim } = policy.oidc_policy ?? {};
  return {
    key: `${scopeKey}/federation-policies/${id}`,
    provider: 'databricks',
    identityKey: principal === null ? null : accountKey(scopeKey, principal),
    kind: 'federated-trust',
    nativeType: 'databricks-federation-policy',
    name: policy.description || policy.policy_id || id,
    status: 'active',
    createdAt: timeOr(policy.create_time, 'this list does not tell it'),
    expiresAt: never,
    lastUsedAt: unknown('Databricks does not tell it of federation policies'),
    lastRotatedAt: timeOr(policy.update_time, 'this list does not tell it'),
    publicId: id,
    attributes: toldAttributes({
      issuer,
      audience: audiences,
      subject,
      subjectConditions: policy.oidc_policy
        ? subject
          ? [{ operator: 'StringEquals', key: claim || 'sub', values: [subject] }]
          : []
        : null,
    }),
  };
}
