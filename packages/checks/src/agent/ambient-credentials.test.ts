import { describe, expect, it } from 'vitest';
import { aDelegation, anIdentityView, judge } from '../testing/index.ts';
import { agentAmbientCredentials } from './ambient-credentials.ts';

const agent = (attributes: Record<string, number | boolean> = {}) => ({
  kind: 'agent' as const,
  attributes,
});
const inherits = aDelegation({ kind: 'inherits-ambient' });

describe('agent-ambient-credentials', () => {
  it.each([
    ['passes an agent that inherits none', { identity: agent({ ambientCredentials: 0 }) }, 'pass'],
    ['fails one that inherits one', { identity: agent({ ambientCredentials: 1 }) }, 'fail'],
    ['fails what is told as a link', { identity: agent(), delegationsFrom: [inherits] }, 'fail'],
    ['cannot tell when nobody looked', { identity: agent() }, 'unknown'],
    [
      'does not concern other identities',
      { identity: { attributes: { ambientCredentials: 3 } } },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { ...agent({ ambientCredentials: 3 }), status: 'disabled' } },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(agentAmbientCredentials, anIdentityView(view)).result).toBe(expected);
  });

  it('weighs an agent that asks nobody more', () => {
    const view = anIdentityView({ identity: agent({ ambientCredentials: 2, autoApprove: true }) });

    expect(judge(agentAmbientCredentials, view)).toMatchObject({
      severity: 'high',
      because: 'it can use 2 credentials of its host without asking anyone',
    });
  });

  it('allows as many as the workspace does', () => {
    const view = anIdentityView({ identity: agent({ ambientCredentials: 2 }) });

    expect(judge(agentAmbientCredentials, view, { maxCredentials: 2 }).result).toBe('pass');
  });
});
