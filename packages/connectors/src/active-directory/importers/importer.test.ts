import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, never, seen, type Things } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { searchAnswer } from '../testing/bytes.ts';
import { bloodhound, domain, entries, exports, plantedSecrets, sids } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const ldif = Object.fromEntries(Object.entries(exports).filter(([name]) => name.endsWith('.ldif')));
const imported = (files: Readonly<Record<string, string>> = ldif) => runImport(importer, files);

/** The identities as all entries together tell them, by SID. */
async function identities(files?: Readonly<Record<string, string>>) {
  const rows = new Map<string, Things['identity']>();
  for (const value of (await imported(files)).of('identity')) {
    const known = rows.get(value.key);
    rows.set(value.key, known ? mergeThing(known, value) : value);
  }
  return rows;
}

describe('accounts of LDIF', () => {
  it('tell service names, delegation, encryption and use, with how late that is', async () => {
    const rows = await identities();

    expect(rows.get(sids.sql)).toMatchObject({
      nativeType: 'ad-user',
      kind: 'service-account',
      name: 'svc-sql',
      status: 'active',
      access: 'admin',
      createdAt: seen('2019-01-02T03:04:05.000Z'),
      lastUsedAt: seen('2026-06-01T10:00:00.000Z'),
      attributes: {
        objectSid: sids.sql,
        objectGuid: '11111111-2222-3333-4444-555555555555',
        servicePrincipalNames: ['MSSQLSvc/db.acme.example:1433', 'MSSQLSvc/db.acme.example'],
        delegatesTo: ['cifs/files.acme.example/acme', 'cifs/files'],
        protocolTransition: true,
        unconstrainedDelegation: false,
        encryptionTypes: ['RC4'],
        adminCount: true,
        managedPassword: false,
        usageSource: 'lastLogonTimestamp',
        usageLagDays: 14,
        delegatedFrom: [],
        writableBy: ['helpdesk'],
        passwordInDescription: true,
        nonHumanBecause: [
          'it has a service name',
          'it may act for others',
          'it is named like a service',
          'it lies in Service Accounts',
        ],
      },
    });
  });

  it('that need no proof, no password or delegate freely say so', async () => {
    const rows = await identities();

    expect(rows.get(sids.backup)).toMatchObject({
      access: 'admin',
      lastUsedAt: never,
      attributes: {
        preauthenticationNotRequired: true,
        passwordNotRequired: true,
        unconstrainedDelegation: true,
        encryptionTypes: [],
        createsSuccessorsIn: ['OU=Migrations,DC=acme,DC=example'],
      },
    });
    expect(rows.get(sids.controller)).toMatchObject({ attributes: { domainController: true } });
    expect(rows.get(sids.krbtgt)).toMatchObject({
      status: 'disabled',
      attributes: { nonHumanBecause: ['it has a service name', 'every domain has this account'] },
    });
  });

  it('that the directory manages tell who may read the password, and whom they take over', async () => {
    const rows = await identities();
    const { of } = await imported();

    expect(rows.get(sids.gmsa)).toMatchObject({
      nativeType: 'ad-gmsa',
      name: 'gmsa-web',
      attributes: { managedPassword: true, passwordIntervalDays: 30 },
    });
    expect(rows.get(sids.smsa)).toMatchObject({ nativeType: 'ad-smsa' });
    expect(rows.get(sids.dmsa)).toMatchObject({
      nativeType: 'ad-dmsa',
      attributes: { supersedes: ['svc-sql'], writableBy: ['backup', 'helpdesk'] },
    });
    expect(
      of('delegation').map(({ kind, from, to, attributes }) => [
        kind,
        from.key,
        to.key,
        attributes?.['by'],
      ]),
    ).toEqual([
      ['impersonate', sids.backup, sids.server, 'resource-based-constrained-delegation'],
      ['impersonate', sids.sql, sids.server, 'constrained-delegation'],
      ['holds-credential', sids.server, sids.gmsa, 'managed-password'],
      ['impersonate', sids.dmsa, sids.sql, 'successor'],
      ['runs-as', sids.server, sids.smsa, 'managed-account'],
    ]);
  });

  it('have a password with its age, and the keys by which somebody may sign in', async () => {
    const { of } = await imported();
    const find = (key: string) => of('credential').find((one) => one.key.startsWith(key));

    expect(find(`${sids.sql}/password`)).toMatchObject({
      kind: 'password',
      lastRotatedAt: seen('2016-03-01T00:00:00.000Z'),
      expiresAt: never,
      attributes: { passwordNeverExpires: true },
    });
    expect(find(`${sids.backup}/password`)).toMatchObject({
      lastRotatedAt: { state: 'unknown' },
      expiresAt: { state: 'unknown' },
    });
    expect(find(`${sids.sql}/keys`)).toMatchObject({
      kind: 'private-key',
      publicId: 'ab'.repeat(32),
      createdAt: seen('2026-04-01T00:00:00.000Z'),
      attributes: { withoutDevice: true },
    });
  });

  it('give away passwords in notes and attributes, which are kept as fingerprints only', async () => {
    const { of } = await imported();
    const rows = await identities();

    expect(of('exposure').map(({ title, identityKey }) => [title, identityKey])).toEqual([
      ['password in description of svc-sql', sids.sql],
      ['password in info of backup', sids.backup],
      ['password in userPassword of backup', sids.backup],
    ]);
    expect(rows.get(sids.sql)?.description).toBe(
      'Database of the shop. Password: [redacted] (do not change)',
    );
  });

  it('that nothing takes for a machine are people, and answer for what they manage', async () => {
    const { of } = await imported();

    expect(of('person')).toMatchObject([
      {
        key: sids.ada,
        name: 'Ada Lovelace',
        email: 'ada@acme.example',
        logins: ['ada', 'ada@acme.example'],
        status: 'active',
        title: 'Engineer',
      },
      { key: sids.helpdesk, status: 'left' },
    ]);
    expect(of('ownership')).toMatchObject([
      {
        subject: { key: sids.sql },
        owner: { type: 'person', name: 'Ada Lovelace', email: 'ada@acme.example' },
        signal: 'managed-by',
      },
    ]);
  });

  it('hold administrative groups by what accounts and groups tell', async () => {
    const { of } = await imported();

    expect(
      of('grant').map(({ principal, entitlementKey }) => [principal.name, entitlementKey]),
    ).toEqual([
      ['svc-sql', 'groups/acme.example/domain admins'],
      ['backup', 'groups/acme.example/domain admins'],
    ]);
  });
});

