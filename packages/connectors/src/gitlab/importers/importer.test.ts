import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { exports, hook, plantedSecrets, token } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const imported = () => runImport(importer, exports);
const only = (...names: readonly string[]) =>
  runImport(importer, Object.fromEntries(names.map((name) => [name, exports[name] ?? ''])));

describe('accounts', () => {
  it('are people, or act by themselves by the names that GitLab makes', async () => {
    const { of } = await imported();

    expect(of('person').filter(({ logins }) => logins?.includes('grace'))[0]).toMatchObject({
      email: 'grace@example.com',
      status: 'left',
    });
    expect(of('person').map(({ name }) => name)).not.toContain('release');
    expect(
      of('identity').filter(({ kind }) => kind === 'service-account' || kind === 'bot'),
    ).toContainEqual(
      expect.objectContaining({
        kind: 'service-account',
        name: 'service_account_group_1_a1b2',
        description: 'deployer',
      }),
    );
  });

  it('that are members of a group make it a team and have a role there', async () => {
    const { of } = await imported();

    expect(of('team')).toContainEqual(
      expect.objectContaining({ name: 'acme', memberKeys: ['acme/users/3'] }),
    );
    expect(of('grant')).toContainEqual(
      expect.objectContaining({
        principal: expect.objectContaining({ type: 'identity', key: 'acme/users/57' }),
        entitlementKey: 'role/developer',
        on: 'acme',
      }),
    );
  });
});

describe('tokens', () => {
  it.each([
    ['nightly', 'active', 'admin', true],
    ['old', 'active', 'read', true],
    ['support', 'active', 'admin', true],
    ['deploy', 'active', 'write', false],
    ['mirror', 'revoked', 'admin', false],
    ['release', 'active', 'read', false],
    ['over', 'expired', 'write', false],
  ])('%s is %s, may %s at most; bound to a person: %s', async (name, status, access, personal) => {
    const { of } = await imported();

    expect(of('credential').findLast((one) => one.name === name)).toMatchObject({
      status,
      access,
      attributes: { boundToPerson: personal },
    });
  });

  it('tell their last day, their last use, and that they never had one', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'nightly')).toMatchObject({
      expiresAt: seen('2026-12-31T00:00:00.000Z'),
      lastUsedAt: seen('2026-05-01T00:00:00.000Z'),
      attributes: { personRoles: ['administrator'], personStatus: 'active', unscoped: true },
    });
    expect(of('credential').find(({ name }) => name === 'old')).toMatchObject({
      expiresAt: never,
      lastUsedAt: never,
      attributes: { personRoles: [], personStatus: 'left' },
    });
  });

  it('that are not told a last use are not said to be unused', async () => {
    const { last_used_at: _, ...untold } = token;

    const { of } = await runImport(importer, {
      'acme__personal-access-tokens.json': JSON.stringify([untold]),
    });

    expect(of('credential')[0]?.lastUsedAt.state).toBe('unknown');
    expect(of('credential')[0]?.attributes).not.toHaveProperty('boundToPerson');
  });

  it('of a project are one row, whichever list shows them, and name the project and their role', async () => {
    const { of } = await imported();

    const rows = of('credential').filter(({ name }) => name === 'release');
    expect(new Set(rows.map(({ key }) => key)).size).toBe(1);
    expect(new Set(rows.map(({ nativeType }) => nativeType))).toEqual(
      new Set(['gitlab-project-access-token']),
    );
    expect(rows.at(-1)?.attributes).toMatchObject({
      role: 'reporter',
      limitedTo: ['acme/web/shop'],
      unscoped: false,
    });
    expect(of('ownership')).toContainEqual(
      expect.objectContaining({
        subject: { type: 'identity', key: 'acme/users/141' },
        owner: expect.objectContaining({ type: 'team', name: 'acme/web' }),
      }),
    );
  });

  it('of people are owned by them, with their status', async () => {
    const { of } = await imported();

    expect(of('ownership')).toContainEqual(
      expect.objectContaining({
        subject: { type: 'credential', key: 'acme/access-tokens/43' },
        owner: expect.objectContaining({ name: 'grace', status: 'left' }),
        signal: 'provider-owner',
      }),
    );
  });
});

