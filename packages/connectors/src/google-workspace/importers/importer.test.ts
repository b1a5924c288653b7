import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, type Noun, never, seen, type Things } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { ada, exports, grace, intranet, mailer, notes } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const own = { options: { 'own-projects': '999999999999' } };

async function rows<N extends Noun>(noun: N, given = {}): Promise<Map<string, Things[N]>> {
  const found = new Map<string, Things[N]>();
  const run = await runImport(importer, exports, given);
  for (const value of run.of(noun)) {
    const known = found.get(value.key);
    found.set(value.key, known === undefined ? value : mergeThing(known, value));
  }
  return found;
}

async function row<N extends Noun>(
  noun: N,
  key: string,
  given = {},
): Promise<Things[N] | undefined> {
  return (await rows(noun, given)).get(key);
}

describe('an application that users let in', () => {
  it('holds what all of them together gave it, and was used when the audit says', async () => {
    expect(await row('identity', `clients/${notes}`)).toMatchObject({
      kind: 'application',
      name: 'Notes',
      lastUsedAt: seen('2026-01-20T08:00:00.000Z'),
      attributes: {
        clientId: notes,
        users: 2,
        delegatedPermissions: [
          'https://mail.google.com/',
          'https://www.googleapis.com/auth/drive',
          'openid',
        ],
        anonymous: true,
        publisherVerified: false,
      },
    });
  });

  it('is of another organization only when it is known which projects are of the own', async () => {
    const untold = await row('identity', `clients/${notes}`);

    expect(untold?.attributes).not.toHaveProperty('thirdParty');
    expect(await row('identity', `clients/${notes}`, own)).toMatchObject({
      attributes: { thirdParty: true },
    });
    expect(await row('identity', `clients/${intranet}`, own)).toMatchObject({
      attributes: { thirdParty: false, approved: true },
    });
  });
});

describe('what a user gave an application', () => {
  it('acts as the user, with the rights and state that the user has', async () => {
    expect(await row('credential', `users/${ada}/tokens/${notes}`)).toMatchObject({
      kind: 'oauth-grant',
      identityKey: `clients/${notes}`,
      name: 'Notes for ada@example.com',
      access: 'write',
      createdAt: seen('2025-12-01T08:00:00.000Z'),
      lastUsedAt: seen('2026-01-20T08:00:00.000Z'),
      expiresAt: { state: 'unknown' },
      attributes: {
        boundToPerson: true,
        personEmail: 'ada@example.com',
        personStatus: 'active',
        personRoles: ['Super Admin'],
      },
    });
  });

  it('of a suspended user says that the user has left', async () => {
    expect(await row('credential', `users/${grace}/tokens/${notes}`)).toMatchObject({
      lastUsedAt: { state: 'unknown' },
      attributes: { personStatus: 'left', personRoles: ['helpdesk'] },
    });
  });

  it('and took back again is revoked', async () => {
    const key = `users/${grace}/tokens/555555555555-gone.apps.googleusercontent.com`;

    expect(await row('credential', key)).toMatchObject({ status: 'revoked' });
  });

  it('says nothing of roles when their list was not read, but that of a super administrator', async () => {
    const { 'example.com__role-assignments.json': _, ...without } = exports;

    const { of } = await runImport(importer, without);
    const roles = of('credential').map(({ key, attributes }) => [key, attributes?.['personRoles']]);

    expect(roles).toContainEqual([`users/${grace}/tokens/${notes}`, undefined]);
    expect(roles).toContainEqual([`users/${ada}/tokens/${notes}`, ['Super Admin']]);
  });
});

describe('domain-wide delegation', () => {
  it('is what the last event about a client gives it', async () => {
    expect(await row('identity', `clients/${mailer}`)).toMatchObject({
      kind: 'service-account',
      attributes: {
        uniqueId: mailer,
        actsAsAnyUser: true,
        actsAsAnyUserScopes: [
          'https://mail.google.com/',
          'https://www.googleapis.com/auth/admin.directory.user',
        ],
        delegationChangedBy: 'ada@example.com',
      },
    });
    const grants = [...(await rows('grant')).values()].filter(({ via }) => via !== null);
    expect(grants.map(({ entitlementKey, on }) => [entitlementKey, on])).toEqual([
      ['scopes/https://mail.google.com/', 'every user of the domain'],
      ['scopes/https://www.googleapis.com/auth/admin.directory.user', 'every user of the domain'],
    ]);
  });

  it('that was taken away is told to be gone', async () => {
    expect(await row('identity', 'clients/110000000000000000778')).toMatchObject({
      attributes: { actsAsAnyUser: false },
    });
  });

  it('is never complete, since events are kept for six months', async () => {
    const { observations, completed } = await runImport(importer, exports);

    expect(completed).not.toContain('example.com google-workspace.admin-events');
    expect(
      observations.flatMap((one) => (one.type === 'gap' ? [`${one.listing}: ${one.message}`] : [])),
    ).toEqual([
      'google-workspace.admin-events: Google keeps events for six months: what happened before is not told',
      'google-workspace.token-events: Google keeps events for six months: what happened before is not told',
    ]);
  });
});

describe('an app password', () => {
  it('is told with its dates, and never used only where Google says so', async () => {
    expect(await row('credential', `users/${ada}/app-passwords/4`)).toMatchObject({
      kind: 'password',
      identityKey: `users/${ada}`,
      createdAt: seen('2021-01-01T00:00:00.000Z'),
      lastUsedAt: seen('2026-01-10T08:00:00.000Z'),
      expiresAt: never,
      attributes: { boundToPerson: true, mfa: false },
    });
    expect(await row('credential', `users/${ada}/app-passwords/5`)).toMatchObject({
      lastUsedAt: never,
    });
  });
});

describe('people', () => {
  it('who never signed in and are suspended have left without having come', async () => {
    expect(await row('person', `users/${grace}`)).toMatchObject({
      status: 'left',
      leftAt: { state: 'unknown' },
      lastUsedAt: never,
    });
  });

  it('are known by every address, in lower case', async () => {
    expect(await row('person', `users/${ada}`)).toMatchObject({
      email: 'ada@example.com',
      logins: [ada, 'ada@example.com', 'countess@example.com'],
      managerEmail: 'boss@example.com',
      title: 'Engineer',
      attributes: { superAdmin: true },
    });
  });

  it('who were deleted left on that day', async () => {
    expect(await row('person', 'users/100000000000000000103')).toMatchObject({
      status: 'left',
      leftAt: seen('2026-01-15T08:00:00.000Z'),
    });
  });

  it('are in teams, of which an empty one is told to be empty', async () => {
    expect(await row('team', 'groups/01platform')).toMatchObject({
      name: 'Platform',
      email: 'platform@example.com',
      memberKeys: [`users/${ada}`],
    });
    expect(await row('team', 'groups/02empty')).toMatchObject({ memberKeys: [] });
  });
});

describe('an administrative role', () => {
  it.each([
    ['1', 'admin'],
    ['2', 'read'],
    ['3', 'write'],
  ])('with the id %s gives %s access', async (id, access) => {
    expect(await row('entitlement', `roles/${id}`)).toMatchObject({ access });
  });
});
