import { upsert } from '@nonhuman/connector-kit';
import {
  asPrincipal,
  isInheritance,
  noteGrant,
  toEntitlement,
  toPrivilege,
  toPrivilegeGrant,
  toRoleGrant,
} from '../mapping/role.ts';
import { noteLogin, notePolicy, noteReference } from '../mapping/sign-in.ts';
import { Login, NetworkPolicy, PolicyReference, Role, RoleGrant, UserGrant } from '../schema.ts';
import { accountOf, list, queryOf } from './state.ts';

const networkPolicies = list({
  id: 'snowflake.network-policies',
  title: 'Network policies',
  commands: [queryOf('*', 'network_policies where deleted is null', 'network-policies')],
  emits: ['resource'],
  what: 'network-policies',
  members: [''],
  columns: ['NAME', 'ALLOWED_IP_LIST'],
  alsoJson: true,
  item: NetworkPolicy,
  fits: (item) => 'ALLOWED_IP_LIST' in item,
  *read(policy, at) {
    if (policy.deleted || policy.deleted_on) return;
    const { networks } = accountOf(at);
    notePolicy(networks, policy);
    yield upsert(at.of, 'resource', {
      key: `${at.scopeKey}/network-policies/${policy.name}`,
      provider: 'snowflake',
      nativeType: 'snowflake-network-policy',
      name: policy.name,
      attributes: {
        allowed: [...(networks.policies.get(policy.name) ?? [])],
        blocked: policy.blocked_ip_list ?? '',
      },
    });
  },
});

const policyReferences = list({
  id: 'snowflake.policy-references',
  title: 'What network policies are set on',
  commands: [
    queryOf('*', "policy_references where policy_kind = 'NETWORK_POLICY'", 'policy-references'),
  ],
  emits: ['resource'],
  what: 'policy-references',
  members: [''],
  columns: ['POLICY_NAME', 'POLICY_KIND', 'REF_ENTITY_DOMAIN'],
  alsoJson: true,
  item: PolicyReference,
  fits: (item) => 'REF_ENTITY_DOMAIN' in item,
  *read(reference, at) {
    noteReference(accountOf(at).networks, reference);
    yield* [];
  },
});

const logins = list({
  id: 'snowflake.logins',
  title: 'The last login of each user, by way to sign in and program',
  commands: [
    queryOf(
      'user_name, first_authentication_factor, reported_client_type, max(event_timestamp) as last_login',
      "login_history where is_success = 'YES' group by 1, 2, 3",
      'logins',
    ),
  ],
  emits: ['identity', 'credential'],
  what: 'logins',
  members: [''],
  columns: ['USER_NAME', 'FIRST_AUTHENTICATION_FACTOR'],
  alsoJson: true,
  item: Login,
  fits: (item) => 'FIRST_AUTHENTICATION_FACTOR' in item,
  *read(login, at) {
    const account = accountOf(at);
    account.logWasRead = true;
    noteLogin(account.signIns, login);
    yield* [];
  },
});

const roleGrants = list({
  id: 'snowflake.role-grants',
  title: 'What roles may do, and the roles that they inherit',
  commands: [queryOf('*', 'grants_to_roles where deleted_on is null', 'role-grants')],
  emits: ['entitlement', 'grant'],
  what: 'role-grants',
  members: [''],
  columns: ['PRIVILEGE', 'GRANTED_ON', 'NAME', 'GRANTEE_NAME'],
  alsoJson: true,
  item: RoleGrant,
  fits: (item) => 'PRIVILEGE' in item && 'GRANTED_ON' in item,
  *read(grant, at) {
    if (grant.deleted_on) return;
    noteGrant(accountOf(at).graph, grant);
    if (isInheritance(grant)) {
      const principal = asPrincipal(at.scopeKey, grant.grantee_name);
      yield upsert(at.of, 'grant', toRoleGrant(at.scopeKey, principal, grant.name ?? ''));
      return;
    }
    yield upsert(at.of, 'entitlement', toPrivilege(grant));
    yield upsert(at.of, 'grant', toPrivilegeGrant(at.scopeKey, grant));
  },
});

const roles = list({
  id: 'snowflake.roles',
  title: 'Roles',
  commands: [queryOf('*', 'roles where deleted_on is null', 'roles')],
  emits: ['entitlement'],
  what: 'roles',
  members: [''],
  columns: ['NAME', 'ROLE_TYPE'],
  alsoJson: true,
  item: Role,
  fits: (item) => 'ROLE_TYPE' in item,
  *read(role, at) {
    if (role.deleted_on) return;
    const { graph } = accountOf(at);
    const entitlement = toEntitlement(at.scopeKey, role.name, graph);
    yield upsert(at.of, 'entitlement', {
      ...entitlement,
      attributes: { ...entitlement.attributes, roleType: role.role_type ?? 'ROLE' },
    });
  },
});

const userGrants = list({
  id: 'snowflake.user-grants',
  title: 'Roles of users',
  commands: [queryOf('*', 'grants_to_users where deleted_on is null', 'user-grants')],
  emits: ['grant'],
  what: 'user-grants',
  members: [''],
  columns: ['ROLE', 'GRANTEE_NAME'],
  alsoJson: true,
  item: UserGrant,
  fits: (item) => 'ROLE' in item && 'GRANTEE_NAME' in item && !('PRIVILEGE' in item),
  *read(grant, at) {
    const account = accountOf(at);
    account.grantsWereRead = true;
    if (grant.deleted_on) return;
    const known = account.rolesOf.get(grant.grantee_name) ?? [];
    account.rolesOf.set(grant.grantee_name, [...known, grant.role]);
    yield* [];
  },
});

/** What users may do and from where; read before the users themselves. */
export const accessLists = [
  networkPolicies,
  policyReferences,
  logins,
  roleGrants,
  roles,
  userGrants,
];
