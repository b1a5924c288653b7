import { describe, expect, it } from 'vitest';
import { anIdentityView, anOwnership, judge, nothingRead } from '../testing/index.ts';
import { agentNoOwner } from './no-owner.ts';

type Overrides = NonNullable<Parameters<typeof anIdentityView>[0]>;
const agent = (more: Omit<Overrides, 'identity'>, attributes: Record<string, boolean> = {}) =>
  anIdentityView({ ...more, identity: { kind: 'agent', attributes } });
const guess = (confidence: number) => anOwnership({ basis: 'inferred', confidence });
const leaver = anOwnership({
  owner: { type: 'person', name: 'Ada', email: null, status: 'left' },
});

describe('agent-no-owner', () => {
  it.each([
    ['passes an attested owner', agent({ ownership: [anOwnership()] }), 'pass'],
    ['passes a good guess', agent({ ownership: [guess(0.5)] }), 'pass'],
    ['fails a weak guess', agent({ ownership: [guess(0.49)] }), 'fail'],
    ['fails an agent without any', agent({ ownership: [] }), 'fail'],
    ['fails an agent whose owner left', agent({ ownership: [leaver] }), 'fail'],
    [
      'cannot tell when owners were not read',
      agent({ ownership: [], coverage: nothingRead }),
      'unknown',
    ],
    ['does not concern other identities', anIdentityView({ ownership: [] }), 'not-applicable'],
    [
      'skips what is disabled',
      anIdentityView({ ownership: [], identity: { kind: 'agent', status: 'disabled' } }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(agentNoOwner, view).result).toBe(expected);
  });

  it('is high when it acts without asking', () => {
    const view = agent({ ownership: [] }, { autoApprove: true });

    expect(judge(agentNoOwner, view)).toMatchObject({ severity: 'high' });
  });
});
