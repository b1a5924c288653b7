import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryProtocolTransition } from './protocol-transition.ts';

const services = ['cifs/files.corp.example'];
const account = (attributes: Record<string, boolean | string[]>, nativeType = 'ad-user') =>
  anIdentityView({ identity: { nativeType, attributes } });

describe('directory-protocol-transition', () => {
  it.each([
    [
      'fails an account that needs nobody to sign in',
      account({ delegatesTo: services, protocolTransition: true }),
      'fail',
    ],
    [
      'passes delegation by Kerberos only',
      account({ delegatesTo: services, protocolTransition: false }),
      'pass',
    ],
    ['passes an account that delegates nothing', account({ delegatesTo: [] }), 'pass'],
    [
      'passes the flag without a service to use it on',
      account({ delegatesTo: [], protocolTransition: true }),
      'pass',
    ],
    ['cannot tell whether people sign in first', account({ delegatesTo: services }), 'unknown'],
    ['cannot tell services that were not told', account({ protocolTransition: true }), 'unknown'],
    [
      'does not concern other systems',
      account({ delegatesTo: services }, 'test'),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryProtocolTransition, view).result).toBe(expected);
  });

  it('fails any delegation where the workspace accepts none', () => {
    const view = account({ delegatesTo: services, protocolTransition: false });

    expect(judge(directoryProtocolTransition, view, { allowKerberosOnly: false })).toMatchObject({
      result: 'fail',
      severity: 'medium',
    });
  });
});
