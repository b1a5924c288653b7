import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { agentMcpStaticSecret } from './mcp-static-secret.ts';

const server = (authentication: string) => ({
  nativeType: 'mcp-server',
  attributes: { authentication },
});

describe('agent-mcp-static-secret', () => {
  it.each([
    ['passes OAuth', server('oauth'), 'pass'],
    ['fails a secret in the environment', server('static-env'), 'fail'],
    ['fails a secret in a header', server('static-header'), 'fail'],
    ['cannot tell when the source cannot', server('unknown'), 'unknown'],
    ['cannot tell of a word that it does not know', server('magic'), 'unknown'],
    ['cannot tell when nothing is told', { nativeType: 'mcp-server' }, 'unknown'],
    ['does not concern a server without a secret', server('none'), 'not-applicable'],
    [
      'does not concern other identities',
      { attributes: { authentication: 'static-env' } },
      'not-applicable',
    ],
    [
      'skips a server that is switched off',
      { ...server('static-env'), status: 'disabled' },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(agentMcpStaticSecret, anIdentityView({ identity })).result).toBe(expected);
  });

  it.each([
    ['static-args', 'high'],
    ['static-url', 'high'],
    ['static-env', 'medium'],
  ])('weighs %s as %s', (authentication, severity) => {
    const view = anIdentityView({ identity: server(authentication) });

    expect(judge(agentMcpStaticSecret, view)).toMatchObject({ severity });
  });
});
