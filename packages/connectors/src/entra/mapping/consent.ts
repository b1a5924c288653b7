import { toldAttributes, toldOwner } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  never,
  type Ownership,
  type Person,
  unknown,
} from '@nonhuman/model';
import type { PermissionGrant } from '../schema.ts';
import { accessOfScope } from './permission.ts';

const levels: readonly AccessLevel[] = ['unknown', 'none', 'read', 'write', 'admin'];

export function consentKey(grantId: string): string {
  return `oauth2-permission-grants/${grantId}`;
}

/** What a client may present tokens for: the permissions that one consent gave it, on one API. */
export function consentToCredential(
  told: PermissionGrant,
  of: { readonly client: { readonly key: string; readonly name: string }; readonly api: string },
  scopes: readonly string[],
): Credential {
  const isForAll = told.consentType === 'AllPrincipals';
  const access = scopes
    .map(accessOfScope)
    .reduce<AccessLevel>(
      (most, one) => (levels.indexOf(one) > levels.indexOf(most) ? one : most),
      'unknown',
    );
  return {
    key: consentKey(told.id),
    provider: 'entra',
    identityKey: of.client.key,
    kind: 'oauth-grant',
    nativeType: 'entra-oauth-grant',
    name: `consent of ${isForAll ? 'everyone' : 'one user'} for ${of.client.name} on ${of.api}`,
    status: 'active',
    createdAt: unknown('Graph does not tell when consent was given; the audit log does'),
    expiresAt: never,
    lastUsedAt: unknown('the sign-in logs tell when a consent was used, no list does'),
    lastRotatedAt: never,
    publicId: told.id,
    scopes: [...scopes].sort(),
    access,
    attributes: toldAttributes({
      adminConsented: isForAll,
      boundToPerson: !isForAll,
      userId: told.principalId?.toLowerCase(),
      api: of.api,
    }),
  };
}

/** Whose consent it is, so that it ends with that person's account. */
export function consentHolder(credentialKey: string, person: Person): Ownership {
  return {
    ...toldOwner({
      provider: 'entra',
      subject: { type: 'credential', key: credentialKey },
      owner: { type: 'person', name: person.name, email: person.email, status: person.status },
      signal: 'holder',
      confidence: 0.85,
    }),
    key: `${credentialKey}#holder`,
  };
}
