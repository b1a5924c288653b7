import { describe, expect, it } from 'vitest';
import { anIdentityView, anOwnership, judge, nothingRead } from '../testing/index.ts';
import { identityOwnerLeft } from './owner-left.ts';

const owner = (name: string, status: 'active' | 'left' | 'unknown') =>
  anOwnership({ owner: { type: 'person', name, email: null, status } });

describe('identity-owner-left', () => {
  it.each([
    [
      'passes while one owner is there',
      { ownership: [owner('Ada', 'left'), owner('Bo', 'active')] },
      'pass',
    ],
    [
      'fails when all have left',
      { ownership: [owner('Ada', 'left'), owner('Bo', 'left')] },
      'fail',
    ],
    [
      'cannot tell when one might be there',
      { ownership: [owner('Ada', 'left'), owner('Bo', 'unknown')] },
      'unknown',
    ],
    ['has nothing to say of an identity without owner', { ownership: [] }, 'not-applicable'],
    ['cannot tell when owners were not read', { ownership: [], coverage: nothingRead }, 'unknown'],
    [
      'skips what is disabled',
      { ownership: [owner('Ada', 'left')], identity: { status: 'disabled' } },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityOwnerLeft, anIdentityView(view)).result).toBe(expected);
  });

  it('names who left, once each', () => {
    const ownership = [owner('Bo', 'left'), owner('Ada', 'left'), owner('Ada', 'left')];

    expect(judge(identityOwnerLeft, anIdentityView({ ownership }))).toMatchObject({
      because: 'Ada, Bo left and nobody took over',
      evidence: { left: ['Ada', 'Bo'] },
    });
  });
});
