import type { Attributes, Credential, Identity } from '@nonhuman/model';
import { anExposure } from '@nonhuman/model/testing';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { linkRules } from './rules.ts';
import { credential, identity, line, linkedWorld, type Told } from './testing/linked-world.ts';

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
const hex = (length: number, seed: string) => seed.repeat(length).slice(0, length);
const uuid = (seed: string) =>
  `${hex(8, seed)}-${hex(4, seed)}-${hex(4, seed)}-${hex(4, seed)}-${hex(12, seed)}`;
const ssh = `SHA256:${hex(43, 'aB3')}`;

const there = (of: Partial<Credential>) => credential({ key: 'there', name: 'there', ...of });
const here = (of: Partial<Credential>) => credential({ key: 'here', name: 'here', ...of });
const someone = (of: Partial<Identity>) => identity({ key: 'someone', name: 'someone', ...of });

describe('the list of rules', () => {
  it('is sorted, and each says what it joins and how sure that is', () => {
    const ids = linkRules.map(({ id }) => id);

    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title, joins, why } of linkRules) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(title.length).toBeGreaterThan(8);
      expect(joins).toMatch(/\.$/);
      expect(why).toMatch(/\.$/);
    }
  });
});

describe('secrets of one value', () => {
  const fp = 'fp_one';
  const both = (one: Partial<Credential>, other: Partial<Credential>) =>
    linked('same-fingerprint', {
      host: [here({ fingerprint: fp, publicId: null, ...one })],
      github: [there({ fingerprint: fp, publicId: null, ...other })],
    });

  it('are one, whatever they were taken for', async () => {
    expect(
      await both({ kind: 'api-key', nativeType: 'generic-secret' }, { kind: 'token' }),
    ).toHaveLength(1);
  });

  it('are not one where the values differ, nor where both name different logins', async () => {
    expect(await both({}, { fingerprint: 'fp_two' })).toEqual([]);
    expect(
      await both(
        { kind: 'connection-string', publicId: 'postgres://app@one' },
        { kind: 'connection-string', publicId: 'postgres://app@two' },
      ),
    ).toEqual([]);
  });

  it('cannot be told of passwords that name no login', async () => {
    expect(await both({ kind: 'password' }, { kind: 'password' })).toEqual([
      expect.stringContaining('cannot-tell 0.5'),
    ]);
  });
});

describe('an exposure of an unknown credential', () => {
  const seen = (fingerprint: string, credentialKey: string | null = null): Told => ({
    noun: 'exposure',
    value: anExposure({ key: 'leak', title: 'leak', fingerprint, credentialKey }),
  });

  it('is of the credential of the same value', async () => {
    const found = await linked('exposed-value', {
      'scanner-reports': [seen('fp_one')],
      github: [there({ fingerprint: 'fp_one', kind: 'token' })],
    });

    expect(found).toHaveLength(1);
  });

  it('is of no other, and one whose credential was told is not linked again', async () => {
    const github = [there({ fingerprint: 'fp_one', kind: 'token' })];

    expect(await linked('exposed-value', { 'scanner-reports': [seen('fp_two')], github })).toEqual(
      [],
    );
    expect(
      await linked('exposed-value', { 'scanner-reports': [seen('fp_one', 'known')], github }),
    ).toEqual([]);
  });
});

describe('a public identifier', () => {
  const id = `client-${hex(20, '7a')}`;
  const both = (one: Partial<Credential>, other: Partial<Credential>) =>
    linked('same-public-id', {
      host: [here({ kind: 'token', provider: 'snowflake', publicId: id, ...one })],
      snowflake: [there({ kind: 'token', provider: 'snowflake', publicId: id, ...other })],
    });

  it('joins what one provider shows under it', async () => {
    expect(await both({}, {})).toEqual(['here → there: matched 0.95']);
  });

  it.each<[string, Partial<Credential>, Partial<Credential>]>([
    ['of another provider', { provider: 'okta' }, {}],
    ['of another kind', { kind: 'oauth-client-secret' }, {}],
    ['that is a short number, which every server has', { publicId: '42' }, { publicId: '42' }],
    ['that is a name', { publicId: 'deploy-token-of-shop' }, { publicId: 'deploy-token-of-shop' }],
  ])('does not join one %s', async (_, one, other) => {
    expect(await both(one, other)).toEqual([]);
  });
});

