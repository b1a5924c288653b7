import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import { type Credential, type Identity, never, unknown } from '@nonhuman/model';
import type { Integration } from '../schema.ts';

const untold = 'Snowflake does not tell it of integrations';

function keyOf(scopeKey: string, name: string): string {
  return `${scopeKey}/integrations/${name}`;
}

/** An integration that lets another system in: OAuth, external OAuth, SCIM, SAML. */
export function toIdentity(scopeKey: string, integration: Integration): Identity {
  const type = integration.type ?? 'unknown';
  return {
    key: keyOf(scopeKey, integration.name),
    provider: 'snowflake',
    kind: 'application',
    nativeType: 'snowflake-security-integration',
    name: integration.name,
    status:
      integration.enabled === false
        ? 'disabled'
        : integration.enabled === true
          ? 'active'
          : 'unknown',
    createdAt: timeOr(integration.created_on, 'this list does not tell it'),
    lastUsedAt: unknown(untold),
    ...(integration.comment === undefined ? {} : { description: integration.comment }),
    // Whoever provisions users and their roles decides who is what.
    ...(type.startsWith('SCIM') ? { access: 'admin' as const } : {}),
    attributes: { integrationType: type, approved: true },
  };
}

/** What `DESCRIBE INTEGRATION` adds, and the credentials that it tells of. */
export function fromDescription(
  properties: ReadonlyMap<string, string>,
  { scopeKey, name }: { readonly scopeKey: string; readonly name: string },
): { readonly identity: Identity; readonly credentials: Credential[] } {
  const key = keyOf(scopeKey, name);
  const clientId = properties.get('OAUTH_CLIENT_ID');
  const isPublic = properties.get('OAUTH_CLIENT_TYPE') === 'PUBLIC';
  const redirect = properties.get('OAUTH_REDIRECT_URI');
  const identity: Identity = {
    key,
    provider: 'snowflake',
    kind: 'application',
    nativeType: 'snowflake-security-integration',
    name,
    status: 'unknown',
    createdAt: unknown('DESCRIBE does not tell it'),
    lastUsedAt: unknown(untold),
    attributes: toldAttributes({
      clientId,
      networkRestricted: properties.has('NETWORK_POLICY') ? true : null,
      clientAuthentication: isPublic ? 'none' : null,
      redirectsAnywhere: redirect
        ? /\*|^http:\/\/(?!localhost|127\.|\[::1\])/.test(redirect)
        : null,
      blockedRoles: listIn(properties.get('BLOCKED_ROLES_LIST')),
      preAuthorizedRoles: listIn(properties.get('PRE_AUTHORIZED_ROLES_LIST')),
      runAsRole: properties.get('RUN_AS_ROLE'),
    }),
  };
  const credentials: Credential[] = [];
  if (clientId && !isPublic)
    credentials.push({
      ...blank(key, `${key}/client-secret`),
      kind: 'oauth-client-secret',
      nativeType: 'snowflake-oauth-client-secret',
      name: `client secret of ${name}`,
      expiresAt: never,
      publicId: clientId,
    });
  const issuer = properties.get('EXTERNAL_OAUTH_ISSUER');
  if (issuer)
    credentials.push({
      ...blank(key, `${key}/trust`),
      kind: 'federated-trust',
      nativeType: 'snowflake-external-oauth',
      name: `trust of ${name} in ${issuer}`,
      expiresAt: never,
      publicId: issuer,
      attributes: toldAttributes({
        issuer,
        audience: listIn(properties.get('EXTERNAL_OAUTH_AUDIENCE_LIST')),
        anyRole: properties.get('EXTERNAL_OAUTH_ANY_ROLE_MODE'),
      }),
    });
  return { identity, credentials };
}

function blank(identityKey: string, key: string) {
  return {
    key,
    provider: 'snowflake',
    identityKey,
    status: 'unknown' as const,
    createdAt: unknown(untold),
    lastUsedAt: unknown(untold),
    lastRotatedAt: unknown(untold),
  };
}

function listIn(written: string | undefined): string[] | null {
  if (written === undefined) return null;
  return written
    .replaceAll(/[[\]'"]/g, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
