import { toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Entitlement,
  type Grant,
  type Identity,
  type Person,
  type Principal,
  unknown,
} from '@nonhuman/model';
import type { ServicePrincipal, User } from '../schema.ts';

/** What tokens need of the account that they act as. */
export interface Holder {
  readonly kind: 'person' | 'service-principal';
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean | null;
  readonly isAdmin: boolean | null;
}

export function accountKey(scopeKey: string, id: string): string {
  return `${scopeKey}/accounts/${id}`;
}

/** Members of this group administrate the workspace. */
const adminGroup = 'admins';

/** Whether the account is in the group of administrators; null when its groups are not told. */
export function isAdmin({ groups }: Pick<User, 'groups'>): boolean | null {
  return groups ? groups.some((group) => group.display === adminGroup) : null;
}

/** What an entitlement of SCIM or a group lets its holder do. */
function accessOf(name: string): AccessLevel {
  if (name === adminGroup || name === 'account_admin' || name === 'marketplace_admin')
    return 'admin';
  return /^allow-(cluster|instance-pool)-create$/.test(name) ? 'write' : 'unknown';
}

/** A service principal. */
export function toIdentity(scopeKey: string, principal: ServicePrincipal): Identity {
  const admin = isAdmin(principal);
  return {
    key: accountKey(scopeKey, principal.id),
    provider: 'databricks',
    kind: 'service-account',
    nativeType: 'databricks-service-principal',
    name: principal.displayName || principal.applicationId,
    status:
      principal.active === true ? 'active' : principal.active === false ? 'disabled' : 'unknown',
    createdAt: unknown('Databricks does not tell it of service principals'),
    lastUsedAt: unknown('only its tokens and the audit log tell it'),
    ...(admin === true ? { access: 'admin' as const } : {}),
    attributes: toldAttributes({
      clientId: principal.applicationId,
      // Azure gives the object id of the Entra service principal.
      externalId: principal.externalId,
      personal: false,
      strongerAuthentication: ['federation'],
      groups: principal.groups?.map((group) => group.display ?? group.value ?? '').sort(),
    }),
  };
}

export function toPerson(scopeKey: string, user: User): Person {
  const email = user.emails?.[0]?.value ?? (user.userName.includes('@') ? user.userName : null);
  return {
    key: accountKey(scopeKey, user.id),
    provider: 'databricks',
    name: user.displayName || user.userName,
    email: email ? email.toLowerCase() : null,
    logins: [user.userName],
    status: user.active === true ? 'active' : user.active === false ? 'left' : 'unknown',
    leftAt: unknown('Databricks does not tell when a user was deactivated'),
    attributes: toldAttributes({ administrator: isAdmin(user) }),
  };
}

/** The account of a person as holder of tokens. */
export function toTokenHolder(key: string, holder: Holder): Identity {
  return {
    key,
    provider: 'databricks',
    kind: 'machine-user',
    nativeType: 'databricks-user',
    name: holder.name,
    status: holder.active === true ? 'active' : holder.active === false ? 'disabled' : 'unknown',
    createdAt: unknown('Databricks does not tell it of users'),
    lastUsedAt: unknown('only its tokens and the audit log tell it'),
    attributes: { personal: true },
  };
}

/** Groups and entitlements of an account, as grants on the workspace. */
export function toGrants(
  scopeKey: string,
  principal: Principal,
  told: Pick<User, 'groups' | 'entitlements'>,
): { readonly entitlement: Entitlement; readonly grant: Grant }[] {
  const rows = [
    ...(told.groups ?? []).map((one) => ({ kind: 'group', name: one.display ?? one.value ?? '' })),
    ...(told.entitlements ?? []).map((one) => ({ kind: 'entitlement', name: one.value ?? '' })),
  ].filter(({ name }) => name !== '');
  return rows.map(({ kind, name }) => {
    const key = `${scopeKey}/${kind}/${name}`;
    return {
      entitlement: {
        key,
        provider: 'databricks',
        nativeType: `databricks-${kind}`,
        name,
        access: accessOf(name),
      },
      grant: {
        key: `${principal.key} has ${key}`,
        provider: 'databricks',
        principal,
        entitlementKey: key,
        on: scopeKey,
        via: null,
        conditional: false,
      },
    };
  });
}
