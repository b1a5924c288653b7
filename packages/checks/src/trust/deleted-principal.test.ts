import { describe, expect, it } from 'vitest';
import { aDelegation, anIdentityView, judge, nothingRead } from '../testing/index.ts';
import { trustDeletedPrincipal } from './deleted-principal.ts';

const from = (key: string) => aDelegation({ from: { type: 'external', key, name: key } });
const uniqueId = `AROA${'X'.repeat(17)}`;

describe('trust-deleted-principal', () => {
  it.each([
    ['passes principals that exist', { delegationsTo: [aDelegation()] }, 'pass'],
    ['fails the unique id of a deleted role', { delegationsTo: [from(uniqueId)] }, 'fail'],
    [
      'fails a deleted member of Google Cloud',
      { delegationsTo: [from('deleted:serviceAccount:a@b?uid=1')] },
      'fail',
    ],
    [
      'fails what the source says is gone',
      { delegationsTo: [aDelegation({ attributes: { dangling: true } })] },
      'fail',
    ],
    [
      'does not take an ARN for a unique id',
      { delegationsTo: [from('arn:aws:iam::1:role/AROA')] },
      'pass',
    ],
    ['cannot tell when trusts were not read', { coverage: nothingRead }, 'unknown'],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, delegationsTo: [from(uniqueId)] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(trustDeletedPrincipal, anIdentityView(view)).result).toBe(expected);
  });
});