describe('certificate authorities of LDIF', () => {
  it('tell what they publish, and say of a template that was not read that it was not', async () => {
    const rows = await identities();

    expect(rows.get(`${domain}/authorities/acme-ca`)).toMatchObject({
      nativeType: 'ad-certificate-authority',
      attributes: {
        certificateTemplates: [
          { name: 'Machine', enrollers: null, clientAuthentication: null },
          {
            name: 'WebUser',
            enrolleeSuppliesSubject: true,
            clientAuthentication: true,
            approvalRequired: false,
            signaturesRequired: 0,
            enrollers: ['Domain Users'],
          },
        ],
      },
    });
  });
});

describe('files of LDIF', () => {
  const name = `${domain}__accounts.ldif`;

  it('are complete with the result of the search', async () => {
    expect((await imported()).completed).toEqual([
      'acme.example active-directory.accounts',
      'acme.example active-directory.certificates',
      'acme.example active-directory.containers',
    ]);
  });

  it.each([
    ['ended before everything was told', { code: 4 }, 'ended with result 4'],
    ['lack the last page', { cookie: 'AAAA' }, 'last page is missing'],
  ])('that %s are a gap', async (_, of, because) => {
    const run = await imported({ [name]: searchAnswer([entries.sql], of) });

    expect(run.completed).toEqual([]);
    expect(run.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', message: expect.stringContaining(because) }),
    );
  });

  it('of ldifde are read without head and result, in UTF-16 as well', async () => {
    const text = Object.values(entries)
      .map((entry) => `${entry.replace('\n', '\nchangetype: add\n')}\n`)
      .join('');
    const wide = Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le');

    const run = await runImport(importer, { 'dump.ldf': new Uint8Array(wide) });

    expect(run.kinds.get('dump.ldf')).toBe('active-directory.accounts');
    expect([...run.problems.values()]).toEqual([]);
    expect(run.of('person')).toHaveLength(2);
    expect(run.completed).toEqual([]);
  });

  it('of Samba tell SIDs as text', async () => {
    const text = `dn: CN=x,DC=acme,DC=example\nobjectClass: user\nobjectSid: ${sids.web}\nsAMAccountName: svc-x\n\n`;

    expect((await imported({ 'x.ldif': text })).of('identity')).toMatchObject([{ key: sids.web }]);
  });

  it('that did not ask for something do not take its absence for an answer', async () => {
    const requested = 'objectClass objectSid sAMAccountName servicePrincipalName';
    const { of } = await imported({ [name]: searchAnswer([entries.krbtgt], { requested }) });
    const [identity] = of('identity');

    expect(identity?.lastUsedAt).toMatchObject({ state: 'unknown' });
    expect(identity?.attributes).not.toHaveProperty('delegatesTo');
    expect(identity?.attributes).not.toHaveProperty('encryptionTypes');
    expect(identity?.attributes).not.toHaveProperty('delegatedFrom');
  });
});

