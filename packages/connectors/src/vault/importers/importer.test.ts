import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { exports, exportWithValues, plantedSecrets } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const run = () => runImport(importer, exports);
const gaps = (told: Awaited<ReturnType<typeof run>>) =>
  told.observations.flatMap((one) =>
    one.type === 'gap' ? [`${one.listing}: ${one.message}`] : [],
  );

describe('files of a Vault', () => {
  it('made by all printed commands leave no gap', async () => {
    const told = await run();

    expect(gaps(told)).toEqual([]);
    expect(told.completed).toHaveLength(Object.keys(exports).length);
  });

  it('tell the limits of an AppRole, and that it has none', async () => {
    const roles = (await run()).of('identity').filter((one) => one.nativeType === 'vault-approle');

    expect(
      roles.map(({ name, access, attributes }) => ({ name, access, ...attributes })),
    ).toMatchObject([
      {
        name: 'ci',
        access: 'read',
        secretLifetimeSeconds: 0,
        secretMaxUses: 0,
        boundNetworks: [],
        tokenMaxLifetimeSeconds: 3600,
        tokenPeriodSeconds: 0,
      },
      {
        name: 'tight',
        secretLifetimeSeconds: 600,
        secretMaxUses: 1,
        boundNetworks: ['10.0.0.0/8'],
        tokenPeriodSeconds: 86_400,
      },
    ]);
  });

  it('tell whose tokens a JWT role takes and what it asks of them', async () => {
    const told = await run();

    const trust = told.of('credential').find(({ key }) => key === 'prod/auth/gh/role/deploy#trust');
    expect(trust).toMatchObject({
      kind: 'federated-trust',
      identityKey: 'prod/auth/gh/role/deploy',
      attributes: {
        issuer: 'https://token.actions.githubusercontent.com',
        provider: 'github-actions',
        audience: ['https://vault.example.com'],
        subjectConditions: [
          { operator: 'StringEquals', key: 'repository', values: ['acme/shop'] },
          { operator: 'StringLike', key: 'ref', values: ['refs/heads/*'] },
        ],
      },
    });
  });

  it('name the service accounts and AWS principals that may log in', async () => {
    const from = (await run()).of('delegation').map((one) => [one.from.key, one.to.key]);

    expect(from).toContainEqual(['system:serviceaccount:prod:jobs', 'prod/auth/k8s/role/shop']);
    expect(from).toContainEqual([
      'arn:aws:iam::111122223333:role/worker',
      'prod/auth/aws/role/lambda',
    ]);
  });

  it('give an entity what it and its groups may do, and its team', async () => {
    const told = await run();

    const entity = told.of('identity').find(({ nativeType }) => nativeType === 'entity');
    expect(entity).toMatchObject({
      kind: 'service-account',
      access: 'admin',
      attributes: { loginMethods: ['approle'], consoleAccess: false },
    });
    expect(
      told
        .of('grant')
        .filter(({ principal }) => principal.key === entity?.key)
        .map(({ entitlementKey, via }) => [entitlementKey, via]),
    ).toEqual([
      ['prod/sys/policies/acl/app', null],
      ['prod/sys/policies/acl/admin', 'deployers'],
    ]);
    expect(told.of('ownership')).toMatchObject([
      { owner: { type: 'team', name: 'payments' }, signal: 'tag' },
    ]);
    expect(told.of('team').map(({ name }) => name)).toEqual(['platform']);
  });

  it('bind a token to its entity, its role or to root', async () => {
    const tokens = (await run()).of('credential').filter((one) => one.nativeType === 'vault-token');

    expect(
      tokens.map((one) => [one.publicId, one.identityKey, one.access, one.expiresAt.state]),
    ).toEqual([
      ['tok-1', 'prod/auth/approle/role/ci', 'unknown', 'seen'],
      ['tok-2', 'prod/identity/entity/id/ent-1', 'unknown', 'seen'],
      ['tok-3', 'prod/auth/token/root', 'admin', 'never'],
      ['tok-4', 'prod/auth/token/roles/nightly', 'unknown', 'seen'],
    ]);
    expect(tokens[2]?.attributes).toMatchObject({ isRoot: true });
    expect(tokens.every(({ lastUsedAt }) => lastUsedAt.state === 'unknown')).toBe(true);
  });

  it('say that a secret id has no end, and of one that is only listed that it is not told', async () => {
    const ids = (await run())
      .of('credential')
      .filter((one) => one.nativeType === 'vault-secret-id');

    const states = new Map(ids.map((one) => [one.publicId, one.expiresAt.state]));
    expect(states.get('acc-1')).toBe('never');
    expect(states.get('acc-2')).toBe('unknown');
  });

  it('tell a lease as the login that a database role made', async () => {
    const told = await run();

    const lease = told.of('credential').find(({ nativeType }) => nativeType === 'vault-lease');
    expect(lease).toMatchObject({
      kind: 'password',
      identityKey: 'prod/database/roles/readonly',
      publicId: 'database/creds/readonly/aBcD1234',
      createdAt: { value: '2026-06-15T10:00:00.000Z' },
      expiresAt: { value: '2026-06-15T13:00:00.000Z' },
    });
    expect(told.of('identity').map(({ key }) => key)).toContain(lease?.identityKey);
  });

  it('tell the logins that Vault keeps, with host and last rotation', async () => {
    const told = await run();

    const logins = told.of('identity').filter(({ kind }) => kind === 'database-login');
    expect(logins.map(({ name, attributes }) => [name, attributes?.['host']])).toEqual([
      ['vault_admin', 'db.internal'],
      ['batch', undefined],
    ]);
    expect(told.of('credential').find(({ name }) => name === 'password of batch')).toMatchObject({
      lastRotatedAt: { state: 'seen', value: '2026-06-01T00:00:00.000Z' },
    });
  });

  it('tell paths and versions of secrets, those of version 1 by name only', async () => {
    const references = (await run()).of('secret-reference');

    expect(references.at(-1)).toMatchObject({ name: 'old/legacy' });
    expect(
      references.filter(({ name }) => name === 'secret/app/db').at(-1)?.attributes,
    ).toMatchObject({
      dataPath: 'secret/data/app/db',
      currentVersion: 4,
      versionsKept: 1,
      customMetadata: ['owner'],
    });
  });

  it('that hold values of secrets are refused, and nothing of them is kept', async () => {
    const told = await runImport(importer, exportWithValues);

    expect(JSON.stringify(told.observations)).not.toContain(plantedSecrets[0]);
    expect(told.of('secret-reference')).toEqual([]);
    expect(gaps(told)).toContainEqual(expect.stringContaining('it holds the values of a secret'));
  });

  it('that lack an answer which a list names are not complete', async () => {
    const [names] = exports['prod__entities.jsonl'].split('\n');

    const told = await runImport(importer, { ...exports, 'prod__entities.jsonl': `${names}\n` });

    expect(told.completed).not.toContain('prod vault.entities');
    expect(gaps(told)).toEqual([
      'vault.entities: 1 of the 1 that the list names could not be read',
    ]);
  });

  it.each([
    ['roles', 'auth/k8s/role', 'vault.roles'],
    ['secrets', 'old', 'vault.secrets'],
  ])('of %s that lack a folder of a mount (%s) are not complete', async (what, path, listing) => {
    const name = `prod__${what}.jsonl` as keyof typeof exports;
    const text = exports[name]
      .split('\n')
      .filter((line) => !line.includes(`"path":"${path}`))
      .join('\n');

    const told = await runImport(importer, { ...exports, [name]: text });

    expect(told.completed).not.toContain(`prod ${listing}`);
    expect(gaps(told)).toEqual([`${listing}: ${path} was not listed`]);
  });

  it('that were not read leave what they would tell unknown', async () => {
    const { 'prod__policies.jsonl': _, ...without } = exports;

    const told = await runImport(importer, without);

    const role = told.of('identity').find(({ name }) => name === 'ci');
    expect(role?.access).toBe('unknown');
  });
});
