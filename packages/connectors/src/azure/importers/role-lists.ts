import { enrichment, toldAttributes, upsert } from '@nonhuman/connector-kit';
import { type Grant, type Observation, unknown } from '@nonhuman/model';
import { principalKey } from '../mapping/managed-identity.ts';
import { accessOf, definitionToEntitlement, plain, roleById } from '../mapping/role.ts';
import { lastOf, scopeOfId, scopeToResource } from '../mapping/scope.ts';
import { DenyAssignment, RoleAssignment, RoleDefinition } from '../schema.ts';
import { type AzurePlace, allPages, isNew, list } from './state.ts';

const roleDefinitions = list({
  id: 'azure.role-definitions',
  title: 'Role definitions',
  commands: [
    'az role definition list --subscription "$SUBSCRIPTION" > "${SUBSCRIPTION}__role-definitions.json"',
  ],
  emits: ['entitlement'],
  what: 'role-definitions',
  members: ['value', 'data', ''],
  next: ['nextLink', 'skip_token'],
  item: RoleDefinition,
  fits: (item) => /\/roleDefinitions\/[^/]+$/i.test(String(item['id'])),
  *read(role, { of, own }) {
    const entitlement = definitionToEntitlement(role);
    own.definitions.add(entitlement.key);
    yield upsert(of, 'entitlement', entitlement);
  },
});

/** Whom an assignment names. `az` tells the client id of a service principal as its name. */
function principalTold(told: RoleAssignment, { own }: AzurePlace): Grant['principal'] {
  const key = principalKey(told.principalId);
  const name = told.principalName || key;
  const type = told.principalType ?? '';
  if (type === 'ServicePrincipal' || own.machines.has(key)) return { type: 'identity', key, name };
  if (type === 'User') return { type: 'person', key: `users/${key}`, name };
  if (type === 'Group') return { type: 'group', key, name };
  return { type: 'external', key, name };
}

/** A service principal that only grants tell of; Entra knows what it is. */
function* tellMachine(told: RoleAssignment, at: AzurePlace): Generator<Observation> {
  const key = principalKey(told.principalId);
  if (told.principalType !== 'ServicePrincipal' || at.own.machines.has(key)) return;
  if (!isNew(at.own, `machine ${key}`)) return;
  const name = told.principalName || null;
  const isClientId = name !== null && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name);
  yield enrichment(at.of, 'identity', {
    key,
    provider: 'azure',
    kind: 'application',
    nativeType: 'entra-service-principal',
    name: name ?? key,
    status: 'unknown',
    createdAt: unknown('a role assignment does not tell when its principal was made'),
    lastUsedAt: unknown('a role assignment does not tell when its principal was used'),
    attributes: toldAttributes({
      objectId: key,
      clientId: isClientId ? name.toLowerCase() : undefined,
    }),
  });
}

/** `eligible`: it must be activated first, and is no access before. */
function* readAssignment(
  told: RoleAssignment,
  at: AzurePlace,
  eligible = false,
): Generator<Observation> {
  const { of, own, scopeKey } = at;
  yield* tellMachine(told, at);
  const role = roleById(told.roleDefinitionId, told.roleDefinitionName ?? null);
  if (!own.definitions.has(role.key) && isNew(own, `${scopeKey} ${role.key}`))
    yield upsert(of, 'entitlement', role);
  const resource = scopeToResource(told.scope);
  if (isNew(own, `${scopeKey} ${resource.key}`)) yield enrichment(of, 'resource', resource);
  const principal = principalTold(told, at);
  yield upsert(of, 'grant', {
    key: told.id.toLowerCase(),
    provider: 'azure',
    principal,
    entitlementKey: role.key,
    on: told.scope,
    resourceKey: resource.key,
    via: null,
    conditional: eligible || Boolean(told.condition),
    attributes: toldAttributes({
      principalType: told.principalType,
      condition: told.condition,
      eligible: eligible || undefined,
      grantedAt: told.createdOn,
      grantedBy: told.createdBy?.toLowerCase(),
    }),
  });
}

const roleAssignments = list({
  id: 'azure.role-assignments',
  title: 'Role assignments of the subscription, above and below it',
  commands: [
    allPages(
      'subscriptions/$SUBSCRIPTION/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01',
      'role-assignments',
    ),
  ],
  emits: ['grant', 'entitlement', 'resource', 'identity'],
  what: 'role-assignments',
  members: ['value', 'data', ''],
  next: ['nextLink', 'skip_token'],
  item: RoleAssignment,
  fits: (item) => /\/roleAssignments\/[^/]+$/i.test(String(item['id'])),
  scopeOf: ({ id }) => scopeOfId(id),
  read: (told, at) => readAssignment(told, at),
});

const roleEligibilities = list({
  id: 'azure.role-eligibilities',
  title: 'Roles that may be activated (Privileged Identity Management)',
  commands: [
    allPages(
      'subscriptions/$SUBSCRIPTION/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01',
      'role-eligibilities',
    ),
  ],
  emits: ['grant', 'entitlement', 'resource', 'identity'],
  what: 'role-eligibilities',
  members: ['value', ''],
  next: ['nextLink'],
  item: RoleAssignment,
  fits: (item) => /\/roleEligibilitySchedule(?:Instance)?s\/[^/]+$/i.test(String(item['id'])),
  scopeOf: ({ id }) => scopeOfId(id),
  read: (told, at) => readAssignment(told, at, true),
});

/** Stands for everyone in a deny assignment. */
const everyone = '00000000-0000-0000-0000-000000000000';

function* readDenial(told: DenyAssignment, at: AzurePlace): Generator<Observation> {
  const { of, own } = at;
  const key = told.id.toLowerCase();
  const name = told.denyAssignmentName || lastOf(told.id);
  yield upsert(of, 'entitlement', {
    key,
    provider: 'azure',
    nativeType: 'azure-deny-assignment',
    name,
    // It takes away; what it names is not access.
    access: 'none',
    document: (told.permissions ?? []).map((one) => plain(one)),
    attributes: toldAttributes({
      effect: 'deny',
      denies: accessOf(told.permissions ?? []),
      systemProtected: told.isSystemProtected,
      except: told.excludePrincipals?.map(({ id }) => id.toLowerCase()),
    }),
  });
  for (const { id, type } of told.principals ?? []) {
    const principal = principalKey(id);
    const isMachine = type === 'ServicePrincipal' || own.machines.has(principal);
    yield upsert(of, 'grant', {
      key: `${key}#${principal}`,
      provider: 'azure',
      principal:
        principal === everyone
          ? { type: 'group', key: 'everyone', name: 'everyone' }
          : { type: isMachine ? 'identity' : 'external', key: principal, name: principal },
      entitlementKey: key,
      on: told.scope ?? '/',
      via: null,
      conditional: told.doNotApplyToChildScopes === true,
      attributes: { effect: 'deny' },
    });
  }
}

const denyAssignments = list({
  id: 'azure.deny-assignments',
  title: 'Deny assignments',
  commands: [
    allPages(
      'subscriptions/$SUBSCRIPTION/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01',
      'deny-assignments',
    ),
  ],
  emits: ['entitlement', 'grant'],
  what: 'deny-assignments',
  members: ['value', ''],
  next: ['nextLink'],
  item: DenyAssignment,
  fits: (item) => /\/denyAssignments\/[^/]+$/i.test(String(item['id'])),
  scopeOf: ({ id }) => scopeOfId(id),
  read: readDenial,
});

/** Who may do what on what. */
export const roleLists = [roleDefinitions, roleAssignments, roleEligibilities, denyAssignments];
