import { describe, expect, it } from 'vitest';
import { capabilitiesOn, covers, judgePolicy, readPolicy, toEntitlement } from './policy.ts';

const rulesOf = (text: string) => readPolicy(text) ?? [];
const path = (pattern: string, ...capabilities: readonly string[]) =>
  `path "${pattern}" { capabilities = ${JSON.stringify(capabilities)} }`;

describe('a policy of Vault', () => {
  it('is the same in HCL, in JSON and in the older word', () => {
    const expected = [{ pattern: 'secret/*', capabilities: ['read', 'list'] }];

    expect(readPolicy('path "secret/*" {\n  capabilities = ["read", "list"] # all\n}')).toEqual(
      expected,
    );
    expect(readPolicy('{"path":{"secret/*":{"capabilities":["read","list"]}}}')).toEqual(expected);
    expect(readPolicy('path "secret/*" { policy = "read" }')).toEqual(expected);
  });

  it.each(['path "x" {', '{"path":', '{"path":[]}'])(
    'that cannot be read is unknown: %s',
    (text) => {
      expect(judgePolicy('p', readPolicy(text))).toMatchObject({
        access: 'unknown',
        readsSecrets: null,
      });
    },
  );

  it.each([
    ['secret/*', 'secret/a/b', true],
    ['secret/a*', 'secret/ab/c', true],
    ['secret/a', 'secret/a/b', false],
    ['secret/+/b', 'secret/a/b', true],
    ['secret/+/b', 'secret/a/c/b', false],
    ['+/+/b*', 'x/y/bc/d', true],
    ['*', 'anything/at/all', true],
    ['secret*', 'secret', true],
  ])('with %s speaks of %s: %s', (pattern, target, expected) => {
    expect(covers(pattern, target)).toBe(expected);
  });

  it('gives what its most specific rule gives, and nothing where that denies', () => {
    const rules = rulesOf(
      [path('secret/*', 'read'), path('secret/super', 'deny'), path('secret/+/x', 'update')].join(
        '\n',
      ),
    );

    expect([...capabilitiesOn(rules, 'secret/a')]).toEqual(['read']);
    expect([...capabilitiesOn(rules, 'secret/super')]).toEqual([]);
    // The first wildcard of both stands at the same place: the one without a glob wins.
    expect([...capabilitiesOn(rules, 'secret/a/x')]).toEqual(['update']);
  });

  it.each([
    ['of everything', path('*', 'create', 'read', 'update'), 'admin'],
    ['that may write policies', path('sys/policies/acl/*', 'create', 'update'), 'admin'],
    [
      'that may write policies, but one',
      `${path('sys/*', 'update')}\n${path('sys/policies/*', 'deny')}`,
      'admin',
    ],
    ['that may write roles of a mount', path('auth/team-a/approle/role/*', 'update'), 'admin'],
    ['that may make tokens with sudo', path('auth/token/create', 'update', 'sudo'), 'admin'],
    ['that may make tokens like its own', path('auth/token/create', 'update'), 'write'],
    [
      'that may make secret ids of a role',
      path('auth/approle/role/ci/secret-id', 'update'),
      'write',
    ],
    ['that may write secrets', path('secret/data/app/*', 'create', 'update'), 'write'],
    ['that may read secrets', path('secret/data/app/*', 'read'), 'read'],
    ['that only denies', path('secret/*', 'deny'), 'none'],
    [
      'of its own token',
      `${path('auth/token/renew-self', 'update')}\n${path('cubbyhole/*', 'create', 'read')}`,
      'none',
    ],
  ] as const)('%s is judged so', (_, text, access) => {
    expect(judgePolicy('p', rulesOf(text)).access).toBe(access);
  });

  it.each([
    [path('secret/data/*', 'read'), true],
    [path('database/creds/app', 'read'), true],
    [path('secret/metadata/*', 'read', 'list'), false],
    [path('sys/mounts', 'read'), false],
    [path('secret/data/*', 'list'), false],
    [path('+/data/app', 'read'), true],
  ])('reads secrets or not: %s', (text, expected) => {
    expect(judgePolicy('p', rulesOf(text)).readsSecrets).toBe(expected);
  });

  it.each([
    ['one secret by name', path('kv/data/app/settings', 'read'), true],
    ['a folder', path('kv/data/app/*', 'read'), true],
    ['a folder of the older store', path('secret/app/*', 'read'), true],
    ['a folder that is named like a word of the API', path('secret/config/*', 'read'), true],
    ['secrets of one beginning', path('kv/data/app*', 'read'), true],
    ['credentials of one role', path('database/creds/app', 'read'), true],
    ['all of a store', path('kv/data/*', 'read'), false],
    ['all of a store of several parts', path('team/kv/data/+', 'read'), false],
    ['all of the older store', path('secret/*', 'read'), false],
    ['credentials of every role', path('database/creds/*', 'read'), false],
    ['any mount', path('+/data/app', 'read'), false],
    ['everything', path('*', 'read'), false],
    [
      'one by name, and all',
      `${path('kv/data/app/settings', 'read')}\n${path('kv/*', 'read')}`,
      false,
    ],
    [
      'one by name, and all of their names',
      `${path('kv/data/app/settings', 'read')}\n${path('kv/metadata/*', 'read', 'list')}`,
      true,
    ],
    ['no secret', path('sys/mounts', 'read'), null],
  ])('that reads %s tells whether that is a limit', (_, text, expected) => {
    expect(judgePolicy('p', rulesOf(text)).secretsLimited).toBe(expected);
  });

  it.each([
    ['a path by name', path('kv/data/app', 'create'), []],
    ['a folder that is read', path('kv/data/app/*', 'read', 'list'), []],
    ['a folder that is written', path('kv/data/app/*', 'update'), []],
    ['secrets of a store', path('kv/data/*', 'read'), []],
    ['what every token may do for itself', path('cubbyhole/*', 'update'), []],
    ['what is denied', path('sys/*', 'deny'), []],
    ['a whole store', path('kv/*', 'read', 'update'), ['read kv/*', 'update kv/*']],
    ['the management', path('sys/policies/*', 'update'), ['update sys/policies/*']],
    ['every mount', path('+/config', 'update'), ['update +/config']],
    ['everything', path('*', 'sudo'), ['sudo *']],
  ])('of %s tells what actions it leaves open', (_, text, expected) => {
    const judged = judgePolicy('p', rulesOf(text));

    expect(toEntitlement('vault', 'p', judged).wildcards).toEqual(expected);
  });

  it('named root is all there is', () => {
    expect(judgePolicy('root', null).access).toBe('admin');
  });
});
