import { provisionally, toldAttributes, upsert } from '@nonhuman/connector-kit';
import type { AccessLevel, Observation } from '@nonhuman/model';
import { hasMember } from '../graph.ts';
import { consentKey, consentToCredential } from '../mapping/consent.ts';
import { accessOfRole, accessOfScope, isTakeover, knownRole } from '../mapping/permission.ts';
import { AppRoleAssignment, PermissionGrant } from '../schema.ts';
import { allPages, forEach } from './commands.ts';
import { type EntraPlace, gatheredOf, isNew, list, naming, principalOf } from './state.ts';

/** Stands for "may use the application", where that offers no permissions of its own. */
const defaultAccess = '00000000-0000-0000-0000-000000000000';

interface Permission {
  readonly key: string;
  readonly name: string;
  readonly access: AccessLevel;
  readonly nativeType: 'entra-application-permission' | 'entra-delegated-permission';
  readonly resourceId: string;
  readonly resourceName: string;
  /** The names are those that no list told. */
  readonly isGuess: boolean;
}

/** The API and the permission, once each. */
function* tellPermission(permission: Permission, at: EntraPlace): Generator<Observation> {
  const { key, name, access, nativeType, resourceId, resourceName } = permission;
  const resourceKey = `apis/${resourceId}`;
  const guessed = (fields: readonly string[]) => (permission.isGuess ? fields : []);
  if (isNew(at.own, `${at.of.listing} ${resourceKey}`)) {
    const resource = upsert(at.of, 'resource', {
      key: resourceKey,
      provider: 'entra',
      nativeType: 'entra-api',
      name: resourceName,
      attributes: { objectId: resourceId },
    });
    yield provisionally(resource, guessed(['name']));
  }
  if (isNew(at.own, `${at.of.listing} ${key}`)) {
    const entitlement = upsert(at.of, 'entitlement', {
      key,
      provider: 'entra',
      nativeType,
      name: `${resourceName}: ${name}`,
      access,
      attributes: toldAttributes({
        permission: name,
        resource: resourceName,
        leadsToTenantAdministration: isTakeover(name) ? true : undefined,
      }),
    });
    yield provisionally(entitlement, guessed(['name', 'access', 'attributes']));
  }
}

function* readAssignment(told: AppRoleAssignment, at: EntraPlace): Generator<Observation> {
  // People and groups are assigned to applications to use them; only machines hold permissions.
  if (told.principalType && told.principalType !== 'ServicePrincipal') return;
  const { own, of, scopeKey } = at;
  const resourceId = told.resourceId.toLowerCase();
  const roleId = told.appRoleId.toLowerCase();
  const principal = principalOf(own, told.principalId, told.principalDisplayName);
  const resourceName = told.resourceDisplayName || principalOf(own, resourceId).name;
  const name =
    own.roleNames.get(`${resourceId} ${roleId}`) ??
    knownRole(roleId) ??
    (roleId === defaultAccess ? 'default access' : null);
  const permission: Permission = {
    key: `application-permissions/${resourceId}/${roleId}`,
    name: name ?? `permission ${roleId}`,
    access: accessOfRole(name),
    nativeType: 'entra-application-permission',
    resourceId,
    resourceName,
    isGuess: name === null,
  };
  yield* tellPermission(permission, at);
  gatheredOf(own, principal.key, scopeKey).applicationPermissions.add(permission.name);
  const grant = upsert(of, 'grant', {
    key: `app-role-assignments/${told.id}`,
    provider: 'entra',
    principal: { type: 'identity', key: principal.key, name: principal.name },
    entitlementKey: permission.key,
    on: resourceName,
    resourceKey: `apis/${resourceId}`,
    via: null,
    conditional: false,
    attributes: toldAttributes({ type: 'application', grantedAt: told.createdDateTime }),
  });
  yield naming(grant, ['principal'], [principal]);
}

const appRoleAssignments = list({
  id: 'entra.app-role-assignments',
  title: 'Application permissions of each service principal',
  commands: [
    forEach(
      'sp',
      'v1.0/servicePrincipals/$id/appRoleAssignments?\\$top=999',
      'app-role-assignments',
    ),
  ],
  emits: ['grant', 'entitlement', 'resource', 'identity'],
  what: 'app-role-assignments',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: AppRoleAssignment,
  fits: (item) => hasMember(item, 'appRoleId'),
  parentListing: 'entra.service-principals',
  read: readAssignment,
});

function* readGrant(told: PermissionGrant, at: EntraPlace): Generator<Observation> {
  const { own, of, scopeKey } = at;
  const client = principalOf(own, told.clientId);
  const resourceId = told.resourceId.toLowerCase();
  const api = principalOf(own, resourceId);
  const resourceName = api.name;
  const isForAll = told.consentType === 'AllPrincipals';
  const gathered = gatheredOf(own, client.key, scopeKey);
  gathered.adminConsented = gathered.adminConsented === true || isForAll;
  const scopes = [...new Set((told.scope ?? '').split(/\s+/).filter((scope) => scope !== ''))];
  const consent = consentToCredential(told, { client, api: resourceName }, scopes);
  yield naming(upsert(of, 'credential', consent), ['identityKey', 'name'], [client, api]);
  if (!isForAll && told.principalId) {
    const userId = told.principalId.toLowerCase();
    const waiting = own.consents.get(userId) ?? [];
    own.consents.set(userId, [...waiting, { of, key: consentKey(told.id) }]);
  }
  for (const name of scopes) {
    const permission: Permission = {
      key: `delegated-permissions/${resourceId}/${name.toLowerCase()}`,
      name,
      access: accessOfScope(name),
      nativeType: 'entra-delegated-permission',
      resourceId,
      resourceName,
      isGuess: api.isGuess === true,
    };
    yield* tellPermission(permission, at);
    gathered.delegatedPermissions.add(name);
    const grant = upsert(of, 'grant', {
      key: `oauth2-permission-grants/${told.id}/${name.toLowerCase()}`,
      provider: 'entra',
      principal: { type: 'identity', key: client.key, name: client.name },
      entitlementKey: permission.key,
      on: `${resourceName} as ${isForAll ? 'every user' : 'one user'}`,
      resourceKey: `apis/${resourceId}`,
      via: null,
      conditional: false,
      attributes: toldAttributes({
        type: 'delegated',
        consentType: told.consentType,
        userId: told.principalId?.toLowerCase(),
      }),
    });
    yield naming(grant, ['principal', 'on'], [client, api]);
  }
}

const permissionGrants = list({
  id: 'entra.oauth2-permission-grants',
  title: 'Delegated permissions that were consented to',
  commands: [allPages('v1.0/oauth2PermissionGrants?$top=999', 'oauth2-permission-grants')],
  emits: ['grant', 'credential', 'entitlement', 'resource', 'identity', 'ownership'],
  what: 'oauth2-permission-grants',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: PermissionGrant,
  fits: (item) => hasMember(item, 'consentType') && hasMember(item, 'scope'),
  read: readGrant,
});

/** What applications may do with the data behind APIs. */
export const permissionLists = [appRoleAssignments, permissionGrants];