describe('a private key', () => {
  const held: Partial<Credential> = {
    kind: 'ssh-key',
    nativeType: 'ssh-private-key',
    publicId: ssh,
  };
  const spki = hex(64, '0f');

  it.each<[string, Partial<Credential>, string, Partial<Credential>]>([
    [
      'a deploy key',
      held,
      'github',
      { kind: 'ssh-key', nativeType: 'github-deploy-key', publicId: ssh },
    ],
    [
      'a line of authorized_keys',
      held,
      'host',
      { kind: 'ssh-key', nativeType: 'ssh-authorized-key', publicId: ssh },
    ],
    [
      'the certificate of its key',
      { kind: 'private-key', attributes: { spkiSha256: spki } },
      'host',
      { kind: 'certificate', publicId: hex(64, 'aa'), attributes: { spkiSha256: spki } },
    ],
    [
      'an SSH certificate of its key',
      held,
      'host',
      { kind: 'certificate', attributes: { keyFingerprint: ssh } },
    ],
    [
      'the authority that it is',
      held,
      'host',
      { kind: 'federated-trust', nativeType: 'ssh-certificate-authority', publicId: ssh },
    ],
    [
      'the key that Snowflake shows',
      { kind: 'private-key', attributes: { spkiSha256: hex(64, '00') } },
      'snowflake',
      {
        kind: 'private-key',
        nativeType: 'snowflake-key-pair',
        publicId: `SHA256:${'A'.repeat(43)}=`,
      },
    ],
  ])('pairs with %s', async (_, one, connector, other) => {
    const rows =
      connector === 'host'
        ? { host: [here(one), there(other)] }
        : { host: [here(one)], [connector]: [there(other)] };

    expect(await linked('public-key', rows)).toEqual(['here → there: matched 0.99']);
  });

  it('is one credential in two files, and two lines that let it in are two', async () => {
    const world = await linkedWorld(db);
    const line2 = { kind: 'ssh-key', nativeType: 'ssh-authorized-key', publicId: ssh } as const;
    await world.tell({ connector: 'host', scope: 'laptop' }, [here(held), there({ ...held })]);
    await world.tell({ connector: 'github', scope: 'acme' }, [
      here({ ...line2, key: 'a' }),
      there({ ...line2, key: 'b' }),
    ]);
    await world.link();

    const relations = (await world.links('public-key')).map(({ relation }) => relation).toSorted();

    expect(relations).toEqual([
      'pairs-with',
      'pairs-with',
      'pairs-with',
      'pairs-with',
      'pairs-with',
      'same',
    ]);
  });

  it('pairs with no other key, nor with one whose hash of another sort reads alike', async () => {
    const certificate = { kind: 'certificate', publicId: spki } as const;

    expect(
      await linked('public-key', {
        host: [here(held), there({ ...held, publicId: `SHA256:${hex(43, 'cD4')}` })],
      }),
    ).toEqual([]);
    expect(
      await linked('public-key', {
        host: [here({ kind: 'private-key', attributes: { spkiSha256: spki } }), there(certificate)],
      }),
    ).toEqual([]);
  });

  it('of an application is known by the thumbprint of its certificate', async () => {
    const sha1 = hex(40, '1c');
    const found = await linked('public-key', {
      host: [here({ kind: 'certificate', attributes: { sha1 } })],
      entra: [there({ kind: 'certificate', attributes: { sha1: sha1.toUpperCase() } })],
    });

    expect(found).toHaveLength(1);
  });
});

describe('an identity that a file names', () => {
  const both = (one: Partial<Identity>, connector: string, other: Partial<Identity>) =>
    linked('provider-identifier', {
      host: [someone({ key: 'x', name: 'named', ...one })],
      [connector]: [someone({ key: 'y', name: 'told', ...other })],
    });
  const arn = (account: string) => `arn:aws:iam::${account}:role/deploy`;
  const email = (project: string) => `deploy@${project}.iam.gserviceaccount.com`;

  it.each<[string, Partial<Identity>, string, Partial<Identity>]>([
    ['an ARN', { key: arn('1'.repeat(12)) }, 'aws', { key: arn('1'.repeat(12)) }],
    [
      'the address of a service account',
      { key: `google-cloud:${email('shop')}` },
      'gcp',
      { key: email('shop') },
    ],
    ['a client id', { key: `azure:application:${uuid('A')}` }, 'entra', { key: uuid('a') }],
    [
      'a client id beside an object id',
      { key: uuid('b') },
      'entra',
      { key: uuid('c'), attributes: { clientId: uuid('b') } },
    ],
    ['a SPIFFE id', { key: 'spiffe://acme/shop' }, 'spire', { key: 'spiffe://acme/shop' }],
  ])('is what its provider tells by %s', async (_, one, connector, other) => {
    expect(await both(one, connector, other)).toEqual([
      expect.stringMatching(/^named → told: matched 0\.9/),
    ]);
  });

  it.each<[string, Partial<Identity>, string, Partial<Identity>]>([
    [
      'role of the same name in another account',
      { key: arn('1'.repeat(12)) },
      'aws',
      { key: arn('2'.repeat(12)) },
    ],
    [
      'service account of the same name in another project',
      { key: email('shop') },
      'gcp',
      { key: email('site') },
    ],
    ['name only', { key: 'deploy', name: 'deploy' }, 'aws', { key: 'deploy', name: 'deploy' }],
  ])('is not the %s', async (_, one, connector, other) => {
    expect(await both(one, connector, other)).toEqual([]);
  });
});

