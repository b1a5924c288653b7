import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { NhiError, never, seen } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const planted = ['planted', 'secret', 'value', '7391'].join('-');

const mapping = `
nonhumanMapping: 1
provider: acme-vault
scope: vault.example.com
complete: true
dates: DD/MM/YYYY
identity:
  name: Account
  kind: { column: Type, values: { S: service-account, A: application } }
  status: State
  createdAt: Made
  lastUsedAt: { column: Used, never: ['-'] }
  environment: { constant: production }
  attributes: { department: Dept }
credential:
  name: Key
  kind: { constant: api-key }
  secret: Value
  expiresAt: { column: Ends, format: YYYYMMDD, never: [none] }
  scopes: Rights
owner: { name: Owner, email: Mail }
grant: { entitlement: Role, on: Target, access: Level }
`;
const table = [
  'Account,Type,State,Made,Used,Dept,Key,Value,Ends,Rights,Owner,Mail,Role,Target,Level',
  `billing,S,enabled,03/02/2024,-,finance,k1,${planted},20270101,"read, write",Ada,ada@example.com,editor,ledger,write`,
  'crawler,A,locked,04/02/2024,,search,,,none,,search team,,viewer,,read-only',
].join('\n');

const files = {
  'map.yml': mapping,
  'accounts.csv': `${table}\n`,
  'more.json': JSON.stringify([
    {
      Account: 'mailer',
      Type: 'S',
      State: 'active',
      Made: '05/02/2024',
      Key: 'k9',
      Ends: '20260101',
    },
    {
      Account: 'poster',
      Type: 'S',
      State: 'active',
      Made: '05/02/2024',
      Key: 'k8',
      Ends: '20260101',
    },
  ]),
};

describe('with a mapping among the files', () => {
  describeImporter(importer, {
    files: { 'accounts.csv': files['accounts.csv'], 'more.json': files['more.json'] },
    options: { mapping },
    secrets: [planted],
    unfixtured: ['generic.mapping'],
  });

  it('reads the columns that it names, and looks words up', async () => {
    const { of, completed } = await runImport(importer, files);

    expect(of('identity').map(({ name, kind, status }) => [name, kind, status])).toEqual([
      ['billing', 'service-account', 'active'],
      ['crawler', 'application', 'disabled'],
      ['mailer', 'service-account', 'active'],
      ['poster', 'service-account', 'active'],
    ]);
    expect(of('identity')[0]).toMatchObject({
      createdAt: seen('2024-02-03T00:00:00.000Z'),
      lastUsedAt: never,
      environment: 'production',
      attributes: { department: 'finance' },
    });
    expect(of('ownership')[0]?.owner).toMatchObject({
      name: 'Ada',
      email: 'ada@example.com',
      type: 'person',
    });
    expect(of('ownership')[1]?.owner).toMatchObject({ name: 'search team', type: 'team' });
    expect(of('grant').map(({ on }) => on)).toEqual(['ledger', '*']);
    expect(of('entitlement').map(({ access }) => access)).toEqual(['write', 'read']);
    expect(completed).toEqual(['vault.example.com generic.records']);
  });

  it('keeps of a secret only what matches it', async () => {
    const { of } = await runImport(importer, files);

    expect(of('credential')[0]).toMatchObject({
      fingerprint: testSecretKeeper.fingerprint(new SecretValue(planted)),
      expiresAt: seen('2027-01-01T00:00:00.000Z'),
      scopes: ['read', 'write'],
    });
    expect(of('credential')[1]?.expiresAt).toEqual(never);
  });

  it('does not take an empty value for never', async () => {
    const { of } = await runImport(importer, files);

    expect(of('identity')[1]?.lastUsedAt.state).toBe('unknown');
  });

  it('loses only the row with a date that is none, and names its line', async () => {
    const broken = table.replace('04/02/2024', '31/02/2024');

    const { of, completed, observations } = await runImport(importer, {
      'map.yml': mapping,
      'a.csv': `${broken}\n`,
    });

    expect(of('identity').map(({ name }) => name)).toEqual(['billing']);
    expect(completed).toEqual([]);
    expect(observations).toContainEqual(
      expect.objectContaining({
        type: 'gap',
        message: 'a.csv: line 3: the creation date is no date of the form DD/MM/YYYY',
      }),
    );
  });
});

describe('a mapping', () => {
  const start = (text: string) => () =>
    importer.start({ now: new Date(0), secrets: testSecretKeeper, options: { mapping: text } });
  const problemOf = (text: string) => {
    try {
      start(text)();
    } catch (error) {
      if (error instanceof NhiError) return String(error.details['problem']);
      throw error;
    }
    return null;
  };

  it.each([
    ['a field that does not exist', 'identity: { nmae: a }', /nmae/],
    ['no identity', '', /identity/],
    ['a file name in its place', null, /the name of a file/],
    ['a provider with blanks', 'provider: A B\nidentity: { name: a }', /provider: lower case/],
    ['a date format that is not known', 'dates: US\nidentity: { name: a }', /dates: .*YYYYMMDD/],
    [
      'an owner without name and email',
      'identity: { name: a }\nowner: { type: b }',
      /owner: an owner needs/,
    ],
  ])('with %s is refused, saying where', (_, rest, problem) => {
    const provider = rest?.includes('provider') ? '' : 'provider: x\n';
    const text = rest === null ? 'map.yml' : `nonhumanMapping: 1\n${provider}${rest}`;

    expect(problemOf(text)).toMatch(problem);
  });

  it('that is no YAML is refused with its line', () => {
    expect(problemOf('a: [1\nb: {')).toMatch(/not valid YAML or JSON at line \d/);
  });
});

describe('without a mapping', () => {
  it('reads the columns whose names are known, in any writing, and no others', async () => {
    const text = `Service Account;LAST_LOGIN;Owner-Email;Password\nbilling;Never;ada@example.com;${planted}\n`;

    const { of, completed, observations } = await runImport(importer, { 'a.csv': text });

    expect(of('identity')).toMatchObject([{ name: 'billing', lastUsedAt: never }]);
    expect(of('ownership')).toMatchObject([{ owner: { email: 'ada@example.com' } }]);
    expect(JSON.stringify(observations)).not.toContain(planted);
    expect(completed).toEqual([]);
  });

  it.each([
    ['a list', '[{"name":"a"},{"name":"b","owner":"t"}]'],
    ['a list in a member', '{"total":2,"accounts":[{"name":"a"},{"name":"b","owner":"t"}]}'],
    ['one record a line', '{"name":"a"}\n{"name":"b","owner":"t"}\n'],
  ])('reads JSON as %s, with columns that only later records have', async (_, text) => {
    const { of } = await runImport(importer, { 'a.json': text });

    expect(of('identity').map(({ name }) => name)).toEqual(['a', 'b']);
    expect(of('ownership')).toHaveLength(1);
  });

  it('says what is needed when no column names an identity', async () => {
    const { problems } = await runImport(importer, { 'a.csv': 'x,y\n1,2\n' });

    expect(problems.get('a.csv')).toMatchObject({
      reason: 'unsupported',
      needs: expect.stringContaining('--mapping'),
    });
  });

  it('shows a token that stands where a name should be redacted', async () => {
    const token = `${['xoxb', '123456789012', '123456789012'].join('-')}-${'aB3dE6gH9jK2mN5pQ8sT1vW4'}`;

    const { observations } = await runImport(importer, {
      'a.csv': `name,created\n${token},2024-01-01\n`,
    });

    expect(JSON.stringify(observations)).not.toContain(token);
  });
});
