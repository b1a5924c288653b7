import {
  applications,
  guid,
  ids,
  mailRead,
  ownRole,
  roleManagement,
  servicePrincipals,
  tenant,
} from './principals.ts';

const graph = '#microsoft.graph';
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const directoryReaders = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';

/** A page as Graph answers it. */
function page(items: readonly object[]): string {
  return JSON.stringify({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata',
    value: items,
  });
}

const file = (what: string) => `${tenant}__${what}.json`;
const part = (of: string, what: string) => `${tenant}__${of}__${what}.json`;

const ada = {
  '@odata.type': `${graph}.user`,
  id: ids.users.ada,
  displayName: 'Ada Lovelace',
  mail: 'Ada@Example.com',
  userPrincipalName: 'ada@example.com',
  accountEnabled: true,
};

const eachPrincipal = Object.entries(ids.principals).filter(
  ([name]) => name !== 'agent' && name !== 'blueprint',
);

function assignment(number: number, of: { principal: string; role: string; resource: string }) {
  return {
    id: `assignment-${number}`,
    appRoleId: of.role,
    createdDateTime: '2024-03-01T00:00:00Z',
    principalDisplayName: 'told by the assignment',
    principalId: of.principal,
    principalType: 'ServicePrincipal',
    resourceDisplayName: of.resource === ids.principals.graph ? 'Microsoft Graph' : 'shop-deploy',
    resourceId: of.resource,
  };
}

const assignments: Readonly<Record<string, readonly object[]>> = {
  [ids.principals.shop]: [
    assignment(1, {
      principal: ids.principals.shop,
      role: roleManagement,
      resource: ids.principals.graph,
    }),
  ],
  [ids.principals.userAssigned]: [
    assignment(2, {
      principal: ids.principals.userAssigned,
      role: mailRead,
      resource: ids.principals.graph,
    }),
    assignment(3, {
      principal: ids.principals.userAssigned,
      role: ownRole,
      resource: ids.principals.shop,
    }),
  ],
};

const machine = {
  '@odata.type': `${graph}.servicePrincipal`,
  id: ids.principals.userAssigned,
  appId: ids.clients.userAssigned,
  displayName: 'shop-identity',
};

