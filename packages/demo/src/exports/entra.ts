import { inSeconds } from '../clock.ts';
import type { EntraApplication, EntraCredential, EntraWorld } from '../world/entra.ts';
import { forgottenLeaver, isInDirectory, type Person, type Staff } from '../world/people.ts';
import type { Folder } from './writing.ts';

const graph = '#microsoft.graph';
const graphAppId = '00000003-0000-0000-c000-000000000000';
const graphPrincipalId = '5c000000-0000-4000-8000-000000000003';
const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';
const elsewhere = '77777777-0000-4000-8000-000000000001';

/** Ids of application permissions, the same in every tenant (Microsoft's permission reference). */
const roleIds: Readonly<Record<string, string>> = {
  'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
  'Directory.ReadWrite.All': '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
  'Group.ReadWrite.All': '62a82d76-70ea-41e2-9197-370581804d09',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Mail.Read': '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
};

/** A page as Graph answers it. */
function page(items: readonly object[]): string {
  return JSON.stringify({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata',
    value: items,
  });
}

function secretsOf({ credentials }: EntraApplication) {
  const dated = ({ keyId, startsAt, endsAt }: EntraCredential) => ({
    keyId,
    displayName: null,
    startDateTime: inSeconds(startsAt),
    endDateTime: inSeconds(endsAt),
  });
  return {
    passwordCredentials: credentials
      .filter(({ kind }) => kind === 'secret')
      .map((one) => ({ ...dated(one), hint: 'a1b', secretText: null })),
    keyCredentials: credentials
      .filter(({ kind }) => kind === 'certificate')
      .map((one) => ({
        ...dated(one),
        customKeyIdentifier: null,
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        key: null,
      })),
  };
}

function publisherOf({ publisher, publisherVerified }: EntraApplication) {
  return {
    displayName: publisherVerified ? publisher : null,
    verifiedPublisherId: publisherVerified ? '123456' : null,
  };
}

function principalOf(tenant: string, application: EntraApplication) {
  const { type } = application;
  return {
    id: application.principalId,
    ...(type === 'agent' ? { '@odata.type': `${graph}.agentIdentity` } : {}),
    appId: application.clientId,
    displayName: application.name,
    servicePrincipalType: type === 'agent' ? 'ServiceIdentity' : 'Application',
    accountEnabled: application.enabled,
    appOwnerOrganizationId: application.own ? tenant : elsewhere,
    createdDateTime: inSeconds(application.createdAt),
    publisherName: application.publisher,
    verifiedPublisher: publisherOf(application),
    replyUrls: application.redirects,
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: [],
  };
}

function applicationOf(application: EntraApplication) {
  return {
    id: application.applicationId,
    appId: application.clientId,
    displayName: application.name,
    createdDateTime: inSeconds(application.createdAt),
    signInAudience: application.anyTenant ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    requiredResourceAccess: [],
    isFallbackPublicClient: application.passwordFlow,
    web: {
      redirectUris: application.redirects,
      implicitGrantSettings: { enableAccessTokenIssuance: application.implicitFlow },
    },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    verifiedPublisher: publisherOf(application),
    ...secretsOf(application),
  };
}

const graphPrincipal = {
  id: graphPrincipalId,
  appId: graphAppId,
  displayName: 'Microsoft Graph',
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: microsoft,
  passwordCredentials: [],
  keyCredentials: [],
  appRoles: Object.entries(roleIds).map(([value, id]) => ({ id, value })),
};

/** The directory learns of leavers late and by hand: it tells no day on which anybody left. */
function userOf(world: EntraWorld, person: Person, staff: Staff) {
  return {
    '@odata.type': `${graph}.user`,
    id: world.userId(person.login),
    displayName: person.name,
    mail: person.email,
    userPrincipalName: person.email,
    accountEnabled: person.leftAt === null || person === forgottenLeaver(staff),
    userType: 'Member',
    jobTitle: person.title,
    department: person.team,
    employeeLeaveDateTime: null,
  };
}

function assignmentsOf(application: EntraApplication) {
  return application.permissions.map((permission, index) => ({
    id: `${application.clientId}-${index}`,
    appRoleId: roleIds[permission] ?? '',
    createdDateTime: inSeconds(application.createdAt),
    principalDisplayName: application.name,
    principalId: application.principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: graphPrincipalId,
  }));
}

/** What the command line of Azure and `az rest` on Graph print. */
export async function writeEntra(folder: Folder, world: EntraWorld, staff: Staff): Promise<void> {
  const { tenant, applications } = world;
  const write = (what: string, content: string) =>
    folder.write(`entra/${tenant}__${what}.json`, content);
  const machines = applications.filter(({ type }) => type === 'application');
  const agents = applications.filter(({ type }) => type === 'agent');
  const principals = machines.map((one) => principalOf(tenant, one));
  await write('service-principals', JSON.stringify([...principals, graphPrincipal], null, 2));
  await write('agent-identities', page(agents.map((one) => principalOf(tenant, one))));
  const own = machines.filter((one) => one.own);
  await write('applications', JSON.stringify(own.map(applicationOf), null, 2));
  const granted = applications.filter(({ scopes }) => scopes.length > 0);
  await write(
    'oauth2-permission-grants',
    page(
      granted.map((one) => ({
        id: `grant-${one.clientId}`,
        clientId: one.principalId,
        consentType: 'AllPrincipals',
        principalId: null,
        resourceId: graphPrincipalId,
        scope: one.scopes.join(' '),
      })),
    ),
  );
  const known = staff.people.filter((person) => isInDirectory(staff, person));
  await write('users', page(known.map((person) => userOf(world, person, staff))));
  const people = new Map(known.map((person) => [person.login, userOf(world, person, staff)]));
  const ownersOf = ({ owners }: EntraApplication) =>
    owners.flatMap((login) => people.get(login) ?? []);
  for (const one of applications) {
    const isAgent = one.type === 'agent';
    await write(`${one.principalId}__app-role-assignments`, page(assignmentsOf(one)));
    await write(
      `${one.principalId}__service-principal-owners`,
      page(isAgent || !one.own ? ownersOf(one) : []),
    );
    if (isAgent) await write(`${one.principalId}__agent-sponsors`, page(ownersOf(one)));
    if (!isAgent && one.own) {
      await write(`${one.applicationId}__application-owners`, page(ownersOf(one)));
      await write(`${one.applicationId}__federated-credentials`, page([]));
    }
  }
  await write('directory-role-assignments', page([]));
  await write(`${graphPrincipalId}__app-role-assignments`, page([]));
  await write(`${graphPrincipalId}__service-principal-owners`, page([]));
  await write(
    'sign-in-activities',
    page(
      applications.map((one) => ({
        id: `activity-${one.clientId}`,
        appId: one.clientId,
        lastSignInActivity: { lastSignInDateTime: inSeconds(one.lastSignInAt) },
        applicationAuthenticationClientSignInActivity: {
          lastSignInDateTime: inSeconds(one.lastSignInAt),
        },
        delegatedClientSignInActivity: { lastSignInDateTime: '0001-01-01T00:00:00Z' },
      })),
    ),
  );
}
