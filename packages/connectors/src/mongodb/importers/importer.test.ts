import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { exports, plantedSecrets } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const run = () => runImport(importer, exports);

describe('files of MongoDB', () => {
  it('made by all printed commands leave no gap', async () => {
    expect((await run()).observations.filter(({ type }) => type === 'gap')).toEqual([]);
  });

  it('tell how each user proves who it is, and how far it reaches', async () => {
    const logins = (await run()).of('identity');

    expect(
      logins.map(({ key, access, attributes }) => [
        key,
        access,
        attributes?.['authentication'],
        attributes?.['superuser'],
      ]),
    ).toEqual([
      ['rs0/users/admin.admin', 'admin', 'password', true],
      ['rs0/users/shop.orders_app', 'write', 'password', false],
      ['rs0/users/$external.CN=etl,OU=data,O=Acme', 'read', 'certificate', false],
      ['rs0/users/$external.arn:aws:iam::111122223333:role/worker', 'none', 'aws-role', false],
      ['rs0/users/$external.okta/analysts', 'none', 'oidc', false],
      ['atlas-shop/users/admin.temp-report', 'read', 'password', false],
      [
        'atlas-shop/users/$external.arn:aws:iam::111122223333:role/atlas',
        'admin',
        'aws-role',
        true,
      ],
    ]);
    expect(logins[1]?.attributes).toMatchObject({
      allowedHosts: ['10.0.0.0/8'],
      hasPassword: true,
      userId: '00010203-0405-0607-0809-0a0b0c0d0e0f',
    });
  });

  it('tell the weakest stored form of a password, and its end only where users have one', async () => {
    const credentials = (await run()).of('credential');

    expect(
      credentials.map((one) => [
        one.kind,
        one.publicId,
        one.expiresAt.state,
        one.attributes?.['passwordScheme'],
      ]),
    ).toEqual([
      ['password', 'admin@rs0/admin', 'never', 'scram-sha-1'],
      ['password', 'orders_app@rs0/shop', 'never', 'scram-sha-256'],
      ['certificate', 'CN=etl,OU=data,O=Acme', 'unknown', undefined],
      ['password', 'temp-report@atlas-shop/admin', 'seen', undefined],
    ]);
  });

  it('judge roles that people made by what they allow', async () => {
    const roles = (await run())
      .of('entitlement')
      .filter(({ nativeType }) => nativeType === 'mongodb-role');

    expect(roles.map(({ name, access }) => [name, access])).toEqual([
      ['auditor on admin', 'read'],
      ['maker on admin', 'admin'],
    ]);
  });

  it('leave unknown how far a role reaches that was not read', async () => {
    const { 'rs0__roles.json': _, ...without } = exports;
    const one = {
      ...without,
      'rs0__users.json': without['rs0__users.json'].replace('readWrite', 'own'),
    };

    const told = await runImport(importer, one);

    expect(told.of('identity').find(({ name }) => name.startsWith('orders_app'))?.access).toBe(
      'unknown',
    );
  });

  it('name owners by labels and custom data, and AWS roles that may come in', async () => {
    const told = await run();

    expect(told.of('ownership').map(({ owner }) => [owner.type, owner.name])).toEqual([
      ['person', 'payments@example.com'],
      ['team', 'finance'],
    ]);
    expect(told.of('delegation').map(({ from }) => from.key)).toEqual([
      'arn:aws:iam::111122223333:role/worker',
      'arn:aws:iam::111122223333:role/atlas',
    ]);
  });

  it('that hold a refusal are a gap', async () => {
    const told = await runImport(importer, {
      'rs0__users.json': '{"ok":0,"codeName":"Unauthorized","errmsg":"not authorized"}',
    });

    expect(told.completed).toEqual([]);
    expect(told.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
