import {
  type AnswerState,
  defineAnswerImporter,
  enrichment,
  type ImportContext,
  type ListingOf,
} from '@nonhuman/connector-kit';
import { type Observation, unknown } from '@nonhuman/model';
import { toTeam } from '../mapping/person.ts';
import { toRolePermissions } from '../mapping/role.ts';
import {
  apiServiceSecrets,
  apiServices,
  appClientKeys,
  appGrants,
  appSecrets,
  appSigningKeys,
  apps,
  appTokens,
} from './app-lists.ts';
import {
  clientRoles,
  customRoles,
  groupMembers,
  groupRoles,
  groups,
  leftUsers,
  roleHolders,
  rolePermissions,
  userRoles,
  users,
} from './people-lists.ts';
import { type OktaState, startOkta } from './state.ts';
import { apiTokens, eventHooks, inlineHooks, lastUses, systemLog } from './token-lists.ts';

/** Reads what Okta's interfaces answer about applications, tokens, roles and people. */
export const importer = defineAnswerImporter<OktaState>({
  id: 'okta',
  title: 'Okta',
  description:
    'Set OKTA_DOMAIN (acme.okta.com) and OKTA_API_TOKEN, a token of a read-only administrator. Lists of parts are asked for each id of a list before, by jq. Delete okta-headers.txt afterwards.',
  permissions: [
    'READ_ONLY_ADMIN',
    'okta.apps.read',
    'okta.appGrants.read',
    'okta.apiTokens.read',
    'okta.users.read',
    'okta.groups.read',
    'okta.roles.read',
    'okta.logs.read',
    'okta.eventHooks.read',
    'okta.inlineHooks.read',
    'okta.oauthIntegrations.read',
  ],
  cannotTell: [
    'Whether a user is a person or an account that machines use.',
    'When a secret or key of a client was used; the System Log tells uses of the client.',
    'Administrative roles of users that were not among the role holders that were read.',
    'Secrets that applications of the catalogue keep at the other side.',
  ],
  scope: {
    kind: 'okta-organization',
    title: 'the Okta organization',
    option: 'domain',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: [
    users,
    leftUsers,
    groups,
    groupMembers,
    customRoles,
    rolePermissions,
    roleHolders,
    userRoles,
    groupRoles,
    apps,
    appSecrets,
    appClientKeys,
    appSigningKeys,
    appGrants,
    appTokens,
    clientRoles,
    apiServices,
    apiServiceSecrets,
    apiTokens,
    eventHooks,
    inlineHooks,
    systemLog,
  ],
  refusal(answer) {
    const { errorCode, errorSummary } = answer;
    if (typeof errorCode !== 'string' || typeof errorSummary !== 'string') return null;
    return `Okta refused the call (${errorCode.slice(0, 20)})`;
  },
  start: startOkta,
  finish,
});

/** What is told item by item and belongs in one row: members of a group, permissions of a role, uses. */
function* finish(context: ImportContext<AnswerState<OktaState>>): Generator<Observation> {
  const { own, readParents } = context.state;
  for (const [key, read] of readParents) {
    const [scopeKey = '', listing = ''] = JSON.parse(key) as string[];
    const of = { scopeKey, listing };
    for (const id of [...read].sort()) {
      if (listing === 'okta.group-members') {
        const memberKeys = [...new Set(own.members.get(id))].sort();
        const name = own.groupNames.get(id) ?? id;
        yield enrichment(of, 'team', { ...toTeam({ id, profile: { name } }), memberKeys });
      }
      if (listing === 'okta.app-grants') yield* permissionsOf(id, { of, own });
      if (listing === 'okta.role-permissions') {
        const permissions = own.permissions.get(id) ?? [];
        const name = own.roleNames.get(id) ?? id;
        yield enrichment(of, 'entitlement', toRolePermissions({ id, name, permissions }));
      }
    }
  }
  for (const { scopeKey, listing } of context.state.ledger.entries.values())
    if (listing === 'okta.system-log') yield* lastUses({ of: { scopeKey, listing }, own });
}

/** Scopes of an application: of its own when it calls by itself, else on behalf of who signs in. */
function* permissionsOf(
  appId: string,
  { of, own }: { readonly of: ListingOf; readonly own: OktaState },
): Generator<Observation> {
  const client = own.clients.get(appId);
  if (client === undefined) return;
  const scopes = [...new Set(own.scopes.get(appId))].sort();
  const word =
    client.nativeType === 'okta-service-app' ? 'applicationPermissions' : 'delegatedPermissions';
  const because = 'the list of grants tells scopes only';
  yield enrichment(of, 'identity', {
    ...client,
    provider: 'okta',
    kind: 'application',
    status: 'unknown',
    createdAt: unknown(because),
    lastUsedAt: unknown(because),
    attributes: { [word]: scopes },
  });
}