describe('a principal that two connectors of its provider tell', () => {
  const ofAzure = (objectId: string): Partial<Identity> => ({
    key: objectId,
    name: 'there',
    provider: 'azure',
    nativeType: 'azure-user-assigned-identity',
    attributes: { objectId },
  });
  const ofEntra = (attributes: Attributes): Partial<Identity> => ({
    key: `principals/${uuid('e')}`,
    name: 'here',
    provider: 'entra',
    nativeType: 'entra-service-principal',
    attributes,
  });
  const ofWorkspace = (number: string): Partial<Identity> => ({
    key: `clients/${number}`,
    name: 'client',
    provider: 'google-workspace',
    nativeType: 'google-service-account-client',
    attributes: { uniqueId: number },
  });
  const ofGoogleCloud = (number: string): Partial<Identity> => ({
    key: 'app@shop.iam.gserviceaccount.com',
    name: 'account',
    provider: 'gcp',
    nativeType: 'gcp-service-account',
    attributes: { uniqueId: number },
  });
  const number = '1'.repeat(21);

  it('is one by the object id', async () => {
    const found = await linked('provider-identifier', {
      azure: [someone(ofAzure(uuid('a')))],
      entra: [someone(ofEntra({ objectId: uuid('A') }))],
    });

    expect(found).toEqual(['there → here: matched 0.99']);
  });

  it.each([
    ['another object id', { objectId: uuid('b') }],
    ['a client id of that form', { objectId: uuid('b'), clientId: uuid('a') }],
  ])('is not the one of %s', async (_, attributes) => {
    const found = await linked('provider-identifier', {
      azure: [someone(ofAzure(uuid('a')))],
      entra: [someone(ofEntra(attributes))],
    });

    expect(found).toEqual([]);
  });

  it('is one by the number of a service account', async () => {
    const found = await linked('provider-identifier', {
      'google-workspace': [someone(ofWorkspace(number))],
      gcp: [someone(ofGoogleCloud(number))],
    });

    expect(found).toEqual(['client → account: matched 0.99']);
  });

  it.each([
    ['of another number', ofGoogleCloud('2'.repeat(21))],
    ['of another provider', { ...ofGoogleCloud(number), provider: 'test' }],
  ])('is not the service account %s', async (_, account) => {
    const found = await linked('provider-identifier', {
      'google-workspace': [someone(ofWorkspace(number))],
      gcp: [someone(account)],
    });

    expect(found).toEqual([]);
  });
});

describe('keys of Google service accounts', () => {
  const id = hex(40, '9e');
  const both = (publicId: string) =>
    linked('google-service-account-key', {
      host: [here({ kind: 'private-key', provider: 'google-cloud', publicId })],
      gcp: [there({ kind: 'private-key', provider: 'gcp', publicId: id })],
    });

  it('are one by their private_key_id, and not otherwise', async () => {
    expect(await both(id)).toEqual(['here → there: matched 0.99']);
    expect(await both(hex(40, '8d'))).toEqual([]);
  });
});

describe('secrets of Entra applications', () => {
  const app = uuid('a');
  const secret = (of: Partial<Credential>, attributes: Attributes): Partial<Credential> => ({
    kind: 'oauth-client-secret',
    attributes,
    ...of,
  });
  const inFile = here(
    secret({ provider: 'azure', identityKey: `azure:application:${app}` }, { hint: 'Ab3' }),
  );
  const listed = (key: string, hint: string, identityKey = app) =>
    credential({ ...secret({ provider: 'entra', identityKey, key, name: key }, { hint }) });

  it('are one by the keyId', async () => {
    const found = await linked('entra-credential', {
      host: [here(secret({ provider: 'azure', publicId: uuid('e') }, {}))],
      entra: [there(secret({ provider: 'entra', publicId: uuid('e') }, { keyId: uuid('e') }))],
    });

    expect(found).toEqual(['here → there: matched 0.99']);
  });

  it('are one by client id and hint, and share the confidence where two begin alike', async () => {
    expect(
      await linked('entra-credential', {
        host: [inFile],
        entra: [listed('one', 'Ab3'), listed('two', 'Zz9')],
      }),
    ).toEqual(['here → one: matched 0.9']);
    expect(
      await linked('entra-credential', {
        host: [inFile],
        entra: [listed('one', 'Ab3'), listed('two', 'Ab3')],
      }),
    ).toEqual([expect.stringContaining('matched 0.45'), expect.stringContaining('matched 0.45')]);
  });

  it('are not one by the hint alone, nor by the client id alone', async () => {
    const entra = [listed('one', 'Ab3', uuid('b')), listed('two', 'Zz9')];

    expect(await linked('entra-credential', { host: [inFile], entra })).toEqual([]);
  });
});
