import type { NamedIdentity } from './source.ts';

/** An AWS role by ARN; its key is the ARN, as everywhere. */
export function awsRole(arn: string): NamedIdentity {
  const [, accountId = null, path = arn] = /^arn:[\w-]+:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
  return {
    key: arn,
    provider: 'aws',
    kind: 'role',
    nativeType: 'aws-iam-role',
    name: path.split('/').at(-1) ?? path,
    ...(accountId === null ? {} : { attributes: { accountId } }),
  };
}

/** A Google service account; its key is its e-mail address. */
export function gcpServiceAccount(email: string): NamedIdentity {
  return {
    key: email,
    provider: 'gcp',
    kind: 'service-account',
    nativeType: 'gcp-service-account',
    name: email,
    attributes: { projectId: /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? null },
  };
}

/** An Entra application or managed identity by client id. */
export function entraApplication(clientId: string, tenantId: string | null): NamedIdentity {
  const id = clientId.toLowerCase();
  return {
    key: id,
    provider: 'azure',
    kind: 'application',
    nativeType: 'entra-application',
    name: id,
    attributes: { clientId: id, ...(tenantId === null ? {} : { tenantId }) },
  };
}

const shapes: readonly [RegExp, (text: string) => NamedIdentity][] = [
  [/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, awsRole],
  [/^[a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com$/, gcpServiceAccount],
  [/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, (id) => entraApplication(id, null)],
];

/** The identity that a whole text names: a role ARN, a service account, a client id; null otherwise. */
export function targetNamed(text: string): NamedIdentity | null {
  for (const [shape, make] of shapes) if (shape.test(text)) return make(text);
  return null;
}

/**
 * An identity that the definition names by a variable or secret, so that only its kind is known;
 * its key holds whoever names it.
 */
export function unresolvedTarget(
  expression: string,
  known: Pick<NamedIdentity, 'provider' | 'kind' | 'nativeType'> & { readonly namedBy: string },
): NamedIdentity {
  const { provider, kind, nativeType, namedBy } = known;
  return {
    key: `${provider}:named-by:${namedBy}:${expression}`.slice(0, 1024),
    provider,
    kind,
    nativeType,
    name: expression,
    attributes: { unresolved: true },
  };
}

const roleInText = /arn:[\w-]{1,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,600}/g;
const serviceAccountInText = /\b[a-z0-9-]{1,64}@[a-z0-9-]{1,64}\.iam\.gserviceaccount\.com/g;

/** Roles and service accounts that stand inside a text, e.g. a script; each once. */
export function targetsWithin(text: string): NamedIdentity[] {
  const roles = text.match(roleInText) ?? [];
  const accounts = text.match(serviceAccountInText) ?? [];
  return [...new Set(roles)].map(awsRole).concat([...new Set(accounts)].map(gcpServiceAccount));
}
