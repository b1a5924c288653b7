/** A project of the fixtures. */
export const project = 'shop-prod';
const number = '123456789012';
export const deployer = `deployer@${project}.iam.gserviceaccount.com`;
export const reporter = `reporter@${project}.iam.gserviceaccount.com`;
export const compute = `${number}-compute@developer.gserviceaccount.com`;
const deployerId = '100000000000000000001';
const pool = `projects/${number}/locations/global/workloadIdentityPools/ci`;
const issuer = 'https://token.actions.githubusercontent.com';

/** The id of a service account's key: 40 hexadecimal digits. */
export function keyId(digit: string): string {
  return digit.repeat(40);
}

/** What the string of an API key looks like; none may come out. */
export const apiKeyString = `${'AI'}${'za'}${'Sy'.repeat(17)}x`;

function account(email: string, uniqueId: string, more: object = {}) {
  return {
    name: `projects/${project}/serviceAccounts/${email}`,
    projectId: project,
    uniqueId,
    email,
    displayName: email.split('@')[0],
    etag: 'MDEwMjE5MjA=',
    oauth2ClientId: uniqueId,
    ...more,
  };
}

const accounts = [
  account(deployer, deployerId, { description: 'Deploys the shop. Owner: ada@example.com' }),
  account(reporter, '100000000000000000002', { disabled: true }),
  account(compute, '100000000000000000003'),
];

const keys = [
  {
    name: `projects/${project}/serviceAccounts/${deployer}/keys/${keyId('a')}`,
    validAfterTime: '2023-03-31T13:27:15Z',
    validBeforeTime: '9999-12-31T23:59:59Z',
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType: 'USER_MANAGED',
  },
  {
    name: `projects/${project}/serviceAccounts/${deployer}/keys/${keyId('b')}`,
    validAfterTime: '2026-01-02T08:00:00Z',
    validBeforeTime: '2026-01-19T08:00:00Z',
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType: 'SYSTEM_MANAGED',
  },
  {
    name: `projects/${project}/serviceAccounts/${deployer}/keys/${keyId('c')}`,
    validAfterTime: '2020-01-01T00:00:00Z',
    validBeforeTime: '2030-01-01T00:00:00Z',
    keyAlgorithm: 'KEY_ALG_RSA_1024',
    keyOrigin: 'USER_PROVIDED',
    keyType: 'USER_MANAGED',
    disabled: true,
    disableReason: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED',
  },
];

const principal = (rest: string) => `principalSet://iam.googleapis.com/${pool}/${rest}`;
export const workflow = principal('attribute.repository/acme/web');
export const anyToken = principal('*');
export const deletedMember = `deleted:serviceAccount:old@${project}.iam.gserviceaccount.com?uid=100000000000000000009`;

/** Policies as the search of the asset inventory gives them. */
const policies = [
  {
    resource: `//cloudresourcemanager.googleapis.com/projects/${number}`,
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    project: `projects/${number}`,
    policy: {
      bindings: [
        { role: 'roles/editor', members: [`serviceAccount:${compute}`] },
        { role: 'roles/owner', members: ['user:ada@example.com', 'group:platform@example.com'] },
        {
          role: 'roles/iam.serviceAccountTokenCreator',
          members: [`serviceAccount:service-${number}@gcp-sa-pubsub.iam.gserviceaccount.com`],
        },
        { role: `projects/${project}/roles/releaser`, members: [`serviceAccount:${deployer}`] },
        {
          role: 'roles/storage.admin',
          members: [deletedMember],
          condition: {
            title: 'until spring',
            expression: 'request.time < timestamp("2026-03-01T00:00:00Z")',
          },
        },
      ],
    },
  },
  {
    resource: '//storage.googleapis.com/shop-invoices',
    assetType: 'storage.googleapis.com/Bucket',
    policy: {
      bindings: [
        { role: 'roles/storage.objectViewer', members: ['allUsers', 'domain:example.com'] },
        { role: 'roles/storage.objectAdmin', members: [workflow] },
      ],
    },
  },
  {
    resource: `//iam.googleapis.com/projects/${project}/serviceAccounts/${deployerId}`,
    assetType: 'iam.googleapis.com/ServiceAccount',
    policy: {
      bindings: [
        {
          role: 'roles/iam.workloadIdentityUser',
          members: [workflow, anyToken, `serviceAccount:${project}.svc.id.goog[web/frontend]`],
        },
        { role: 'roles/iam.serviceAccountTokenCreator', members: ['user:grace@example.com'] },
        { role: 'roles/iam.serviceAccountUser', members: [`serviceAccount:${reporter}`] },
        { role: `projects/${project}/roles/signer`, members: [`serviceAccount:${reporter}`] },
        { role: 'roles/iam.serviceAccountViewer', members: ['user:grace@example.com'] },
      ],
    },
  },
];

