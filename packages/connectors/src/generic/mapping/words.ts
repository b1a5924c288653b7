import {
  type AccessLevel,
  accessLevels,
  type CredentialKind,
  credentialKinds,
  type Environment,
  type IdentityKind,
  identityKinds,
  type Status,
  statuses,
} from '@nonhuman/model';

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

function find<Word extends string>(
  text: string | null,
  words: readonly Word[],
  synonyms: readonly (readonly [RegExp, Word])[],
): Word | null {
  if (text === null) return null;
  const written = plain(text);
  return (
    words.find((word) => word === written) ??
    synonyms.find(([like]) => like.test(written))?.[1] ??
    null
  );
}

/** The kind of an identity by the words that systems use for it; null when none fits. */
export function identityKindOf(text: string | null): IdentityKind | null {
  return find(text, identityKinds, [
    [/^(svc|service)(-?(account|user|principal|identity))?$/, 'service-account'],
    [/agent|assistant/, 'agent'],
    [/robot|(^|-)bot/, 'bot'],
    [/role/, 'role'],
    [/app|client|integration/, 'application'],
    [/pod|container|workload|runner|vm|instance/, 'workload'],
    [/(db|database)/, 'database-login'],
    [/user|account|machine/, 'machine-user'],
  ]);
}

/** The kind of a credential by the words that systems use for it; null when none fits. */
export function credentialKindOf(text: string | null): CredentialKind | null {
  return find(text, credentialKinds, [
    [/access-?key/, 'access-key'],
    [/api-?key/, 'api-key'],
    [/ssh/, 'ssh-key'],
    [/cert|x509|tls/, 'certificate'],
    [/(client|oauth).*secret/, 'oauth-client-secret'],
    [/oauth|refresh/, 'oauth-grant'],
    [/federat|oidc|workload-identity/, 'federated-trust'],
    [/private-?key|pem/, 'private-key'],
    [/password|passphrase/, 'password'],
    [/connection/, 'connection-string'],
    [/webhook/, 'webhook-url'],
    [/token|pat$/, 'token'],
  ]);
}

/** A status by the words that systems use for it; `unknown` when none fits. */
export function statusOf(text: string | null): Status {
  return (
    find(text, statuses, [
      [/^(enabled|valid|true|yes|1|on|ok|live)$/, 'active'],
      [/^(disabled|inactive|suspended|locked|false|no|0|off|blocked)$/, 'disabled'],
      [/^(revoked|deleted|destroyed|removed)$/, 'revoked'],
    ]) ?? 'unknown'
  );
}

/** An environment by the words that systems use for it; `unknown` when none fits. */
export function environmentOf(text: string): Environment {
  const written = plain(text);
  if (/^(prd|prod|production|live)$/.test(written)) return 'production';
  return /^(dev|test|qa|uat|stag|sandbox|demo|non-?prod)/.test(written)
    ? 'non-production'
    : 'unknown';
}

/** An access level by the words that systems use for it; `unknown` when none fits. */
export function accessOf(text: string): AccessLevel {
  return (
    find(text, accessLevels, [
      [/admin|owner|root|superuser|full/, 'admin'],
      [/^(read-only|readonly|reader|viewer|view)$/, 'read'],
      [/write|edit|contributor|maintain/, 'write'],
    ]) ?? 'unknown'
  );
}
