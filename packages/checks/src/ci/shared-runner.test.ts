import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { ciSharedRunner } from './shared-runner.ts';

const runner = (attributes: Record<string, string | boolean>, nativeType = 'gitlab-runner') =>
  anIdentityView({ identity: { kind: 'workload', nativeType, attributes } });
const shared = { runnerScope: 'instance' };

describe('ci-shared-runner', () => {
  it.each([
    ['fails a runner of the instance', runner({ ...shared, runsUntagged: true }), 'fail'],
    [
      'fails one of the organisation',
      runner({ runnerScope: 'organisation', ephemeral: false }),
      'fail',
    ],
    ['passes one of a project', runner({ runnerScope: 'project' }), 'pass'],
    ['passes one that starts afresh', runner({ ...shared, ephemeral: true }), 'pass'],
    ['passes one for protected branches', runner({ ...shared, protectedOnly: true }), 'pass'],
    ['cannot tell which jobs it refuses', runner(shared), 'unknown'],
    ['cannot tell whose jobs it takes', runner({ runsUntagged: true }), 'unknown'],
    ['does not concern other identities', runner({}, 'test'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(ciSharedRunner, view).result).toBe(expected);
  });

  it('is high when it refuses nothing', () => {
    const view = runner({ ...shared, runsUntagged: true, protectedOnly: false });

    expect(judge(ciSharedRunner, view)).toMatchObject({ severity: 'high' });
  });
});
