import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Identity,
  never,
  seen,
  unknown,
} from '@nonhuman/model';
import type { FederationRule, ServiceAccount } from '../schema.ts';

export function serviceAccountKey(scopeKey: string, id: string): string {
  return `${scopeKey}/service-accounts/${id}`;
}

/** A service account. `admin` accounts may be given tokens that manage the organization. */
export function toIdentity(scopeKey: string, account: ServiceAccount): Identity {
  return {
    key: serviceAccountKey(scopeKey, account.id),
    provider: 'anthropic',
    kind: 'service-account',
    nativeType: 'anthropic-service-account',
    name: account.name || account.id,
    status: account.archived_at ? 'disabled' : 'active',
    createdAt: timeOr(account.created_at, 'this list does not tell it'),
    lastUsedAt: unknown('Anthropic does not tell it of service accounts'),
    ...(account.created_by_actor_id ? { createdBy: seen(account.created_by_actor_id) } : {}),
    ...(account.description === undefined ? {} : { description: account.description }),
    access: account.organization_role === 'admin' ? 'admin' : 'write',
    attributes: toldAttributes({ personal: false, role: account.organization_role }),
  };
}

function accessOf(scope: string | null | undefined): AccessLevel {
  if (!scope) return 'unknown';
  return scope.split(' ').some((one) => one.startsWith('org:')) ? 'admin' : 'write';
}

/** A rule: a credential without a secret. `issuer`: null when the list of issuers was not read. */
export function toTrust(scopeKey: string, rule: FederationRule, issuer: string | null): Credential {
  const { audience, condition } = rule.match;
  return {
    key: `${scopeKey}/federation-rules/${rule.id}`,
    provider: 'anthropic',
    identityKey: serviceAccountKey(scopeKey, rule.target.service_account_id),
    kind: 'federated-trust',
    nativeType: 'anthropic-federation-rule',
    name: rule.name || rule.id,
    status: rule.archived_at ? 'revoked' : 'active',
    createdAt: timeOr(rule.created_at, 'this list does not tell it'),
    expiresAt: never,
    lastUsedAt: unknown('Anthropic does not tell it of federation rules'),
    lastRotatedAt: timeOr(rule.updated_at, 'this list does not tell it'),
    publicId: rule.id,
    ...(rule.oauth_scope ? { scopes: rule.oauth_scope.split(' ').filter(Boolean).sort() } : {}),
    access: accessOf(rule.oauth_scope),
    attributes: toldAttributes({
      issuer,
      audience: audience ? [audience] : null,
      // A condition in CEL may narrow more than its fields show: then they are not all that is asked.
      subjectConditions: condition ? null : conditionsOf(rule),
      condition,
      limitedTo: rule.applies_to_all_workspaces === true ? null : rule.workspace_ids,
      tokenLifetimeSeconds: rule.token_lifetime_seconds,
    }),
  };
}

function conditionsOf({ match }: FederationRule) {
  const { subject_prefix: subject, claims } = match;
  const ofSubject = subject
    ? [
        {
          operator: subject.endsWith('*') ? 'StringLike' : 'StringEquals',
          key: 'sub',
          values: [subject],
        },
      ]
    : [];
  const ofClaims = Object.entries(claims ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ operator: 'StringEquals', key, values: [value] }));
  return [...ofSubject, ...ofClaims];
}
