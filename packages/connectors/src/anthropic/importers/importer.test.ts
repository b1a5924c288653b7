import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { exports, key, page } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

describe('API keys', () => {
  it.each([
    ['Shop assistant', 'active', false, ['Shop']],
    ['first try', 'disabled', true, ['Default workspace']],
    ['archived', 'revoked', false, ['Old']],
  ])('%s is %s; of the default workspace: %s', async (name, status, isDefault, limitedTo) => {
    const { of } = await imported();

    expect(of('credential').find((one) => one.name === name)).toMatchObject({
      status,
      preview: expect.stringContaining('...'),
      attributes: { boundToPerson: false, defaultProject: isDefault, limitedTo },
    });
  });

  it('were used on the last day that the usage report shows, else it is unknown', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'Shop assistant')?.lastUsedAt).toEqual(
      seen('2026-06-03T00:00:00.000Z'),
    );
    expect(of('credential').find(({ name }) => name === 'first try')?.lastUsedAt.state).toBe(
      'unknown',
    );
  });

  it('have no end only where the list says so', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'archived')?.expiresAt).toEqual(never);
    expect(of('credential').find(({ name }) => name === 'Shop assistant')?.expiresAt.state).toBe(
      'unknown',
    );
  });

  it('are known by who made them; nobody is said to have left', async () => {
    const { of } = await imported();

    expect(of('ownership').map(({ owner: { name, status } }) => [name, status])).toEqual([
      ['Ada Lovelace', 'active'],
      ['user_9', 'unknown'],
      ['Ada Lovelace', 'active'],
    ]);
  });
});

describe('workspaces', () => {
  it('have callers, an archived one has none any more', async () => {
    const { of } = await imported();

    expect(
      of('identity')
        .filter(({ nativeType }) => nativeType === 'anthropic-workspace')
        .map(({ name, status }) => [name, status]),
    ).toEqual([
      ['callers of Shop', 'active'],
      ['callers of Default workspace', 'active'],
      ['callers of Old', 'disabled'],
    ]);
  });
});

describe('federation rules', () => {
  it('name who vouches, what is asked, and which service account is given', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'release')).toMatchObject({
      kind: 'federated-trust',
      identityKey: 'acme/service-accounts/svac_1',
      access: 'write',
      attributes: {
        issuer: 'https://token.actions.githubusercontent.com',
        subjectConditions: [
          { operator: 'StringLike', key: 'sub', values: ['repo:acme/shop:*'] },
          { operator: 'StringEquals', key: 'environment', values: ['production'] },
        ],
        limitedTo: ['wrkspc_1'],
      },
    });
    expect(of('delegation')[0]).toMatchObject({
      kind: 'federated-login',
      from: { type: 'external', name: 'repo:acme/shop:*' },
    });
  });

  it('with a condition of their own are not said to ask nothing', async () => {
    const { of } = await imported();

    const found = of('credential').find(({ name }) => name === 'by-condition');
    expect(found).toMatchObject({ access: 'admin' });
    expect(found?.attributes).not.toHaveProperty('subjectConditions');
  });
});

describe('completeness', () => {
  it('needs the last page', async () => {
    const { completed } = await imported();
    const cut = await runImport(importer, { 'acme__api-keys.json': page([key], true) });

    expect(completed).toContain('acme anthropic.api-keys');
    expect(completed).toContain('acme anthropic.workspace-members');
    expect(cut.completed).toEqual([]);
  });

  it('is not claimed where Anthropic refused', async () => {
    const { observations } = await runImport(importer, {
      'acme__api-keys.json': JSON.stringify({
        type: 'error',
        error: { type: 'authentication_error', message: 'invalid x-api-key' },
      }),
    });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
