import { defineAnswerImporter, toldAttributes, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { actsOnEveryPerson } from '../mapping/permission.ts';
import { activityLists } from './activity-lists.ts';
import { peopleLists } from './people-lists.ts';
import { permissionLists } from './permission-lists.ts';
import { principalLists } from './principal-lists.ts';
import { roleLists } from './role-lists.ts';
import {
  type EntraContext,
  type EntraState,
  naming,
  principalFacts,
  principalOf,
  startState,
} from './state.ts';

/** Reads what `az ad`, `az rest` and the Graph PowerShell module print of Microsoft Graph. */
export const importer = defineAnswerImporter<EntraState>({
  id: 'entra',
  title: 'Microsoft Entra ID',
  description:
    'Sign in with `az login`, then set TENANT to the tenant id: TENANT=$(az account show --query tenantId -o tsv). Lists of Graph come in pages; the commands follow them with jq.',
  permissions: [
    'Application.Read.All, Directory.Read.All, DelegatedPermissionGrant.Read.All',
    'RoleManagement.Read.Directory, User.Read.All, Group.Read.All',
    'AuditLog.Read.All (sign-in activity; Entra ID P1)',
    'User-LifeCycleInfo.Read.All (days of leaving)',
  ],
  cannotTell: [
    'The value of any secret, and private keys.',
    'Secrets of applications of other tenants: they are kept at home.',
    'Sign-ins outside of the public cloud: the activity reports are not given there.',
    'How far back the activity reports look: what they do not name is not told to be unused.',
    'Roles that a group gives to groups inside of it.',
    'Deleted applications that can still be restored with their secrets (30 days).',
  ],
  scope: {
    kind: 'entra-tenant',
    title: 'the Entra tenant',
    option: 'tenant',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: [...principalLists, ...permissionLists, ...roleLists, ...peopleLists, ...activityLists],
  refusal(answer) {
    const { error } = answer;
    if (typeof error !== 'object' || error === null || !('code' in error)) return null;
    return `Graph refused the call (${String(error.code)})`;
  },
  start: startState,
  finish,
});

/** Joins what several lists told of one application. */
function* finish(context: EntraContext): Generator<Observation> {
  const { own } = context.state;
  yield* throughGroups(own);
  yield* withoutPermissions(context);
  for (const [key, told] of own.gathered) {
    const permissions = [...told.applicationPermissions].sort();
    const delegated = [...told.delegatedPermissions].sort();
    const mailboxes = permissions.filter(actsOnEveryPerson);
    const listing =
      permissions.length > 0
        ? 'entra.app-role-assignments'
        : delegated.length > 0
          ? 'entra.oauth2-permission-grants'
          : 'entra.application-owners';
    yield* principalFacts({ scopeKey: told.scopeKey, listing }, own.principals.get(key), {
      attributes: toldAttributes({
        applicationPermissions: permissions.length > 0 ? permissions : undefined,
        delegatedPermissions: delegated.length > 0 ? delegated : undefined,
        adminConsented: told.adminConsented,
        credentialAdders:
          told.credentialAdders.size > 0 ? [...told.credentialAdders].sort() : undefined,
        actsAsAnyUser: mailboxes.length > 0 ? true : undefined,
        actsAsAnyUserScopes: mailboxes.length > 0 ? mailboxes : undefined,
      }),
    });
  }
}

/** The roles of groups, for the machines that are in them. */
function* throughGroups(own: EntraState): Generator<Observation> {
  for (const role of own.groupRoles) {
    for (const memberId of own.groupPrincipals.get(role.groupId) ?? []) {
      const member = principalOf(own, memberId);
      const grant = upsert({ scopeKey: role.scopeKey, listing: 'entra.group-members' }, 'grant', {
        key: `group-roles/${role.assignmentId}/${memberId}`,
        provider: 'entra',
        principal: { type: 'identity', key: member.key, name: member.name },
        entitlementKey: role.entitlementKey,
        on: role.on,
        via: role.groupName,
        conditional: role.eligible,
        attributes: { type: 'directory-role' },
      });
      yield naming(grant, ['principal'], [member]);
    }
  }
}

/** Whose application permissions were asked for, with the answer that there are none. */
function* withoutPermissions({ state }: EntraContext): Generator<Observation> {
  const listing = 'entra.app-role-assignments';
  for (const [part, principals] of state.readParents) {
    const [scopeKey = '', id] = JSON.parse(part) as string[];
    if (id !== listing) continue;
    for (const objectId of principals) {
      const principal = state.own.principals.get(objectId.toLowerCase());
      const told = principal && state.own.gathered.get(principal.key);
      if (told !== undefined && told.applicationPermissions.size > 0) continue;
      yield* principalFacts({ scopeKey, listing }, principal, {
        attributes: { applicationPermissions: [] },
      });
    }
  }
}
