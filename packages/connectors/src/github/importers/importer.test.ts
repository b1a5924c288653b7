import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { deployKey, exports, plantedSecrets } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const imported = () => runImport(importer, exports);

describe('apps', () => {
  it('tell whether they act on every repository, and with which permissions', async () => {
    const { of } = await imported();

    expect(of('identity').filter(({ nativeType }) => nativeType === 'github-app')).toMatchObject([
      {
        name: 'release-bot',
        status: 'active',
        access: 'admin',
        attributes: { allRepositories: true, permissions: { contents: 'write' } },
      },
      {
        name: 'linter',
        status: 'disabled',
        access: 'read',
        attributes: { allRepositories: false },
      },
    ]);
    expect(of('grant').map(({ on }) => on)).toContain('acme/*');
  });
});

describe('tokens', () => {
  it('of the fine-grained kind carry their expiry, use and permissions', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'nightly')).toMatchObject({
      identityKey: 'users/grace',
      expiresAt: never,
      lastUsedAt: seen('2026-06-01T00:00:00.000Z'),
      access: 'write',
      scopes: ['contents:write', 'members:read'],
      attributes: { classic: false, boundToPerson: true, allRepositories: true },
    });
  });

  it('that only ask for access have none yet', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ attributes }) => attributes?.['pending'])).toMatchObject({
      access: 'none',
    });
  });

  it('of the classic kind are seen by their authorization for single sign-on', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'old script')).toMatchObject({
      nativeType: 'github-classic-token',
      access: 'admin',
      expiresAt: never,
      lastUsedAt: never,
      attributes: { classic: true, boundToPerson: true },
    });
  });

  it('that are not told an expiry are not said to have none', async () => {
    const text = JSON.stringify([
      {
        ...JSON.parse(exports['acme__personal-access-tokens.json'] ?? '')[0],
        token_expires_at: undefined,
      },
    ]);

    const { of } = await runImport(importer, { 'acme__personal-access-tokens.json': text });

    expect(of('credential')[0]?.expiresAt.state).toBe('unknown');
  });
});

describe('deploy keys', () => {
  it('are identities of their own, with the fingerprint that logs show', async () => {
    const { of } = await imported();

    expect(
      of('credential').find(
        ({ kind, nativeType }) => kind === 'ssh-key' && nativeType === 'github-deploy-key',
      ),
    ).toMatchObject({
      identityKey: 'acme/shop/keys/1',
      lastUsedAt: never,
      publicId: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
      attributes: { readOnly: false, algorithm: 'Ed25519', repository: 'acme/shop' },
    });
    expect(of('ownership')).toMatchObject([
      { owner: { name: 'ada' }, signal: 'creator', basis: 'inferred' },
    ]);
  });

  it('do not make use out of a last use that was not told', async () => {
    const { last_used: _, ...untold } = deployKey;

    const { of } = await runImport(importer, { 'keys.json': JSON.stringify([untold]) });

    expect(of('credential')[0]?.lastUsedAt.state).toBe('unknown');
  });
});

describe('webhooks', () => {
  it('tell whether deliveries are signed and to whom, without what is secret in the address', async () => {
    const { of } = await imported();

    expect(
      of('identity').filter(({ nativeType }) => nativeType === 'github-webhook'),
    ).toMatchObject([
      {
        status: 'active',
        attributes: {
          hasSecret: false,
          insecureTls: true,
          plainHttp: true,
          url: 'http://ci.example.com/hooks/[redacted]',
        },
      },
      { status: 'disabled', attributes: { hasSecret: true, insecureTls: false, plainHttp: false } },
    ]);
  });
});

describe('secrets', () => {
  it('are told apart by the name of the file, with the place they belong to', async () => {
    const { of } = await imported();

    expect(of('secret-reference').map(({ store, place }) => [store, place.locator])).toEqual([
      ['github-actions-secret', 'acme/actions-secrets/DEPLOY'],
      ['github-actions-secret', 'acme/actions-secrets/SIGN'],
      ['github-environment-secret', 'acme/shop/production/environment-secrets/DATABASE'],
      ['github-dependabot-secret', 'acme/dependabot-secrets/REGISTRY'],
    ]);
  });
});

describe('pages', () => {
  it('are the same one after another, as a list of pages, and as one list', async () => {
    const [first, second] = [
      { ...deployKey, id: 1 },
      { ...deployKey, id: 2 },
    ].map((key) => [key]);
    const keys = async (text: string) =>
      (await runImport(importer, { 'acme__shop__keys.json': text }))
        .of('identity')
        .map(({ key }) => key);

    const expected = ['acme/shop/keys/1', 'acme/shop/keys/2'];

    expect(await keys(JSON.stringify(first) + JSON.stringify(second))).toEqual(expected);
    expect(await keys(JSON.stringify([first, second]))).toEqual(expected);
    expect(await keys(JSON.stringify([...(first ?? []), ...(second ?? [])]))).toEqual(expected);
  });
});

describe('completeness', () => {
  it('is claimed for organizations and, once every repository was read, for those of repositories', async () => {
    const { completed } = await imported();
    const { 'acme__docs__keys.json': _, ...without } = exports;
    const missing = await runImport(importer, without);

    expect(completed).toContain('acme github.installations');
    expect(completed).toContain('acme github.deploy-keys');
    expect(completed).not.toContain('acme github.environment-secrets');
    expect(missing.completed).not.toContain('acme github.deploy-keys');
    expect(missing.observations).toContainEqual(
      expect.objectContaining({
        type: 'gap',
        message: '1 of 2 repositories were not read, among them acme/docs',
      }),
    );
  });

  it('is not claimed when fewer items came than GitHub told of', async () => {
    const text = (exports['acme__installations.json'] ?? '').replace(
      '"total_count":2',
      '"total_count":40',
    );

    const { completed } = await runImport(importer, { 'acme__installations.json': text });

    expect(completed).toEqual([]);
  });

  it('is not claimed for a file of another name that may be the first page only', async () => {
    const text = exports['acme__credential-authorizations.json'] ?? '';

    const { completed, of } = await runImport(
      importer,
      { 'page.json': text },
      { options: { org: 'acme' } },
    );

    expect(of('credential')).toHaveLength(2);
    expect(completed).toEqual([]);
  });

  it.each([['acme__installations.json'], ['acme__hooks.json'], ['acme__docs__keys.json']])(
    'is not claimed for %s when gh wrote a refusal into it',
    async (name) => {
      const refusal = { message: 'Not Found', documentation_url: 'https://docs', status: '404' };

      const { completed, observations } = await runImport(importer, {
        ...exports,
        [name]: JSON.stringify(refusal),
      });

      expect(observations).toContainEqual(
        expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
      );
      expect(completed).toHaveLength((await imported()).completed.length - 1);
    },
  );

  it('names the option that is missing when nothing tells the organization', async () => {
    const text = exports['acme__credential-authorizations.json'] ?? '';

    const { observations } = await runImport(importer, { 'page.json': text });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', needs: '--option org=<organization>' }),
    );
  });
});
