import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { exports, key, page } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

describe('project keys', () => {
  it.each([
    ['chatbot', 'active', 'acme/service-accounts/svc_1', false, seen('2026-05-28T20:26:40.000Z')],
    ['laptop', 'active', 'acme/users/user_ada', true, never],
    [
      'archived',
      'disabled',
      'acme/service-accounts/svc_2',
      false,
      seen('2026-05-28T20:26:40.000Z'),
    ],
  ])('%s is %s and of %s', async (name, status, identityKey, personal, lastUsedAt) => {
    const { of } = await imported();

    expect(of('credential').find((one) => one.name === name)).toMatchObject({
      status,
      identityKey,
      lastUsedAt,
      attributes: { boundToPerson: personal },
    });
  });

  it('tell their project, and whether it is the one that everybody starts with', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ name }) => name === 'chatbot')).toMatchObject({
      preview: expect.stringContaining('***'),
      attributes: { limitedTo: ['Default project'], defaultProject: true, role: 'member' },
    });
    expect(of('credential').find(({ name }) => name === 'archived')?.attributes).toMatchObject({
      defaultProject: false,
    });
  });

  it('are not said to live for ever, nor to be unused, by a list that does not tell', async () => {
    const { last_used_at: _, ...untold } = key;

    const { of } = await runImport(importer, { 'acme__proj_1__project-keys.json': page([untold]) });

    expect(of('credential')[0]).toMatchObject({
      expiresAt: { state: 'unknown' },
      lastUsedAt: { state: 'unknown' },
    });
    expect(of('credential')[0]?.attributes).not.toHaveProperty('defaultProject');
  });
});

describe('admin keys', () => {
  it('may do everything, whoever holds them', async () => {
    const { of } = await imported();

    expect(
      of('credential').filter(({ nativeType }) => nativeType === 'openai-admin-key'),
    ).toMatchObject([
      {
        name: 'terraform',
        access: 'admin',
        expiresAt: seen('2030-03-17T17:46:40.000Z'),
        attributes: { boundToPerson: true, personRoles: ['owner'] },
      },
      {
        name: 'sync',
        access: 'admin',
        expiresAt: never,
        lastUsedAt: never,
        attributes: { boundToPerson: false },
      },
    ]);
  });
});

describe('service accounts', () => {
  it('have a role in their project', async () => {
    const { of } = await imported();

    expect(
      of('identity').find(({ key: found }) => found === 'acme/service-accounts/svc_1'),
    ).toMatchObject({
      kind: 'service-account',
      access: 'write',
      attributes: { project: 'Default project' },
    });
    expect(of('grant').map(({ principal, on }) => [principal.type, on])).toEqual([
      ['person', 'Default project'],
      ['identity', 'Default project'],
      ['identity', 'old'],
    ]);
  });
});

describe('completeness', () => {
  it('needs the last page, and every project', async () => {
    const { completed } = await imported();
    const cut = await runImport(importer, {
      ...exports,
      'acme__proj_1__project-keys.json': page([key], true),
    });

    expect(completed).toContain('acme openai.project-keys');
    expect(cut.completed).not.toContain('acme openai.project-keys');
  });

  it('is not claimed where OpenAI refused', async () => {
    const { observations } = await runImport(importer, {
      'acme__admin-keys.json': JSON.stringify({
        error: { message: 'Missing scopes: api.management.read', type: 'invalid_request_error' },
      }),
    });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