describe('deploy tokens and keys', () => {
  it('of deploy tokens nothing is said that the list does not tell', async () => {
    const { of } = await only('acme__deploy-tokens.json');

    expect(of('credential')[0]).toMatchObject({
      createdAt: { state: 'unknown' },
      lastUsedAt: { state: 'unknown' },
      expiresAt: never,
      publicId: 'acme gitlab+deploy-token-1',
      attributes: { login: 'gitlab+deploy-token-1' },
      status: 'active',
    });
    expect(of('credential')[1]?.status).toBe('expired');
  });

  it('of a deploy key tell whether it may write, where, and the fingerprint that logs show', async () => {
    const { of } = await imported();

    const keys = of('credential').filter(({ nativeType }) => nativeType === 'gitlab-deploy-key');
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatchObject({
      publicId: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
      attributes: { readOnly: false, algorithm: 'Ed25519' },
    });
    expect(of('grant')).toContainEqual(
      expect.objectContaining({ entitlementKey: 'deploy-key/push', on: 'acme/web/shop' }),
    );
  });
});

describe('pipelines', () => {
  it('run on runners whose last contact stands on their own page only', async () => {
    const { of } = await only('acme__runners.json');
    const whole = await imported();

    expect(of('identity')[0]).toMatchObject({
      lastUsedAt: { state: 'unknown' },
      attributes: { runnerScope: 'group' },
    });
    expect(whole.of('identity').findLast(({ name }) => name === 'builder')).toMatchObject({
      lastUsedAt: seen('2026-06-30T00:00:00.000Z'),
      attributes: { runnerScope: 'group', runsUntagged: true, protectedOnly: false },
    });
    expect(whole.of('identity').find(({ name }) => name === 'idle')?.lastUsedAt).toEqual(never);
  });

  it('are started by trigger tokens that act as whoever made them', async () => {
    const { of } = await imported();

    expect(
      of('credential').find(({ nativeType }) => nativeType === 'gitlab-trigger-token'),
    ).toMatchObject({
      identityKey: 'acme/users/4',
      lastUsedAt: never,
      expiresAt: { state: 'unknown' },
      attributes: { boundToPerson: true, personStatus: 'left' },
    });
  });

  it('are given variables, of which the name, the place and the guards are read', async () => {
    const { of } = await imported();

    expect(
      of('secret-reference').map(({ place, attributes }) => [
        place.locator,
        attributes?.['masked'],
      ]),
    ).toEqual([
      ['acme/variables/DEPLOY_KEY', false],
      ['acme/variables/DEPLOY_KEY', false],
      ['acme/web/shop/variables/DEPLOY_KEY (production)', true],
    ]);
    expect(new Set(of('secret-reference').map(({ key }) => key)).size).toBe(3);
  });
});

describe('applications and webhooks', () => {
  it('tell the client id, where it sends people, and whether it has a secret', async () => {
    const { of } = await imported();

    const apps = of('identity').filter(
      ({ nativeType }) => nativeType === 'gitlab-oauth-application',
    );
    expect(apps.map(({ attributes }) => attributes?.['redirectsAnywhere'])).toEqual([true, false]);
    expect(of('credential').filter(({ kind }) => kind === 'oauth-client-secret')).toHaveLength(1);
  });

  it('are not said to be unsigned by a version that does not tell', async () => {
    const { of } = await runImport(importer, {
      'acme__7__project-hooks.json': JSON.stringify([hook]),
    });

    expect(of('identity')[0]?.attributes).toEqual({
      insecureTls: true,
      plainHttp: true,
      url: 'http://ci.example.com/hooks/[redacted]',
    });
  });
});

describe('completeness', () => {
  it('needs the part of every project', async () => {
    const { completed } = await imported();
    const { 'acme__7__project-access-tokens.json': _, ...without } = exports;

    expect(completed).toContain('acme gitlab.project-access-tokens');
    expect(completed).toContain('acme gitlab.group-members');
    expect((await runImport(importer, without)).completed).not.toContain(
      'acme gitlab.project-access-tokens',
    );
  });

  it('is not claimed where GitLab refused the call', async () => {
    const { completed, observations } = await runImport(importer, {
      ...exports,
      'acme__users.json': JSON.stringify({ message: '403 Forbidden' }),
    });

    expect(completed).not.toContain('acme gitlab.users');
    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', listing: 'gitlab.users', reason: 'not-permitted' }),
    );
  });
});