const role = (name: string, includedPermissions: readonly string[]) => ({
  name: `projects/${project}/roles/${name}`,
  title: name,
  includedPermissions,
  stage: 'GA',
  etag: 'BwWKaXIHoic=',
});

const activity = (type: string, fullResourceName: string, at: string | null) => ({
  fullResourceName: `//iam.googleapis.com/${fullResourceName}`,
  activityType: type,
  observationPeriod: { startTime: '2025-11-01T07:00:00Z', endTime: '2026-01-30T07:00:00Z' },
  activity: at === null ? {} : { lastAuthenticatedTime: at },
});

const asset = (assetType: string, name: string, data: object) => ({
  name,
  assetType,
  ancestors: [`projects/${number}`, 'organizations/987'],
  resource: { version: 'v1', data },
  updateTime: '2026-01-30T00:00:00Z',
});

const denyName = `policies/cloudresourcemanager.googleapis.com%2Fprojects%2F${project}/denypolicies/no-keys`;

const text = (value: unknown) => JSON.stringify(value, null, 2);

/** Every kind of file, as the printed commands name them. */
export const exports: Readonly<Record<string, string>> = {
  'organizations-987__organizations.json': text([
    { name: 'organizations/987', displayName: 'example.com', lifecycleState: 'ACTIVE' },
  ]),
  'organizations-987__folders.json': text([
    asset('cloudresourcemanager.googleapis.com/Folder', '//x', {
      name: 'folders/654',
      displayName: 'shops',
      parent: 'organizations/987',
      lifecycleState: 'ACTIVE',
    }),
  ]),
  'organizations-987__projects.json': text([
    {
      projectNumber: number,
      projectId: project,
      name: 'Shop',
      lifecycleState: 'ACTIVE',
      createTime: '2021-03-02T18:34:12.155Z',
      labels: { env: 'prod', team: 'payments' },
      parent: { type: 'folder', id: '654' },
    },
  ]),
  [`${project}__workload-identity-pools.json`]: text([
    { name: pool, displayName: 'CI', state: 'ACTIVE' },
  ]),
  [`${project}__ci__workload-identity-providers.json`]: text([
    {
      name: `${pool}/providers/github`,
      state: 'ACTIVE',
      attributeMapping: {
        'google.subject': 'assertion.sub',
        'attribute.repository': 'assertion.repository',
      },
      attributeCondition:
        "assertion.repository_owner == 'acme' && assertion.ref == 'refs/heads/main'",
      oidc: { issuerUri: issuer },
    },
  ]),
  'organizations-987__workforce-pools.json': text([
    { name: 'locations/global/workforcePools/staff', state: 'ACTIVE' },
  ]),
  'organizations-987__staff__workforce-providers.json': text([
    {
      name: 'locations/global/workforcePools/staff/providers/okta',
      saml: { idpMetadataXml: '<x/>' },
    },
  ]),
  [`${project}__roles.json`]: text([
    role('releaser', ['run.services.update', 'run.services.get']),
    role('signer', ['iam.serviceAccounts.signJwt', 'iam.serviceAccounts.get']),
    role('secret-reader', ['secretmanager.versions.access', 'secretmanager.secrets.list']),
  ]),
  [`${project}__service-accounts.json`]: text(accounts),
  [`${project}__${deployer}__service-account-keys.json`]: text(keys),
  [`${project}__${reporter}__service-account-keys.json`]: text([]),
  [`${project}__${compute}__service-account-keys.json`]: text([]),
  'organizations-654__assets.json': text([
    asset(
      'iam.googleapis.com/ServiceAccount',
      '//iam.googleapis.com/projects/till/serviceAccounts/100000000000000000007',
      account('till@till.iam.gserviceaccount.com', '100000000000000000007', { projectId: 'till' }),
    ),
    asset('compute.googleapis.com/Disk', '//compute.googleapis.com/x', { name: 'disk' }),
  ]),
  [`${project}__hmac-keys.json`]: text([
    {
      access_id: `GOOG1E${'A'.repeat(55)}`,
      creation_time: '2024-05-01T00:00:00+0000',
      project,
      service_account: deployer,
      state: 'ACTIVE',
    },
  ]),
  [`${project}__api-keys.json`]: text([
    {
      name: `projects/${number}/locations/global/keys/5fdd3f25-37dc-44e8-9f81-10095abaded7`,
      uid: '5fdd3f25-37dc-44e8-9f81-10095abaded7',
      displayName: 'maps on the web site',
      keyString: apiKeyString,
      createTime: '2021-02-05T13:15:57.459257Z',
      updateTime: '2025-04-05T13:16:41.438557Z',
      restrictions: {
        browserKeyRestrictions: { allowedReferrers: ['shop.example.com/*'] },
        apiTargets: [{ service: 'maps-backend.googleapis.com' }],
      },
    },
    {
      name: `projects/${number}/locations/global/keys/agent`,
      uid: '71a9769b-3c85-4372-bf1f-c71ed595e430',
      createTime: '2025-02-05T13:15:57.459257Z',
      serviceAccountEmail: deployer,
      restrictions: { serverKeyRestrictions: { allowedIps: ['192.0.2.0/24'] } },
    },
  ]),
  'organizations-987__iam-policies.json': text(policies),
  [`${project}__project-policy.json`]: text({
    version: 1,
    etag: 'BwXE56QgxWk=',
    bindings: [{ role: 'roles/viewer', members: [`serviceAccount:${reporter}`] }],
  }),
  [`${project}__${reporter}__service-account-policy.json`]: text({
    bindings: [
      { role: 'roles/iam.serviceAccountKeyAdmin', members: [`serviceAccount:${deployer}`] },
    ],
  }),
  [`${project}__${deployer}__service-account-policy.json`]: text({ etag: 'ACAB' }),
  [`${project}__${compute}__service-account-policy.json`]: text({ etag: 'ACAB' }),
  [`${project}__shop-logs__bucket-policy.json`]: text({
    kind: 'storage#policy',
    resourceId: 'projects/_/buckets/shop-logs',
    bindings: [{ role: 'roles/storage.legacyBucketOwner', members: [`projectEditor:${project}`] }],
  }),
  [`${project}__deny-policies.json`]: text([
    { name: denyName, uid: 'x', kind: 'DenyPolicy', displayName: 'no keys' },
  ]),
  [`${project}__no-keys__deny-policy.json`]: text({
    name: denyName,
    displayName: 'no keys',
    createTime: '2025-01-01T00:00:00Z',
    rules: [
      {
        denyRule: {
          deniedPrincipals: ['principalSet://goog/public:all'],
          exceptionPrincipals: ['principalSet://goog/group/platform@example.com'],
          deniedPermissions: ['iam.googleapis.com/serviceAccountKeys.create'],
        },
      },
    ],
  }),
  [`${project}__service-account-activity.json`]: text([
    activity(
      'serviceAccountLastAuthentication',
      `projects/${project}/serviceAccounts/${deployer}`,
      '2026-01-29T08:00:00Z',
    ),
    activity(
      'serviceAccountLastAuthentication',
      `projects/${project}/serviceAccounts/${reporter}`,
      null,
    ),
  ]),
  [`${project}__service-account-key-activity.json`]: text([
    activity(
      'serviceAccountKeyLastAuthentication',
      `projects/${project}/serviceAccounts/${deployer}/keys/${keyId('a')}`,
      '2025-12-24T08:00:00Z',
    ),
  ]),
};
