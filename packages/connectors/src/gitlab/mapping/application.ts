import { toldAttributes } from '@nonhuman/connector-kit';
import { type Credential, type Identity, never, unknown } from '@nonhuman/model';
import type { Application } from '../schema.ts';
import { accessOfScopes } from './role.ts';

const untold = 'GitLab does not tell it of OAuth applications';

/** An OAuth application of the whole instance. */
export function toIdentity(scopeKey: string, app: Application): Identity {
  return {
    key: applicationKey(scopeKey, app),
    provider: 'gitlab',
    kind: 'application',
    nativeType: 'gitlab-oauth-application',
    name: app.application_name,
    status: 'active',
    createdAt: unknown(untold),
    lastUsedAt: unknown(untold),
    ...(app.scopes ? { access: accessOfScopes(app.scopes, null) } : {}),
    attributes: toldAttributes({
      clientId: app.application_id,
      // Only administrators make applications of the whole instance.
      approved: true,
      delegatedPermissions: app.scopes ? [...app.scopes].sort() : null,
      redirectsAnywhere: app.callback_url ? redirectsAnywhere(app.callback_url) : null,
      clientAuthentication: app.confidential === false ? 'none' : null,
    }),
  };
}

/** The secret of a confidential application; public ones have none that counts. */
export function toCredential(scopeKey: string, app: Application): Credential | null {
  if (app.confidential === false) return null;
  return {
    key: `${applicationKey(scopeKey, app)}/secret`,
    provider: 'gitlab',
    identityKey: applicationKey(scopeKey, app),
    kind: 'oauth-client-secret',
    nativeType: 'gitlab-oauth-application-secret',
    name: `secret of ${app.application_name}`,
    status: 'active',
    createdAt: unknown(untold),
    expiresAt: never,
    lastUsedAt: unknown(untold),
    lastRotatedAt: unknown(untold),
    publicId: app.application_id,
    ...(app.scopes ? { scopes: [...app.scopes].sort() } : {}),
  };
}

function applicationKey(scopeKey: string, app: Application): string {
  return `${scopeKey}/applications/${app.application_id}`;
}

/** Addresses are written one a line. */
function redirectsAnywhere(written: string): boolean {
  return written
    .split(/\s+/)
    .some((url) => url.includes('*') || /^http:\/\/(?!localhost|127\.|\[::1\])/.test(url));
}
