import { runImport } from '@nonhuman/connector-kit/testing';
import { seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const iam = 'arn:aws:iam::123456789012';
const options = { account: '123456789012' };
const imported = (files: Readonly<Record<string, object>>) =>
  runImport(
    importer,
    Object.fromEntries(
      Object.entries(files).map(([name, answer]) => [name, JSON.stringify(answer)]),
    ),
    { options },
  );

describe('an answer about a part', () => {
  const user = { UserName: 'ada', Arn: `${iam}:user/ada` };
  const profile = {
    InstanceProfileName: 'web',
    Arn: `${iam}:instance-profile/web`,
    Roles: [{ Arn: `${iam}:role/web` }],
  };

  it.each([
    [
      'the members of one group',
      { Group: { GroupName: 'ops' }, Users: [user], IsTruncated: false },
    ],
    [
      'the users of another service',
      { Users: [{ UserName: 'ada', Arn: 'arn:aws:transfer:::user/ada' }] },
    ],
    ['users of whatever, of which there are none', { Users: [] }],
    ['groups of one user, of which there are none', { Groups: [] }],
    ['policies of another service', { Policies: [{ PolicyId: 'policy-1' }] }],
    ['contents of another service', { Content: 'schemaVersion: 2.2' }],
    ['targets of another service', { Targets: [] }],
  ])('%s are not taken for those of the account', async (_, answer) => {
    const { kinds, completed, observations } = await imported({ 'x.json': answer });

    expect(kinds.get('x.json')).toBeNull();
    expect(completed).toEqual([]);
    expect(observations).toEqual([]);
  });

  it('is complete when the name of its file tells that it is of all', async () => {
    const one = await imported({ 'profiles-of-web.json': { InstanceProfiles: [profile] } });
    const all = await imported({ 'aws-instance-profiles.json': { InstanceProfiles: [profile] } });

    expect(one.of('instance')).toHaveLength(1);
    expect(one.completed).toEqual([]);
    expect(all.completed).toEqual(['123456789012 aws.instance-profiles']);
  });

  it('tells when somebody last signed in with the password of a user', async () => {
    const { of } = await imported({
      'aws-users.json': { Users: [{ ...user, PasswordLastUsed: '2026-01-02T03:04:05Z' }] },
    });

    expect(of('identity')[0]).toMatchObject({
      lastUsedAt: { state: 'unknown' },
      attributes: { consoleAccess: true, lastInteractiveAt: '2026-01-02T03:04:05.000Z' },
    });
  });
});

describe('the trust in a SAML provider', () => {
  const provider = `${iam}:saml-provider/Okta`;
  const role = {
    RoleName: 'people',
    Arn: `${iam}:role/people`,
    AssumeRolePolicyDocument: {
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithSAML',
        Principal: { Federated: provider },
      },
    },
  };
  const roles = { 'aws-roles.json': { Roles: [role] } };

  it('ends with the metadata of the provider, where its list was read', async () => {
    const list = { SAMLProviderList: [{ Arn: provider, ValidUntil: '2030-01-01T00:00:00Z' }] };

    const told = await imported({ ...roles, 'aws-saml-providers.json': list });
    const untold = await imported(roles);

    expect(told.of('credential')[0]?.expiresAt).toEqual(seen('2030-01-01T00:00:00.000Z'));
    expect(untold.of('credential')[0]?.expiresAt).toMatchObject({ state: 'unknown' });
  });
});
