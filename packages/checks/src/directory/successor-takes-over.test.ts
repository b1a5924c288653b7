import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { directorySuccessorTakesOver } from './successor-takes-over.ts';

const account = (nativeType: string, attributes: Record<string, string[]>) =>
  anIdentityView({ identity: { nativeType, attributes } });
const container = ['OU=Services,DC=corp,DC=example'];

describe('directory-successor-takes-over', () => {
  it.each([
    [
      'fails an account that may create successors',
      account('ad-user', { createsSuccessorsIn: container }),
      'fail',
    ],
    ['passes one that may not', account('ad-user', { createsSuccessorsIn: [] }), 'pass'],
    ['cannot tell rights that were not read', account('ad-user', {}), 'unknown'],
    [
      'fails a successor that others may write to',
      account('ad-dmsa', { writableBy: ['Helpdesk'] }),
      'fail',
    ],
    ['passes a guarded successor', account('ad-dmsa', { writableBy: [] }), 'pass'],
    [
      'cannot tell who may write to a successor',
      account('ad-dmsa', { supersedes: ['x'] }),
      'unknown',
    ],
    [
      'does not concern other systems',
      account('test', { createsSuccessorsIn: container }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directorySuccessorTakesOver, view).result).toBe(expected);
  });

  it('is critical when the successor already has the rights of another', () => {
    const view = account('ad-dmsa', { writableBy: ['Helpdesk'], supersedes: ['svc-backup'] });

    expect(judge(directorySuccessorTakesOver, view)).toMatchObject({ severity: 'critical' });
  });

  it('passes administrators, who may do it anyway', () => {
    const identity = {
      nativeType: 'ad-user',
      access: 'admin',
      attributes: { createsSuccessorsIn: container },
    } as const;

    expect(judge(directorySuccessorTakesOver, anIdentityView({ identity })).result).toBe('pass');
  });
});
