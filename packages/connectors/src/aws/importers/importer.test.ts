import { describeImporter, importFile, runImport } from '@nonhuman/connector-kit/testing';
import { never, seen, valueOf } from '@nonhuman/model';
import { now } from '@nonhuman/model/testing';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import { account, details, exports, keyId, report } from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports });

const iam = `arn:aws:iam::${account}`;
const detailsFile = 'aws-authorization-details.json';

function importDetails(changed: object, more: Record<string, string> = {}) {
  return runImport(importer, {
    [detailsFile]: JSON.stringify({ ...details, ...changed }),
    ...more,
  });
}

async function only(...names: string[]) {
  return runImport(importer, Object.fromEntries(names.map((name) => [name, exports[name] ?? ''])));
}

describe('roles', () => {
  it('calls a role never used only when the window of 400 days covers its whole life', async () => {
    const roles = (await only(detailsFile)).of('identity');
    const used = (name: string) => roles.find((role) => role.name === name)?.lastUsedAt;

    expect(used('release')).toEqual(never);
    expect(used('web')).toEqual(seen('2026-06-01T10:00:00.000Z'));
    expect(used('AWSServiceRoleForSupport')?.state).toBe('unknown');
  });

  it('does not take the silence of a call that never tells last use for anything', async () => {
    const { of } = await only('aws-roles.json');

    expect(of('identity')[0]?.lastUsedAt.state).toBe('unknown');
  });

  it('marks what AWS made itself, and keeps the boundary', async () => {
    const roles = (await only(detailsFile)).of('identity');
    const facts = (name: string) => roles.find((role) => role.name === name)?.attributes;

    expect(facts('AWSServiceRoleForSupport')).toMatchObject({ providerManaged: true });
    expect(facts('release')).toMatchObject({ permissionsBoundary: `${iam}:policy/build` });
  });

  it('counts the trust in an outside issuer as a credential, with all that is asked of its tokens', async () => {
    const trusts = (await only(detailsFile)).of('credential');

    expect(trusts).toHaveLength(1);
    expect(trusts[0]).toMatchObject({
      kind: 'federated-trust',
      identityKey: `${iam}:role/release`,
      attributes: {
        issuer: 'https://token.actions.githubusercontent.com',
        provider: 'github-actions',
        audience: ['sts.amazonaws.com'],
        subjectConditions: [
          { operator: 'StringEquals', values: ['sts.amazonaws.com'] },
          { operator: 'StringLike', values: ['repo:acme/shop:*'] },
        ],
      },
    });
  });

  it('tells who may become a role, deleted principals as dangling and without an identity', async () => {
    const { of } = await only(detailsFile);
    const toWeb = of('delegation').filter(({ to }) => to.key === `${iam}:role/web`);

    expect(toWeb.map(({ from }) => from.type)).toEqual(['service', 'group', 'external']);
    expect(toWeb[2]?.attributes).toMatchObject({ dangling: true });
    expect(of('identity').some(({ key }) => key.startsWith('AIDA'))).toBe(false);
  });
});

describe('policies', () => {
  it('reads the default version, not the newest or widest', async () => {
    const policy = (await only(detailsFile)).of('entitlement').find(({ name }) => name === 'build');

    expect(policy).toMatchObject({ access: 'write', wildcards: ['ecr:*'] });
  });

  it('gives members what their group carries, and says through which group', async () => {
    const grants = (await only(detailsFile)).of('grant');

    expect(grants.find(({ via }) => via !== null)).toMatchObject({
      principal: { type: 'identity', key: `${iam}:user/deployer` },
      entitlementKey: `${iam}:policy/build`,
      via: `${iam}:group/builders`,
    });
  });

  it('knows the reach of the AWS-managed policies whose name says it', async () => {
    const { of } = await only(detailsFile);

    expect(of('entitlement').find(({ name }) => name === 'AdministratorAccess')?.access).toBe(
      'admin',
    );
  });
});

describe('the credential report', () => {
  it('marks the root user and its credentials', async () => {
    const { of } = await only('aws-credential-report.csv');

    expect(of('identity')[0]).toMatchObject({
      access: 'admin',
      attributes: { isRoot: true, mfa: false },
    });
    expect(of('identity').filter(({ access }) => access === 'admin')).toHaveLength(1);
    expect(of('credential').filter((one) => one.attributes?.['isRoot'])).toHaveLength(2);
  });

  it('tells never used from used before IAM kept track', async () => {
    const { of } = await only('aws-credential-report.csv');
    const keys = of('credential').filter(({ kind }) => kind === 'access-key');

    expect(keys.map(({ key, lastUsedAt }) => [key, lastUsedAt.state])).toEqual([
      [`${iam}:root#access-key-1`, 'unknown'],
      [`${iam}:user/deployer#access-key-1`, 'seen'],
      [`${iam}:user/deployer#access-key-2`, 'never'],
    ]);
  });

  it('tells who may sign in to the console', async () => {
    const { of } = await only('aws-credential-report.csv');
    const console = (name: string) =>
      of('identity').find((one) => one.name === name)?.attributes?.['consoleAccess'];

    expect([console('root'), console('deployer'), console('grace')]).toEqual([true, false, true]);
  });

  it('is read as the API answers it, too', async () => {
    const answer = JSON.stringify({
      Content: Buffer.from(report).toString('base64'),
      ReportFormat: 'text/csv',
    });

    const { completed, problems } = await runImport(importer, { 'report.json': answer });

    expect(problems.size).toBe(0);
    expect(completed).toContain(`${account} aws.users`);
  });

  it('alone is no list of keys, which other files know by their ids', async () => {
    const { completed, observations } = await only('aws-credential-report.csv');

    expect(completed).not.toContain(`${account} aws.access-keys`);
    expect(observations).toContainEqual(
      expect.objectContaining({
        type: 'gap',
        listing: 'aws.access-keys',
        message: 'The credential report numbers keys without telling their ids',
      }),
    );
  });

  it('that is empty costs its own listings', async () => {
    const file = importFile('aws-credential-report.csv', '');
    const context = { now, secrets: testSecretKeeper, options: {} };
    const state = importer.start(context);
    const kind = importer.kinds.find(({ id }) => id === 'aws.credential-report');

    const reading = (async () => {
      for await (const _ of kind?.read(file, { ...context, state }) ?? []);
    })();

    await expect(reading).rejects.toThrow('the file is empty');
    expect(state).toMatchObject({
      unplacedProblems: expect.arrayContaining([
        expect.objectContaining({ listing: 'aws.root-user' }),
      ]),
    });
  });
});

