import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryKerberoastable } from './kerberoastable.ts';

const names = ['MSSQLSvc/db.corp.example:1433'];
const account = (attributes: Record<string, boolean | string[]>, nativeType = 'ad-user') =>
  anIdentityView({ identity: { nativeType, attributes } });

describe('directory-kerberoastable', () => {
  it.each([
    [
      'fails RC4',
      account({ servicePrincipalNames: names, encryptionTypes: ['RC4', 'AES256'] }),
      'fail',
    ],
    ['fails DES', account({ servicePrincipalNames: names, encryptionTypes: ['DES'] }), 'fail'],
    [
      'fails an account on which nothing is set',
      account({ servicePrincipalNames: names, encryptionTypes: [] }),
      'fail',
    ],
    [
      'passes AES alone',
      account({ servicePrincipalNames: names, encryptionTypes: ['AES128', 'AES256'] }),
      'pass',
    ],
    ['passes an account without service name', account({ servicePrincipalNames: [] }), 'pass'],
    ['cannot tell service names that were not told', account({}), 'unknown'],
    [
      'cannot tell encryption that was not told',
      account({ servicePrincipalNames: names }),
      'unknown',
    ],
    [
      'does not concern managed accounts',
      account({ servicePrincipalNames: names, encryptionTypes: ['RC4'], managedPassword: true }),
      'not-applicable',
    ],
    [
      'does not concern computers',
      account({ servicePrincipalNames: names, encryptionTypes: ['RC4'] }, 'ad-computer'),
      'not-applicable',
    ],
    ['does not concern other systems', account({}, 'test'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryKerberoastable, view).result).toBe(expected);
  });

  it('is critical for an administrator', () => {
    const view = anIdentityView({
      identity: {
        nativeType: 'ad-user',
        access: 'admin',
        attributes: { servicePrincipalNames: names, encryptionTypes: ['RC4'] },
      },
    });

    expect(judge(directoryKerberoastable, view)).toMatchObject({ severity: 'critical' });
  });

  it('believes the workspace that its domain controllers no longer give RC4', () => {
    const view = account({ servicePrincipalNames: names, encryptionTypes: [] });

    expect(judge(directoryKerberoastable, view, { unsetMeansRc4: false }).result).toBe('pass');
  });
});
