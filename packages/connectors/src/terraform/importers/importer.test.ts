import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { SecretValue } from '@nonhuman/runtime';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import {
  databasePassword,
  exports,
  keyId,
  keySecret,
  older,
  oldSecret,
  outputSecret,
  parameterSecret,
  plantedSecrets,
  variableSecret,
} from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const keyed = (text: string) => testSecretKeeper.fingerprint(new SecretValue(text));
const run = (files: Readonly<Record<string, string>> = exports) => runImport(importer, files);
const user = 'arn:aws:iam::111122223333:user/ci';
const role = 'arn:aws:iam::111122223333:role/deploy';

describe('states of Terraform', () => {
  it('give what was made by the names of its provider, in either form', async () => {
    const told = await run();

    const identities = told
      .of('identity')
      .filter(({ nativeType }) => /^(?:aws-iam|gcp)/.test(nativeType));
    expect(new Set(identities.map(({ key }) => key))).toEqual(
      new Set([user, role, 'app@acme.iam.gserviceaccount.com']),
    );
    expect(
      identities.filter(({ key }) => key === role).map(({ attributes }) => attributes),
    ).toMatchObject([
      { address: 'module.ci.aws_iam_role.deploy[0]', uniqueId: 'AROA0EXAMPLE' },
      { address: 'module.ci.aws_iam_role.deploy[0]', uniqueId: 'AROA0EXAMPLE' },
    ]);
    expect(told.completed).toEqual(['edge terraform.show', 'prod terraform.state']);
  });

  it('bind a key to its user although the user stands after it', async () => {
    const told = await run();

    const keys = told.of('credential').filter(({ publicId }) => publicId === keyId);
    expect(keys.map(({ identityKey, fingerprint }) => [identityKey, fingerprint])).toEqual([
      [user, keyed(keySecret)],
      [user, keyed(keySecret)],
    ]);
  });

  it('show whose tokens a role takes', async () => {
    const told = await run();

    expect(told.of('credential').find(({ kind }) => kind === 'federated-trust')).toMatchObject({
      identityKey: role,
      attributes: { issuer: 'https://token.actions.githubusercontent.com' },
    });
  });

  it.each([
    ['an attribute named so', databasePassword, 'prod'],
    ['an output', outputSecret, 'prod'],
    ['what a data source read', parameterSecret, 'prod'],
    ['an attribute that is marked, in a module of a module', databasePassword, 'edge'],
    ['an output that is shown', outputSecret, 'edge'],
    ['a variable of a plan', variableSecret, 'edge'],
  ])('expose %s', async (_, secret, scope) => {
    const found = (await run())
      .of('exposure')
      .filter(({ fingerprint }) => fingerprint === keyed(secret));

    expect(found.map(({ place }) => place.locator)).toContain(scope);
    expect(found.every(({ setting }) => setting === 'state-file')).toBe(true);
  });

  it.each([
    ['first', { ...older, ...exports }],
    ['last', { ...exports, ...older }],
  ])('of one name are read from the newest, when the older comes %s', async (_, files) => {
    const said = JSON.stringify((await run(files)).of('exposure'));

    expect(said).not.toContain(keyed(oldSecret));
    expect(said).toContain(keyed(keySecret));
  });

  it('name places by address, which stays when another resource comes before it', async () => {
    const told = (await run())
      .of('exposure')
      .find(({ fingerprint }) => fingerprint === keyed(keySecret));

    expect(told?.place.keyPath).toBe('aws_iam_access_key.ci.secret');
  });

  it('without the name of the command are known by their lineage', async () => {
    const told = await run({ 'terraform.tfstate': exports['prod__state.json'] });

    expect(told.completed).toEqual(['3f0e1c2a-0000-4000-8000-000000000001 terraform.state']);
  });

  it.each([
    ['an old version', '{"version":3,"terraform_version":"0.11.14","modules":[]}', 'unsupported'],
    [
      'an encrypted state',
      '{"serial":1,"lineage":"l","meta":{},"encrypted_data":"eA=="}',
      'unsupported',
    ],
  ])('that cannot be read are a gap: %s', async (_, text, reason) => {
    const told = await run({ 'prod__state.json': text });

    expect(told.completed).toEqual([]);
    expect(told.observations).toContainEqual(expect.objectContaining({ type: 'gap', reason }));
  });

  it('that are broken inside cost what stands after, and say where', async () => {
    const text = exports['prod__state.json'].replace('"mode":"data"', '"mode":data');

    const told = await run({ 'prod__state.json': text });

    expect(told.of('credential').map(({ publicId }) => publicId)).toContain(keyId);
    expect(told.completed).toEqual([]);
    expect(told.observations).toContainEqual(
      expect.objectContaining({
        type: 'gap',
        reason: 'malformed',
        message: expect.stringMatching(/^prod__state\.json: line 1/),
      }),
    );
  });

  it('that are cut off keep what stood before, and end nothing', async () => {
    const text = exports['prod__state.json'];

    const told = await run({
      'prod__state.json': text.slice(0, text.indexOf('google_service_account')),
    });

    expect(told.completed).toEqual([]);
    expect(told.of('credential').map(({ publicId }) => publicId)).toContain(keyId);
  });
});