describe('access keys', () => {
  it('join the report by the second in which they were made, and keep their id', async () => {
    const { of, completed } = await only('aws-credential-report.csv', 'aws-access-keys.json');
    const keys = of('credential').filter(
      ({ identityKey }) => identityKey === `${iam}:user/deployer`,
    );

    expect(keys.map(({ key, lastUsedAt }) => [key, valueOf(lastUsedAt)])).toEqual([
      [keyId('A'), '2026-06-10T09:00:00.000Z'],
      [`${iam}:user/deployer#access-key-2`, null],
    ]);
    expect(completed).toContain(`${account} aws.access-keys`);
  });

  it('without anything that names the account are kept, and the gap says what to add', async () => {
    const files = { 'aws-access-keys.json': exports['aws-access-keys.json'] ?? '' };

    const lost = await runImport(importer, files);
    const found = await runImport(importer, files, { options: { account } });

    expect(lost.of('credential')[0]?.identityKey).toBeNull();
    expect(lost.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', needs: '--option account=<account id>' }),
    );
    expect(found.of('credential')[0]?.identityKey).toBe(`${iam}:user/deployer`);
    expect([...lost.completed, ...found.completed]).toEqual([]);
  });
});

describe('completeness', () => {
  it('is not claimed while the last page is missing', async () => {
    const page = JSON.stringify({ ...details, IsTruncated: true, Marker: 'next' });
    const last = JSON.stringify({ ...details, IsTruncated: false });

    const cut = await runImport(importer, { 'page-1.json': page });
    const whole = await runImport(importer, { 'page-2.json': last, 'page-1.json': page });

    expect(cut.completed).toEqual([]);
    expect(whole.completed).toContain(`${account} aws.roles`);
  });

  it('is not claimed for a list that may have been filtered away', async () => {
    const filtered = await importDetails({ RoleDetailList: [] });
    const proved = await importDetails(
      { UserDetailList: [] },
      { 'aws-credential-report.csv': report },
    );

    expect(filtered.completed).not.toContain(`${account} aws.roles`);
    expect(filtered.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', listing: 'aws.roles', needs: 'aws iam list-roles' }),
    );
    expect(proved.completed).toContain(`${account} aws.users`);
  });

  it('is not claimed for grants while a group with members was not read', async () => {
    const { completed } = await importDetails({ GroupDetailList: [] });

    expect(completed).not.toContain(`${account} aws.user-policies`);
  });

  it('is kept apart for the accounts of one run', async () => {
    const other = JSON.stringify(details).replaceAll(account, '444455556666');

    const { completed } = await runImport(importer, {
      [detailsFile]: JSON.stringify(details),
      'other.json': `{"IsTruncated":true,${other.slice(1)}`,
    });

    expect(completed).toContain(`${account} aws.roles`);
    expect(completed).not.toContain('444455556666 aws.roles');
  });

  it('survives an item that is not as expected, which costs only itself', async () => {
    const [deployer, grace] = details.UserDetailList;

    const { of, completed, observations } = await importDetails({
      UserDetailList: [deployer, { ...grace, Arn: 7 }],
    });

    expect(of('identity').some(({ name }) => name === 'deployer')).toBe(true);
    expect(completed).not.toContain(`${account} aws.users`);
    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'malformed', listing: 'aws.users' }),
    );
  });

  it('reads a recording of the service with its wrapper and its dates in parts', async () => {
    const date = {
      __class__: 'datetime',
      year: 2024,
      month: 2,
      day: 3,
      hour: 4,
      minute: 5,
      second: 6,
    };
    const answer = {
      status_code: 200,
      data: {
        Users: [{ UserName: 'bot', Arn: `${iam}:user/bot`, CreateDate: date }],
        IsTruncated: false,
      },
    };

    const { of, completed } = await runImport(importer, { 'x.json': JSON.stringify(answer) });

    expect(of('identity')[0]?.createdAt).toEqual(seen('2024-02-03T04:05:06.000Z'));
    expect(completed).toEqual([`${account} aws.users`]);
  });
});
