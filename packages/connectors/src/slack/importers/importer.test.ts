import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { app, exports, pages } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const imported = () => runImport(importer, exports);

describe('members', () => {
  it('are people and bots; a bot is what its app runs as', async () => {
    const { of } = await imported();

    expect(of('person').map(({ email, status }) => [email, status])).toEqual([
      ['ada@example.com', 'active'],
      ['grace@example.com', 'left'],
    ]);
    expect(of('identity').find(({ kind }) => kind === 'bot')).toMatchObject({
      name: 'deployer',
      attributes: { appId: 'A1', botId: 'B1' },
    });
    expect(of('delegation')).toMatchObject([
      { kind: 'runs-as', from: { key: 'T0ACME01/apps/A1' }, to: { key: 'T0ACME01/users/U2' } },
    ]);
  });
});

describe('apps', () => {
  it('tell who made them, what they may do as themselves and for people, and who let them in', async () => {
    const { of } = await imported();

    expect(of('identity').find(({ key }) => key === 'T0ACME01/apps/A1')).toMatchObject({
      access: 'admin',
      attributes: {
        approved: true,
        thirdParty: false,
        applicationPermissions: ['channels:history', 'chat:write'],
        delegatedPermissions: ['admin.users:write'],
        sensitivePermissions: ['admin.users:write', 'channels:history'],
      },
    });
    expect(
      of('credential')
        .filter(({ kind }) => kind === 'oauth-grant')
        .map(({ nativeType, scopes, access }) => [nativeType, scopes, access]),
    ).toEqual([
      ['slack-bot-token', ['channels:history', 'chat:write'], 'write'],
      ['slack-user-token', ['admin.users:write'], 'admin'],
    ]);
  });

  it.each([
    ['A2', 'active', true, true],
    ['A3', 'disabled', false, false],
    ['A4', 'active', false, true],
  ])('%s is %s, approved: %s, of others: %s', async (id, status, approved, thirdParty) => {
    const { of } = await imported();

    expect(of('identity').find(({ key }) => key === `T0ACME01/apps/${id}`)).toMatchObject({
      status,
      attributes: { approved, thirdParty },
    });
  });

  it('are known by who added them, even after that person left', async () => {
    const { of } = await imported();

    expect(of('ownership')).toContainEqual(
      expect.objectContaining({
        subject: { type: 'identity', key: 'T0ACME01/apps/A1' },
        owner: expect.objectContaining({ email: 'grace@example.com', status: 'left' }),
        signal: 'creator',
      }),
    );
    expect(of('identity').findLast(({ key }) => key === 'T0ACME01/apps/A1')).toMatchObject({
      createdAt: seen('2020-09-13T12:26:40.000Z'),
      status: 'unknown',
    });
  });
});

describe('legacy integrations', () => {
  it('are shown by the log, with the webhook that they are, until it tells that they are gone', async () => {
    const { of } = await imported();

    expect(of('credential').filter(({ kind }) => kind === 'webhook-url')).toMatchObject([
      { publicId: '77', status: 'active', lastUsedAt: { state: 'unknown' } },
    ]);
    expect(of('identity').find(({ name }) => name === 'Jenkins CI')?.status).toBe('revoked');
  });
});

describe('pages', () => {
  it('are one list when the last one is there, and not complete when it is missing', async () => {
    const other = { ...app, app: { ...app.app, id: 'A9' } };
    const both = pages('approved_apps', [app], [other]);
    const [first = ''] = both.split('\n');

    const read = (text: string) => runImport(importer, { 'T0ACME01__approved-apps.json': text });

    expect((await read(both)).completed).toEqual(['T0ACME01 slack.approved-apps']);
    expect((await read(first)).completed).toEqual([]);
  });

  it('that refuse are gaps', async () => {
    const { observations, completed } = await runImport(importer, {
      'T0ACME01__approved-apps.json': JSON.stringify({
        ok: false,
        error: 'not_allowed_token_type',
      }),
    });

    expect(completed).toEqual([]);
    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
