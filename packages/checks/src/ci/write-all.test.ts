import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { ciWriteAll } from './write-all.ts';

const pipeline = (writeAll: boolean) => ({ attributes: { writeAll } });

describe('ci-write-all', () => {
  it.each([
    ['passes a pipeline that does not', pipeline(false), 'pass'],
    ['fails one that does', pipeline(true), 'fail'],
    ['cannot tell when the source is silent', { nativeType: 'github-actions-workflow' }, 'unknown'],
    ['does not concern other identities', {}, 'not-applicable'],
    ['skips what is disabled', { ...pipeline(true), status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(ciWriteAll, anIdentityView({ identity })).result).toBe(expected);
  });
});
