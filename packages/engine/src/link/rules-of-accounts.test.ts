import { type Attributes, type Credential, type Identity, seen } from '@nonhuman/model';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import {
  credential,
  delegation,
  identity,
  line,
  linkedWorld,
  type Told,
} from './testing/linked-world.ts';

const db = await testDb();

/** What each source tells; the links that follow, by the names of their ends. */
async function linked(rule: string, told: Readonly<Record<string, readonly Told[]>>) {
  const world = await linkedWorld(db);
  for (const [connector, rows] of Object.entries(told)) {
    await world.tell({ connector, scope: scopes[connector] ?? connector }, rows);
  }
  await world.link();
  return (await world.links(rule)).map(line);
}

const scopes: Readonly<Record<string, string>> = { aws: '171436882533' };

const there = (of: Partial<Credential>) => credential({ key: 'there', name: 'there', ...of });
const here = (of: Partial<Credential>) => credential({ key: 'here', name: 'here', ...of });
const someone = (of: Partial<Identity>) => identity({ key: 'someone', name: 'someone', ...of });

describe('what a secret says of its account', () => {
  const both = (attributes: Attributes) =>
    linked('token-account', { host: [here({ attributes })], aws: [someone({ key: 'arn:x' })] });

  it('opens the account in the inventory, and no other', async () => {
    expect(await both({ awsAccountId: '171436882533' })).toEqual([
      'here → 171436882533: matched 0.95',
    ]);
    expect(await both({ awsAccountId: '029608264753' })).toEqual([]);
  });

  it('cannot be told of a GitLab user where there are two instances', async () => {
    const user = (key: string) => identity({ key, name: key, provider: 'gitlab' });
    const host = [here({ provider: 'gitlab', attributes: { gitlabUserId: '7' } })];

    expect(
      await linked('token-account', {
        host,
        gitlab: [user('gitlab.com/users/7'), user('gitlab.com/users/77')],
      }),
    ).toEqual(['here → gitlab.com/users/7: matched 0.9']);
    expect(
      await linked('token-account', {
        host,
        gitlab: [user('gitlab.com/users/7'), user('git.acme.test/users/7')],
      }),
    ).toEqual([
      expect.stringContaining('cannot-tell 0.25'),
      expect.stringContaining('cannot-tell 0.25'),
    ]);
  });
});

describe('Workload Identity of GKE', () => {
  const email = 'api@shop.iam.gserviceaccount.com';
  const annotated = (cluster: string, to = email): Told[] => [
    identity({ key: `${cluster}/api`, name: 'shop/api', provider: 'kubernetes' }),
    delegation({
      provider: 'kubernetes',
      from: { type: 'identity', key: `${cluster}/api`, name: 'shop/api' },
      to: { type: 'identity', key: to },
    }),
  ];
  const bound = (account: string): Told[] => [
    identity({ key: email, name: email, provider: 'gcp' }),
    delegation({
      provider: 'gcp',
      from: {
        type: 'external',
        key: `serviceAccount:shop.svc.id.goog[${account}]`,
        name: `shop.svc.id.goog[${account}]`,
      },
      to: { type: 'identity', key: email },
    }),
  ];

  it('needs the annotation and the binding', async () => {
    const rule = 'gke-workload-identity';

    expect(await linked(rule, { kubernetes: annotated('one'), gcp: bound('shop/api') })).toEqual([
      `shop/api → ${email}: matched 0.95`,
    ]);
    expect(await linked(rule, { kubernetes: annotated('one'), gcp: bound('site/api') })).toEqual(
      [],
    );
    expect(
      await linked(rule, {
        kubernetes: annotated('one', 'web@shop.iam.gserviceaccount.com'),
        gcp: bound('shop/api'),
      }),
    ).toEqual([]);
  });

  it('shares the confidence among clusters that have such an account', async () => {
    const found = await linked('gke-workload-identity', {
      kubernetes: [...annotated('one'), ...annotated('two')],
      gcp: bound('shop/api'),
    });

    expect(found).toEqual([expect.stringContaining('0.475'), expect.stringContaining('0.475')]);
  });
});

