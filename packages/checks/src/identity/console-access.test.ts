import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge, nothingRead } from '../testing/index.ts';
import { identityConsoleAccess } from './console-access.ts';

const console = (consoleAccess: boolean) => ({ attributes: { consoleAccess } });
const key = aSeenCredential({ kind: 'access-key', name: 'key 1' });
const password = aSeenCredential({ kind: 'password' });
const oldKey = aSeenCredential({ kind: 'access-key', status: 'disabled' });

describe('identity-console-access', () => {
  it.each([
    [
      'passes a machine that nobody can sign in as',
      { identity: console(false), credentials: [key] },
      'pass',
    ],
    [
      'fails sign-in beside a key',
      { identity: console(true), credentials: [key, password] },
      'fail',
    ],
    [
      'takes a password alone for a person',
      { identity: console(true), credentials: [password] },
      'not-applicable',
    ],
    [
      'does not count a disabled key',
      { identity: console(true), credentials: [oldKey] },
      'not-applicable',
    ],
    [
      'cannot tell when keys were not read',
      { identity: console(true), coverage: nothingRead },
      'unknown',
    ],
    ['cannot tell when sign-in is not told', { credentials: [key] }, 'unknown'],
    [
      'leaves the account owner to its own check',
      { identity: { attributes: { consoleAccess: true, isRoot: true } } },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { ...console(true), status: 'disabled' }, credentials: [key] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityConsoleAccess, anIdentityView(view)).result).toBe(expected);
  });

  it('names the keys', () => {
    const view = anIdentityView({ identity: console(true), credentials: [key] });

    expect(judge(identityConsoleAccess, view)).toMatchObject({
      because: 'interactive sign-in beside 1 key for machines',
      evidence: { keys: ['key 1'] },
    });
  });
});
