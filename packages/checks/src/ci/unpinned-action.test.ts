import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { ciUnpinnedAction } from './unpinned-action.ts';

const action = (uses: string, receivesSecrets: boolean | null) => ({
  uses,
  line: 3,
  receivesSecrets,
});
const pipeline = (...unpinnedActions: ReturnType<typeof action>[]) => ({
  attributes: { unpinnedActions },
});

describe('ci-unpinned-action', () => {
  it.each([
    ['passes when all is pinned', pipeline(), 'pass'],
    ['fails third-party code that gets a secret', pipeline(action('acme/deploy@v1', true)), 'fail'],
    ['passes code of the platform itself', pipeline(action('actions/checkout@v4', true)), 'pass'],
    [
      'cannot tell of a pipeline that was not read',
      { nativeType: 'gitlab-ci-workflow' },
      'unknown',
    ],
    [
      'does not believe half of a list',
      { nativeType: 'x-workflow', attributes: { unpinnedActions: [{ line: 3 }] } },
      'unknown',
    ],
    ['does not concern other identities', {}, 'not-applicable'],
    [
      'skips what is disabled',
      { ...pipeline(action('acme/deploy@v1', true)), status: 'disabled' },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    const view = anIdentityView({ identity: identity as object });

    expect(judge(ciUnpinnedAction, view).result).toBe(expected);
  });

  it.each([
    [true, undefined, 'acme/deploy@v1 gets a secret and is not pinned'],
    [null, 'medium', 'acme/deploy@v1 is not pinned; whether it gets a secret is not told'],
    [false, 'low', 'acme/deploy@v1 is not pinned, but gets no secret'],
  ] as const)('weighs one that gets a secret: %s', (receivesSecrets, severity, because) => {
    const identity = pipeline(action('acme/deploy@v1', receivesSecrets));
    const outcome = judge(ciUnpinnedAction, anIdentityView({ identity }));

    expect(outcome).toMatchObject({ because, evidence: { count: 1 } });
    expect('severity' in outcome ? outcome.severity : undefined).toBe(severity);
  });
});
