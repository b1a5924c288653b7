import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { agentMcpPlainHttp } from './mcp-plain-http.ts';

const server = (attributes: Record<string, string | boolean>) => ({
  nativeType: 'mcp-server',
  attributes,
});

describe('agent-mcp-plain-http', () => {
  it.each([
    ['passes an encrypted one', server({ transport: 'http', plainHttp: false }), 'pass'],
    ['fails an unencrypted one', server({ transport: 'http', plainHttp: true }), 'fail'],
    [
      'fails a local bridge to an unencrypted one',
      server({ transport: 'stdio', plainHttp: true }),
      'fail',
    ],
    ['cannot tell when the address is silent', server({ transport: 'sse' }), 'unknown'],
    [
      'does not concern a server on the same machine',
      server({ transport: 'stdio' }),
      'not-applicable',
    ],
    ['does not concern other identities', { attributes: { plainHttp: true } }, 'not-applicable'],
    [
      'skips a server that is switched off',
      { ...server({ plainHttp: true }), status: 'disabled' },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(agentMcpPlainHttp, anIdentityView({ identity })).result).toBe(expected);
  });
});