/** One file of every kind, under the names that the printed commands give. */
export const exports: Readonly<Record<string, string>> = {
  [file('service-principals')]: JSON.stringify(servicePrincipals, null, 2),
  [file('applications')]: JSON.stringify(applications, null, 2),
  [file('agent-identities')]: page([
    {
      '@odata.type': `${graph}.agentIdentity`,
      id: ids.principals.agent,
      displayName: 'returns agent',
      servicePrincipalType: 'ServiceIdentity',
      accountEnabled: true,
      agentIdentityBlueprintId: ids.clients.blueprint,
      createdDateTime: '2026-02-01T00:00:00Z',
    },
  ]),
  [file('agent-blueprints')]: page([
    {
      '@odata.type': `${graph}.agentIdentityBlueprint`,
      id: ids.applications.blueprint,
      appId: ids.clients.blueprint,
      displayName: 'returns agents',
      createdDateTime: '2026-01-20T00:00:00Z',
      passwordCredentials: [],
      keyCredentials: [],
    },
  ]),
  [part(ids.applications.shop, 'federated-credentials')]: page([
    {
      id: guid('6', 1),
      name: 'github-main',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:acme/shop:ref:refs/heads/main',
      audiences: ['api://AzureADTokenExchange'],
      claimsMatchingExpression: null,
    },
    {
      id: guid('6', 2),
      name: 'github-any',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: null,
      audiences: ['api://AzureADTokenExchange'],
      claimsMatchingExpression: {
        value:
          "claims['sub'] matches 'repo:acme/*' and claims['job_workflow_ref'] eq 'acme/ci/x.yml'",
        languageVersion: 1,
      },
    },
  ]),
  ...Object.fromEntries(
    eachPrincipal.map(([, id]) => [part(id, 'app-role-assignments'), page(assignments[id] ?? [])]),
  ),
  [file('oauth2-permission-grants')]: page([
    {
      id: 'grant-1',
      clientId: ids.principals.mailer,
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: ids.principals.graph,
      scope: ' User.Read Mail.ReadWrite offline_access',
    },
    {
      id: 'grant-2',
      clientId: ids.principals.shop,
      consentType: 'Principal',
      principalId: ids.users.ada,
      resourceId: ids.principals.graph,
      scope: 'Directory.ReadWrite.All',
    },
  ]),
  [file('directory-role-definitions')]: page([
    {
      id: globalAdministrator,
      templateId: globalAdministrator,
      displayName: 'Global Administrator',
      isBuiltIn: true,
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/*'] }],
    },
  ]),
  [file('directory-role-assignments')]: page([
    {
      id: 'role-1',
      principalId: ids.principals.shop,
      roleDefinitionId: directoryReaders,
      directoryScopeId: '/',
      principal: { '@odata.type': `${graph}.servicePrincipal`, id: ids.principals.shop },
    },
    {
      id: 'role-2',
      principalId: ids.group,
      roleDefinitionId: globalAdministrator,
      directoryScopeId: '/',
      principal: { '@odata.type': `${graph}.group`, id: ids.group, displayName: 'tier 0' },
    },
    {
      id: 'role-3',
      principalId: ids.users.ada,
      roleDefinitionId: globalAdministrator,
      directoryScopeId: '/',
      principal: ada,
    },
  ]),
  [file('directory-role-eligibilities')]: page([
    {
      id: 'eligible-1',
      principalId: ids.users.ada,
      roleDefinitionId: globalAdministrator,
      directoryScopeId: '/',
      memberType: 'Direct',
      scheduleInfo: { startDateTime: '2026-01-01T00:00:00Z' },
      principal: ada,
    },
  ]),
  [file('groups')]: JSON.stringify([
    {
      id: ids.group,
      displayName: 'tier 0',
      mail: null,
      securityEnabled: true,
      isAssignableToRole: true,
      groupTypes: [],
    },
  ]),
  [part(ids.group, 'group-members')]: page([machine]),
  [file('users')]: page([
    { ...ada, userType: 'Member', jobTitle: 'Engineer', employeeLeaveDateTime: null },
    {
      id: ids.users.grace,
      displayName: 'Grace Hopper',
      mail: 'grace@example.com',
      userPrincipalName: 'grace@example.com',
      accountEnabled: true,
      userType: 'Member',
      employeeLeaveDateTime: '2026-01-31T00:00:00Z',
      manager: ada,
    },
    {
      '@odata.type': `${graph}.agentUser`,
      id: ids.users.agent,
      displayName: 'returns agent',
      userPrincipalName: 'returns-agent@example.com',
      accountEnabled: true,
      userType: 'Member',
      identityParentId: ids.principals.agent,
    },
    {
      id: ids.users.sync,
      displayName: 'On-Premises Directory Synchronization Service Account',
      userPrincipalName: 'Sync_DC1_0a1b2c3d4e5f@example.onmicrosoft.com',
      accountEnabled: true,
      userType: 'Member',
    },
  ]),
  [part(ids.applications.shop, 'application-owners')]: page([ada, machine]),
  ...Object.fromEntries(
    eachPrincipal.map(([, id]) => [
      part(id, 'service-principal-owners'),
      page(id === ids.principals.mailer ? [ada] : []),
    ]),
  ),
  [part(ids.principals.agent, 'agent-sponsors')]: page([ada]),
  [file('sign-in-activities')]: page([
    {
      id: 'activity-1',
      appId: ids.clients.shop,
      lastSignInActivity: { lastSignInDateTime: '2026-06-10T00:00:00Z' },
      applicationAuthenticationClientSignInActivity: { lastSignInDateTime: '2026-06-01T00:00:00Z' },
      delegatedClientSignInActivity: { lastSignInDateTime: '0001-01-01T00:00:00Z' },
      applicationAuthenticationResourceSignInActivity: null,
      delegatedResourceSignInActivity: { lastSignInDateTime: '2026-06-10T00:00:00Z' },
    },
  ]),
  [file('credential-sign-in-activities')]: page([
    {
      id: 'use-1',
      keyId: ids.keys.secret,
      keyType: 'clientSecret',
      keyUsage: 'verify',
      appId: ids.clients.shop,
      credentialOrigin: 'application',
      createdDateTime: '2026-01-10T00:00:00Z',
      expirationDateTime: '2028-01-10T00:00:00Z',
      signInActivity: { lastSignInDateTime: '2026-06-01T00:00:00Z' },
    },
  ]),
};
