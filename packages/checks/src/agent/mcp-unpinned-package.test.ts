import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { agentMcpUnpinnedPackage } from './mcp-unpinned-package.ts';

const server = (attributes: Record<string, string | boolean>) => ({
  kind: 'workload' as const,
  nativeType: 'mcp-server',
  attributes: { transport: 'stdio', ...attributes },
});

describe('agent-mcp-unpinned-package', () => {
  it.each([
    ['passes an exact version', server({ package: 'tools', versionPinned: true }), 'pass'],
    ['fails the newest version', server({ package: 'tools', versionPinned: false }), 'fail'],
    ['cannot tell of a package whose version is silent', server({ package: 'tools' }), 'unknown'],
    ['cannot tell when nothing is told', { nativeType: 'mcp-server' }, 'unknown'],
    ['does not concern a server that runs no package', server({}), 'not-applicable'],
    [
      'does not concern other identities',
      { attributes: { versionPinned: false } },
      'not-applicable',
    ],
    [
      'skips a server that is switched off',
      { ...server({ versionPinned: false }), status: 'disabled' },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(agentMcpUnpinnedPackage, anIdentityView({ identity })).result).toBe(expected);
  });

  it('names the package', () => {
    const view = anIdentityView({
      identity: server({ package: '@acme/tools', versionPinned: false }),
    });

    expect(judge(agentMcpUnpinnedPackage, view)).toMatchObject({
      because: '@acme/tools is fetched in its newest version',
    });
  });
});