describe('whoever is handed a credential', () => {
  const token = { kind: 'token', fingerprint: 'fp_one', publicId: null } as const;
  const server = (held: string): Told[] => [
    identity({ key: 'mcp', name: 'mcp server', nativeType: 'mcp-server' }),
    identity({ key: 'github:holder-of:fp_one', name: 'holder' }),
    here({ ...token, identityKey: 'github:holder-of:fp_one' }),
    delegation({
      kind: 'holds-credential',
      from: { type: 'identity', key: 'mcp', name: 'mcp server' },
      to: { type: 'credential', key: held },
    }),
  ];
  const github = [
    identity({ key: 'users/bot', name: 'bot' }),
    there({ ...token, identityKey: 'users/bot' }),
  ];

  it('opens the account that it belongs to, whose unknown holder is that account', async () => {
    expect(await linked('opened-account', { host: server('here'), github })).toEqual([
      'mcp server → bot: matched 0.99',
    ]);
    expect(await linked('credential-holder', { host: server('here'), github })).toEqual([
      'holder → bot: matched 0.99',
    ]);
  });

  it('opens nothing by another credential', async () => {
    expect(await linked('opened-account', { host: server('another'), github })).toEqual([]);
  });
});

describe('a login in a connection string', () => {
  const configured = identity({
    key: 'postgresql:login:app@DB.acme.test',
    name: 'app@DB.acme.test',
    provider: 'postgresql',
    kind: 'database-login',
  });
  const listed = (name: string, server: string, of: Partial<Identity> = {}) =>
    identity({
      key: `${server}/${name}`,
      name,
      provider: 'postgresql',
      kind: 'database-login',
      attributes: { user: 'app', server },
      ...of,
    });
  const found = (...rows: readonly Told[]) =>
    linked('database-login', { host: [configured], postgresql: rows });

  it('is the one that the server lists', async () => {
    expect(await found(listed('app', 'db.acme.test:5432'))).toEqual([
      'app@DB.acme.test → app: matched 0.9',
    ]);
  });

  it('is shared by several accounts of that user', async () => {
    const mysql = { provider: 'mysql' };
    const host = [
      identity({
        ...configured.value,
        key: 'mysql:login:app@db',
        provider: 'mysql',
      } as Partial<Identity>),
    ];
    const shared = await linked('database-login', {
      host,
      mysql: [listed('app@%', 'db', mysql), listed('app@10.%', 'db', mysql)],
    });

    expect(shared).toEqual([expect.stringContaining('0.45'), expect.stringContaining('0.45')]);
  });

  it.each<[string, Told]>([
    ['another server', listed('app', 'db2.acme.test')],
    ['another kind of server', listed('app', 'db.acme.test', { provider: 'mysql' })],
    [
      'another user',
      listed('api', 'db.acme.test', { attributes: { user: 'api', server: 'db.acme.test' } }),
    ],
  ])('is not the user of %s', async (_, row) => {
    expect(await found(row)).toEqual([]);
  });
});

describe('a lease of Vault', () => {
  const issued = '2026-01-31T08:00:01.000Z';
  const second = Date.parse(issued) / 1000;
  const lease = here({
    kind: 'password',
    nativeType: 'vault-lease',
    createdAt: seen(issued),
    attributes: { role: 'read-only-shop' },
  });
  const login = (role: string, at: number) =>
    identity({
      key: `db/${role}${at}`,
      name: `v-token-${role}-${'a'.repeat(20)}-${at}`,
      kind: 'database-login',
    });
  const found = (row: Told) => linked('vault-lease', { vault: [lease], postgresql: [row] });

  it('opens the login that was made for its role in its second, or just before', async () => {
    expect(await found(login('read-onl', second))).toEqual([
      expect.stringContaining('matched 0.9'),
    ]);
    expect(await found(login('read-onl', second - 1))).toHaveLength(1);
  });

  it('opens no login of another role or second', async () => {
    expect(await found(login('writer', second))).toEqual([]);
    expect(await found(login('read-onl', second - 9))).toEqual([]);
  });
});
