import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { agentAutoApproves } from './auto-approves.ts';

const agent = (autoApprove: boolean) => ({
  kind: 'agent' as const,
  attributes: { autoApprove, client: 'coder' },
});

describe('agent-auto-approves', () => {
  it.each([
    ['passes an agent that asks', agent(false), 'pass'],
    ['fails one that does not', agent(true), 'fail'],
    ['cannot tell when nothing is told', { kind: 'agent' }, 'unknown'],
    ['does not concern other identities', { attributes: { autoApprove: true } }, 'not-applicable'],
    ['skips what is disabled', { ...agent(true), status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(agentAutoApproves, anIdentityView({ identity })).result).toBe(expected);
  });

  it('names the program', () => {
    expect(judge(agentAutoApproves, anIdentityView({ identity: agent(true) }))).toMatchObject({
      evidence: { client: 'coder' },
    });
  });
});
