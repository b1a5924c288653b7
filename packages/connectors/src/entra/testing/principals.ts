/** A GUID that is told apart by its first letter. */
export const guid = (letter: string, number: number) =>
  `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The tenant that the fixtures are about. */
export const tenant = guid('a', 1);

/** Object ids of applications (`b`), of service principals (`c`), client ids (`d`), users (`e`). */
export const ids = {
  applications: { shop: guid('b', 1), blueprint: guid('b', 2) },
  principals: {
    shop: guid('c', 1),
    mailer: guid('c', 2),
    userAssigned: guid('c', 3),
    systemAssigned: guid('c', 4),
    graph: guid('c', 5),
    agent: guid('c', 6),
    blueprint: guid('c', 7),
  },
  clients: {
    shop: guid('d', 1),
    mailer: guid('d', 2),
    userAssigned: guid('d', 3),
    systemAssigned: guid('d', 4),
    blueprint: guid('d', 7),
  },
  keys: {
    secret: guid('f', 1),
    old: guid('f', 2),
    certificate: guid('f', 3),
    managed: guid('f', 4),
  },
  users: { ada: guid('e', 1), grace: guid('e', 2), agent: guid('e', 3), sync: guid('e', 4) },
  group: guid('9', 1),
} as const;

export const roleManagement = '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8';
export const mailRead = '810c84a8-4a9e-49e6-bf7d-12d183f40d01';
export const ownRole = guid('8', 1);

/** A SHA-1 thumbprint, and the base64 in which Graph writes it. */
export const thumbprint = '0123456789abcdef0123456789abcdef01234567';
const thumbprintBase64 = Buffer.from(thumbprint, 'hex').toString('base64');

export const servicePrincipals = [
  {
    id: ids.principals.shop,
    appId: ids.clients.shop,
    displayName: 'shop-deploy',
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appOwnerOrganizationId: tenant,
    createdDateTime: '2021-02-03T04:05:06Z',
    replyUrls: ['https://shop.example.com/callback'],
    notes: 'Owner: ada@example.com',
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: [{ id: ownRole, value: 'Orders.Write', isEnabled: true }],
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  },
  {
    id: ids.principals.mailer,
    appId: ids.clients.mailer,
    displayName: 'Mailer Pro',
    servicePrincipalType: 'Application',
    accountEnabled: false,
    appOwnerOrganizationId: guid('7', 1),
    publisherName: 'Mailer Inc.',
    verifiedPublisher: { displayName: 'Mailer Inc.', verifiedPublisherId: '123' },
    replyUrls: ['http://mailer.example.net/cb', 'http://localhost:8080'],
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: [],
  },
  {
    id: ids.principals.userAssigned,
    appId: ids.clients.userAssigned,
    displayName: 'shop-identity',
    servicePrincipalType: 'ManagedIdentity',
    accountEnabled: true,
    appOwnerOrganizationId: null,
    alternativeNames: [
      'isExplicit=True',
      `/subscriptions/${guid('5', 1)}/resourcegroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop-identity`,
    ],
    passwordCredentials: [],
    keyCredentials: [
      {
        keyId: ids.keys.managed,
        customKeyIdentifier: null,
        startDateTime: '2026-05-01T00:00:00Z',
        endDateTime: '2026-08-01T00:00:00Z',
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
      },
    ],
    appRoles: [],
  },
  {
    id: ids.principals.systemAssigned,
    appId: ids.clients.systemAssigned,
    displayName: 'shop-vm',
    servicePrincipalType: 'ManagedIdentity',
    accountEnabled: true,
    alternativeNames: [
      'isExplicit=False',
      `/subscriptions/${guid('5', 1)}/resourcegroups/shop/providers/Microsoft.Compute/virtualMachines/shop-vm`,
    ],
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: [],
  },
  {
    id: ids.principals.graph,
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: [
      { id: roleManagement, value: 'RoleManagement.ReadWrite.Directory' },
      { id: mailRead, value: 'Mail.Read' },
    ],
  },
];

export const applications = [
  {
    id: ids.applications.shop,
    appId: ids.clients.shop,
    displayName: 'shop-deploy',
    createdDateTime: '2021-02-03T04:05:00Z',
    signInAudience: 'AzureADMyOrg',
    publisherDomain: 'example.com',
    requiredResourceAccess: [],
    web: { redirectUris: ['https://shop.example.com/callback'], implicitGrantSettings: {} },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    verifiedPublisher: { displayName: null, verifiedPublisherId: null },
    passwordCredentials: [
      {
        keyId: ids.keys.secret,
        displayName: 'release pipeline',
        hint: 'abc',
        startDateTime: '2026-01-10T00:00:00Z',
        endDateTime: '2028-01-10T00:00:00Z',
        secretText: null,
        customKeyIdentifier: null,
      },
      {
        keyId: ids.keys.old,
        displayName: null,
        hint: 'xyz',
        startDateTime: '2021-02-03T04:05:06Z',
        endDateTime: '2022-02-03T04:05:06Z',
      },
    ],
    keyCredentials: [
      {
        keyId: ids.keys.certificate,
        displayName: 'CN=shop-deploy',
        customKeyIdentifier: thumbprintBase64,
        startDateTime: '2026-01-10T00:00:00Z',
        endDateTime: '2027-01-10T00:00:00Z',
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        key: null,
      },
    ],
  },
];
