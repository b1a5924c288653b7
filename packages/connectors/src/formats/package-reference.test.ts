import { describe, expect, it } from 'vitest';
import { packageOf } from './package-reference.ts';

describe('packageOf', () => {
  it.each([
    [
      'npx',
      ['-y', '@scope/server'],
      { registry: 'npm', name: '@scope/server', version: null, isPinned: false },
    ],
    [
      'npx',
      ['-y', '@scope/server@1.2.3'],
      { registry: 'npm', name: '@scope/server', version: '1.2.3', isPinned: true },
    ],
    [
      'npx',
      ['server@latest'],
      { registry: 'npm', name: 'server', version: 'latest', isPinned: false },
    ],
    [
      'npx',
      ['--package=server@^1.0.0', 'run-it'],
      { registry: 'npm', name: 'server', version: '^1.0.0', isPinned: false },
    ],
    [
      '/usr/bin/npx',
      ['-y', '--', 'server@2.0.0-beta.1'],
      { registry: 'npm', name: 'server', version: '2.0.0-beta.1', isPinned: true },
    ],
    [
      'cmd',
      ['/c', 'npx', '-y', 'server'],
      { registry: 'npm', name: 'server', version: null, isPinned: false },
    ],
    [
      'sh',
      ['-c', 'npx -y server@1.0.0'],
      { registry: 'npm', name: 'server', version: '1.0.0', isPinned: true },
    ],
    [
      'env',
      ['TOKEN=x', 'npx', 'server'],
      { registry: 'npm', name: 'server', version: null, isPinned: false },
    ],
    [
      'pnpm',
      ['dlx', 'server@1.0.0'],
      { registry: 'npm', name: 'server', version: '1.0.0', isPinned: true },
    ],
    [
      'uvx',
      ['mcp-server-git'],
      { registry: 'pypi', name: 'mcp-server-git', version: null, isPinned: false },
    ],
    [
      'uvx',
      ['mcp-server-git==0.6.2'],
      { registry: 'pypi', name: 'mcp-server-git', version: '0.6.2', isPinned: true },
    ],
    [
      'uvx',
      ['--from', 'tools[all]>=1', 'serve'],
      { registry: 'pypi', name: 'tools', version: '1', isPinned: false },
    ],
    [
      'pipx',
      ['run', 'server==1.0'],
      { registry: 'pypi', name: 'server', version: '1.0', isPinned: true },
    ],
    [
      'docker',
      ['run', '-i', '--rm', '-e', 'TOKEN', 'ghcr.io/acme/server'],
      { registry: 'oci', name: 'ghcr.io/acme/server', version: null, isPinned: false },
    ],
    [
      'docker',
      ['run', '-i', '-e', 'A=b', 'acme/server:1.2'],
      { registry: 'oci', name: 'acme/server', version: '1.2', isPinned: false },
    ],
  ])('reads %s %j', (command, args, expected) => {
    expect(packageOf(command, args)).toEqual(expected);
  });

  it('takes an image as pinned only by its digest', () => {
    const digest = `sha256:${'0'.repeat(64)}`;

    expect(packageOf('docker', ['run', `acme/server:1@${digest}`])).toMatchObject({
      version: digest,
      isPinned: true,
    });
  });

  it.each([
    ['node', ['server.js']],
    ['/opt/server', []],
    ['npx', []],
    ['npx', ['./local']],
    ['docker', ['compose', 'up']],
  ])('says that %s %j runs no package', (command, args) => {
    expect(packageOf(command, args)).toBeNull();
  });
});
