/** Stands in custom data, where people keep what they should not. */
export const plantedSecrets = [['left', 'in', 'custom', 'data', '8812'].join('-')];

const user = (name: string, db: string, more: object) => ({
  _id: `${db}.${name}`,
  userId: { $binary: { base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '04' } },
  user: name,
  db,
  roles: [],
  mechanisms: ['SCRAM-SHA-1', 'SCRAM-SHA-256'],
  ...more,
});

/** A deployment and an Atlas project, complete. */
export const exports = {
  'rs0__users.json': JSON.stringify({
    users: [
      user('admin', 'admin', { roles: [{ role: 'root', db: 'admin' }] }),
      user('orders_app', 'shop', {
        roles: [
          { role: 'readWrite', db: 'shop' },
          { role: 'auditor', db: 'admin' },
        ],
        mechanisms: ['SCRAM-SHA-256'],
        customData: { owner: 'payments@example.com', note: plantedSecrets[0] },
        authenticationRestrictions: [{ clientSource: ['10.0.0.0/8'], serverAddress: [] }],
      }),
      user('CN=etl,OU=data,O=Acme', '$external', {
        roles: [{ role: 'readAnyDatabase', db: 'admin' }],
        mechanisms: ['external'],
      }),
      user('arn:aws:iam::111122223333:role/worker', '$external', { mechanisms: ['external'] }),
      user('okta/analysts', '$external', { mechanisms: ['external'] }),
    ],
  }),
  'rs0__roles.json': JSON.stringify({
    roles: [
      {
        _id: 'admin.auditor',
        role: 'auditor',
        db: 'admin',
        isBuiltin: false,
        roles: [],
        inheritedRoles: [],
        privileges: [
          { resource: { db: '', collection: '' }, actions: ['find', 'listCollections'] },
        ],
      },
      {
        _id: 'admin.maker',
        role: 'maker',
        db: 'admin',
        isBuiltin: false,
        roles: [],
        inheritedRoles: [],
        privileges: [{ resource: { cluster: true }, actions: ['createRole'] }],
      },
    ],
  }),
  'atlas-shop__atlas-users.json': JSON.stringify({
    links: [],
    totalCount: 2,
    results: [
      {
        username: 'temp-report',
        databaseName: 'admin',
        groupId: 'g1',
        awsIAMType: 'NONE',
        x509Type: 'NONE',
        ldapAuthType: 'NONE',
        oidcAuthType: 'NONE',
        deleteAfterDate: '2026-07-01T00:00:00Z',
        labels: [{ key: 'team', value: 'finance' }],
        scopes: [{ name: 'cluster0', type: 'CLUSTER' }],
        roles: [{ roleName: 'read', databaseName: 'shop' }],
      },
      {
        username: 'arn:aws:iam::111122223333:role/atlas',
        databaseName: '$external',
        groupId: 'g1',
        awsIAMType: 'ROLE',
        x509Type: 'NONE',
        roles: [{ roleName: 'atlasAdmin', databaseName: 'admin' }],
      },
    ],
  }),
};
