import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { exports, page, token } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

describe('accounts', () => {
  it('are people, bots of apps and service accounts', async () => {
    const { of } = await imported();

    expect(of('person').map(({ email, status }) => [email, status])).toEqual([
      ['ada@example.com', 'active'],
      ['grace@example.com', 'left'],
    ]);
    expect(of('identity').find(({ kind }) => kind === 'service-account')).toMatchObject({
      key: 'org1/accounts/acc-svc',
      name: 'sync',
      status: 'active',
      description: 'moves tickets',
    });
    expect(of('identity').find(({ kind }) => kind === 'bot')?.name).toBe('Automation');
  });

  it('of service are known by who made them, even after that person left', async () => {
    const { of } = await imported();

    expect(of('ownership')[0]).toMatchObject({
      subject: { type: 'identity', key: 'org1/accounts/acc-svc' },
      owner: { email: 'grace@example.com', status: 'left' },
      signal: 'creator',
    });
  });
});

describe('API tokens', () => {
  it.each([
    ['jira sync', 'active', true, 'active', seen('2026-06-01T00:00:00.000Z')],
    ['old', 'expired', true, 'left', never],
    ['service', 'active', false, undefined, seen('2026-06-01T00:00:00.000Z')],
  ])('%s is %s', async (name, status, personal, personStatus, lastUsedAt) => {
    const { of } = await imported();

    const found = of('credential').find((one) => one.name === name);
    expect(found).toMatchObject({ status, lastUsedAt, attributes: { boundToPerson: personal } });
    expect(found?.attributes?.['personStatus']).toBe(personStatus);
  });

  it('of accounts that were not read do not say whose they are', async () => {
    const { of } = await runImport(importer, { 'org1__api-tokens.json': page([token]) });

    expect(of('credential')[0]?.attributes).not.toHaveProperty('boundToPerson');
  });
});

describe('OAuth clients and apps', () => {
  it('tell client id and publisher; what comes with the product is no app', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ kind }) => kind === 'oauth-client-secret')).toMatchObject({
      publicId: 'client-1',
      createdAt: seen('2025-11-14T19:45:45.609Z'),
      expiresAt: { state: 'unknown' },
    });
    expect(of('identity').filter(({ nativeType }) => nativeType === 'atlassian-app')).toMatchObject(
      [{ name: 'Gantt', attributes: { publisher: 'Example Ltd', site: 'acme' } }],
    );
  });
});

describe('access keys of Bitbucket', () => {
  it('read one repository, and carry the fingerprint that logs show', async () => {
    const { of } = await imported();

    expect(of('credential').find(({ kind }) => kind === 'ssh-key')).toMatchObject({
      publicId: expect.stringMatching(/^SHA256:/),
      lastUsedAt: never,
      access: 'read',
      attributes: { readOnly: true, limitedTo: ['acme/shop'] },
    });
  });
});

describe('completeness', () => {
  it('needs the last page', async () => {
    const { completed } = await imported();
    const cut = await runImport(importer, {
      'org1__api-tokens.json': page([token], 'https://next'),
    });

    expect(completed).toContain('org1 atlassian.api-tokens');
    expect(completed).toContain('org1 atlassian.users');
    expect(cut.completed).toEqual([]);
  });

  it('is not claimed where Atlassian refused', async () => {
    const { observations } = await runImport(importer, {
      'org1__api-tokens.json': JSON.stringify({ code: 403, message: 'Forbidden' }),
    });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