describe('collections of BloodHound', () => {
  it('tell the same words of accounts', async () => {
    const rows = await identities(bloodhound);

    expect(rows.get(sids.web)).toMatchObject({
      nativeType: 'ad-user',
      name: 'web',
      status: 'active',
      access: 'admin',
      lastUsedAt: never,
      attributes: {
        servicePrincipalNames: ['HTTP/web.acme.example'],
        protocolTransition: true,
        delegatesTo: ['cifs/files.acme.example'],
        encryptionTypes: ['AES128', 'AES256'],
        writableBy: [sids.team],
        usageLagDays: 14,
      },
    });
    expect(rows.get(sids.server)).toMatchObject({
      nativeType: 'ad-computer',
      attributes: {
        unconstrainedDelegation: true,
        domainController: false,
        delegatedFrom: ['web'],
      },
    });
    expect(rows.get(`${domain}/authorities/corp-ca`)).toMatchObject({
      attributes: {
        certificateTemplates: [
          {
            name: 'CORPUSER',
            enrolleeSuppliesSubject: true,
            clientAuthentication: true,
            enrollers: ['Authenticated Users'],
          },
        ],
      },
    });
  });

  it('are complete when they hold as many as they tell of', async () => {
    const short = bloodhound['20260601_users.json']?.replace('"count":1', '"count":2') ?? '';

    expect((await imported(bloodhound)).completed).toHaveLength(5);
    expect(
      (await imported({ ...bloodhound, '20260601_users.json': short })).completed,
    ).toHaveLength(4);
  });

  it('leave out the principals of Windows itself', async () => {
    const users = JSON.parse(bloodhound['20260601_users.json'] ?? '');
    const [user] = users.data;
    const text = JSON.stringify({
      data: [{ ...user, ObjectIdentifier: 'ACME.EXAMPLE-S-1-5-20' }],
      meta: users.meta,
    });

    const { of } = await imported({ 'users.json': text });

    expect([...of('identity'), ...of('person')]).toEqual([]);
  });

  it('that are empty are told by what they say of themselves', async () => {
    const empty = '{"data":[],"meta":{"type":"users","count":0,"version":6}}';

    expect((await imported({ 'x.json': empty })).kinds.get('x.json')).toBe(
      'active-directory.bloodhound-users',
    );
  });
});

it('a listing that holds no entry is a gap of the domain that its file is named after', async () => {
  const text = '# extended LDIF\n#\n# LDAPv3\nresult: 0 Success\n';

  const { completed, observations } = await imported({ 'acme.example__accounts.ldif': text });

  expect(completed).toEqual([]);
  expect(observations).toContainEqual(
    expect.objectContaining({ type: 'gap', scopeKey: 'acme.example' }),
  );
});
