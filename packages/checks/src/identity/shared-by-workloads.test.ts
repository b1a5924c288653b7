import { describe, expect, it } from 'vitest';
import { anIdentityView, anInstance, judge } from '../testing/index.ts';
import { identitySharedByWorkloads } from './shared-by-workloads.ts';

type Overrides = Parameters<typeof anIdentityView>[0];
const running = (...names: string[]) => names.map((name) => anInstance({ key: name, name }));
const stopped = anInstance({ key: 'old', name: 'old', status: 'disabled' });

describe('identity-shared-by-workloads', () => {
  it.each([
    ['passes at the limit', { instances: running('api', 'web') }, 'pass'],
    ['fails one above it', { instances: running('api', 'web', 'worker') }, 'fail'],
    ['counts replicas of one workload once', { instances: running('api', 'api', 'api') }, 'pass'],
    ['does not count what is stopped', { instances: [...running('api', 'web'), stopped] }, 'pass'],
    [
      'counts programs that its log shows',
      { identity: { attributes: { consumers: ['api', 'web', 'report'] } }, instances: [] },
      'fail',
    ],
    [
      'counts what runs and what its log shows once',
      { identity: { attributes: { consumers: ['api'] } }, instances: running('api', 'web') },
      'pass',
    ],
    ['cannot tell when no occurrence is told', { instances: [] }, 'unknown'],
    [
      'leaves applications, which are installed in many places',
      { identity: { kind: 'application' }, instances: running('a', 'b', 'c') },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, instances: running('a', 'b', 'c') },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identitySharedByWorkloads, anIdentityView(view as Overrides)).result).toBe(
      expected,
    );
  });

  it('names the workloads in order', () => {
    const view = anIdentityView({ instances: running('worker', 'api', 'web') });

    expect(judge(identitySharedByWorkloads, view)).toMatchObject({
      because: '3 workloads run as it; the limit is 2',
      evidence: { workloads: ['api', 'web', 'worker'], count: 3 },
    });
  });
});
