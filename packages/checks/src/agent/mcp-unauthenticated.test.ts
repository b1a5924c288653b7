import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { agentMcpUnauthenticated } from './mcp-unauthenticated.ts';

const server = (authentication: string, more: Record<string, string> = {}) => ({
  nativeType: 'mcp-server',
  attributes: { transport: 'http', url: 'https://tools.example', authentication, ...more },
});

describe('agent-mcp-unauthenticated', () => {
  it.each([
    ['fails a remote server without any', server('none'), 'fail'],
    ['passes OAuth', server('oauth'), 'pass'],
    ['passes a header', server('static-header'), 'pass'],
    ['cannot tell when the client negotiates by itself', server('unknown'), 'unknown'],
    ['cannot tell without a transport', { nativeType: 'mcp-server' }, 'unknown'],
    ['does not concern a child process', server('none', { transport: 'stdio' }), 'not-applicable'],
    [
      'does not concern a server on this machine',
      server('none', { url: 'http://localhost:3000/mcp' }),
      'not-applicable',
    ],
    [
      'does not concern one on the machine that runs the container',
      server('none', { url: 'http://host.docker.internal:3000/mcp' }),
      'not-applicable',
    ],
    [
      'does not concern one below localhost',
      server('none', { url: 'http://tools.localhost/mcp' }),
      'not-applicable',
    ],
    [
      'does not take another machine of the network for this one',
      server('none', { url: 'http://10.0.0.7:3000/mcp' }),
      'fail',
    ],
    [
      'does not take a name that begins so for this machine',
      server('none', { url: 'http://localhost.example' }),
      'fail',
    ],
    [
      'does not concern other identities',
      { attributes: { authentication: 'none' } },
      'not-applicable',
    ],
    [
      'skips a server that is switched off',
      { ...server('none'), status: 'disabled' },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(agentMcpUnauthenticated, anIdentityView({ identity })).result).toBe(expected);
  });
});
