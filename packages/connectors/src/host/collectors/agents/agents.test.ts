import { exampleOf } from '@nonhuman/secrets/testing';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { a2aAgentCard } from './a2a-agent-card.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { codexCli } from './codex-cli.ts';
import { continueJson, continueYaml } from './continue.ts';
import { cursor } from './cursor.ts';
import { geminiCli } from './gemini-cli.ts';
import { goose } from './goose.ts';
import { agentCollectors } from './index.ts';
import { vsCode } from './vs-code.ts';
import { zed } from './zed.ts';

const token = exampleOf('github-fine-grained-token', 1);
const desktop = '/home/ada/.config/Claude/claude_desktop_config.json';
const json = (value: unknown) => JSON.stringify(value, null, 2);
const servers = (reported: ReturnType<typeof collectFrom>) =>
  reported.of('identity').filter(({ nativeType }) => nativeType === 'mcp-server');
const agents = (reported: ReturnType<typeof collectFrom>) =>
  reported.of('identity').filter(({ kind }) => kind === 'agent');

describe('an agent client', () => {
  it('is an agent of its user, with what every program of that user inherits', () => {
    const reported = collectFrom(claudeDesktop, desktop, {
      [desktop]: json({ mcpServers: {} }),
      '/home/ada/.aws/credentials': '[default]',
      '/home/ada/.kube/config': '',
    });

    expect(agents(reported)).toMatchObject([
      {
        name: 'Claude Desktop of ada',
        attributes: {
          client: 'claude-desktop',
          ambientCredentials: 2,
          ambientSources: ['~/.aws/credentials', '~/.kube/config'],
        },
      },
    ]);
    expect(reported.of('secret-reference').map(({ store, name }) => [store, name])).toEqual([
      ['ambient', '~/.aws/credentials'],
      ['ambient', '~/.kube/config'],
    ]);
  });

  it('starts a server from a package and hands it a static secret', () => {
    const reported = collectFrom(claudeDesktop, desktop, {
      [desktop]: json({
        mcpServers: {
          github: {
            command: 'npx',
            args: ['-y', '@acme/server-github'],
            env: { GITHUB_PERSONAL_ACCESS_TOKEN: token, LOG_LEVEL: 'debug' },
          },
        },
      }),
    });

    expect(servers(reported)).toMatchObject([
      {
        name: 'github',
        attributes: {
          transport: 'stdio',
          package: '@acme/server-github',
          versionPinned: false,
          authentication: 'static-env',
        },
      },
    ]);
    expect(reported.of('credential')).toMatchObject([
      { provider: 'github', name: 'GITHUB_PERSONAL_ACCESS_TOKEN' },
    ]);
    expect(reported.of('exposure')).toMatchObject([
      {
        setting: 'agent-configuration',
        place: { line: 3, keyPath: 'mcpServers.github.env.GITHUB_PERSONAL_ACCESS_TOKEN' },
        attributes: { passedIn: 'environment' },
      },
    ]);
    expect(
      reported
        .of('delegation')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['holds-credential', 'launches']);
    expect(everythingSaid(reported)).not.toContain(token);
  });

  it.each([
    [
      'an argument after its flag',
      { command: 'uvx', args: ['srv', '--token', token] },
      'static-args',
    ],
    [
      'an argument joined to its flag',
      { command: 'uvx', args: ['srv', `--api-key=${token}`] },
      'static-args',
    ],
    [
      'a docker variable',
      { command: 'docker', args: ['run', '-i', '-e', `GITHUB_TOKEN=${token}`, 'acme/srv'] },
      'static-args',
    ],
    [
      'a header',
      { url: 'https://mcp.acme.dev/mcp', headers: { Authorization: `Bearer ${token}` } },
      'static-header',
    ],
    ['a URL query', { url: `https://mcp.acme.dev/mcp?api_key=${token}` }, 'static-url'],
    [
      'a header of a bridge',
      {
        command: 'npx',
        args: [
          'mcp-remote',
          'https://mcp.acme.dev/sse',
          '--header',
          `Authorization: Bearer ${token}`,
        ],
      },
      'static-args',
    ],
  ])('sees a secret in %s, and says it nowhere', (_, server, authentication) => {
    const reported = collectFrom(cursor, '/home/ada/.cursor/mcp.json', {
      '/home/ada/.cursor/mcp.json': json({ mcpServers: { srv: server } }),
    });

    expect(servers(reported)).toMatchObject([{ attributes: { authentication } }]);
    expect(reported.of('exposure')).toHaveLength(1);
    expect(everythingSaid(reported)).not.toContain(token);
  });

  it.each([
    ['${GITHUB_TOKEN}', 'environment-variable'],
    ['${env:GITHUB_TOKEN}', 'environment-variable'],
    ['op://vault/item/field', 'one-password'],
  ])('takes %s for a reference, not for a secret', (value, store) => {
    const reported = collectFrom(claudeDesktop, desktop, {
      [desktop]: json({ mcpServers: { srv: { command: 'srv', env: { GITHUB_TOKEN: value } } } }),
    });

    expect(reported.of('exposure')).toEqual([]);
    expect(reported.of('secret-reference')).toMatchObject([
      { store, identityKey: expect.stringContaining('mcp-server:srv') },
    ]);
    expect(servers(reported)).toMatchObject([{ attributes: { authentication: 'unknown' } }]);
  });

  it('takes no placeholder and no setting for a secret', () => {
    const reported = collectFrom(claudeDesktop, desktop, {
      [desktop]: json({
        mcpServers: {
          srv: {
            command: 'node',
            args: ['srv.js', '--port', '8080', '/home/ada/docs'],
            env: { API_KEY: '<your-api-key>', DEBUG: 'true', HOME: '/home/ada' },
          },
        },
      }),
    });

    expect(reported.of('credential')).toEqual([]);
    expect(servers(reported)[0]?.attributes).not.toHaveProperty('versionPinned');
  });

  it('says which remote servers are reached without encryption', () => {
    const reported = collectFrom(cursor, '/home/ada/.cursor/mcp.json', {
      '/home/ada/.cursor/mcp.json': json({
        mcpServers: {
          far: { url: 'http://mcp.acme.dev/sse' },
          near: { url: 'http://localhost:3000/mcp' },
          below: { url: 'http://host.docker.internal:3000/mcp' },
          alike: { url: 'http://localhost.acme.dev/mcp' },
        },
      }),
    });

    expect(servers(reported)).toMatchObject([
      { name: 'far', attributes: { transport: 'sse', plainHttp: true, authentication: 'unknown' } },
      { name: 'near', attributes: { transport: 'http', plainHttp: false, authentication: 'none' } },
      { name: 'below', attributes: { plainHttp: false, authentication: 'none' } },
      { name: 'alike', attributes: { plainHttp: true, authentication: 'unknown' } },
    ]);
  });

  it('reads comments and trailing commas', () => {
    const path = '/home/ada/app/.vscode/mcp.json';
    const reported = collectFrom(vsCode, path, {
      [path]:
        '{ // mine\n "servers": { "a": { "type": "stdio", "command": "a", }, }, "inputs": [], }',
    });

    expect(servers(reported).map(({ name }) => name)).toEqual(['a']);
    expect(agents(reported)).toMatchObject([{ name: 'VS Code with Copilot in app' }]);
  });

  it('leaves settings alone that are not about agents', () => {
    const path = '/home/ada/app/.vscode/settings.json';

    expect(collectFrom(vsCode, path, { [path]: '{"editor.tabSize": 2}' }).all).toEqual([]);
  });

  it.each([
    [
      codexCli,
      '/home/ada/.codex/config.toml',
      'approval_policy = "never"\nsandbox_mode = "danger-full-access"\n[mcp_servers.docs]\ncommand = "npx"\nargs = ["-y", "docs@1.0.0"]\n',
      'docs',
      true,
    ],
    [
      goose,
      '/home/ada/.config/goose/config.yaml',
      'GOOSE_MODE: auto\nextensions:\n  docs:\n    type: stdio\n    cmd: uvx\n    args: [docs]\n',
      'docs',
      true,
    ],
    [
      zed,
      '/home/ada/.config/zed/settings.json',
      '{"agent":{"always_allow_tool_actions":true},"context_servers":{"docs":{"command":{"path":"docs","args":[]}}}}',
      'docs',
      true,
    ],
    [
      continueYaml,
      '/home/ada/.continue/config.yaml',
      'name: x\nmcpServers:\n  - name: docs\n    command: npx\n    args: ["docs"]\n',
      'docs',
      undefined,
    ],
    [
      continueJson,
      '/home/ada/.continue/config.json',
      '{"experimental":{"modelContextProtocolServers":[{"transport":{"type":"stdio","command":"docs"}}]}}',
      'server 1 of experimental',
      undefined,
    ],
    [
      geminiCli,
      '/home/ada/.gemini/settings.json',
      '{"mcpServers":{"docs":{"command":"docs","trust":true}}}',
      'docs',
      true,
    ],
    [
      claudeCode,
      '/home/ada/.claude.json',
      '{"projects":{"/home/ada/app":{"mcpServers":{"docs":{"command":"docs"}}}}}',
      'docs (app)',
      undefined,
    ],
    [
      claudeCode,
      '/home/ada/.claude/settings.json',
      '{"permissions":{"defaultMode":"bypassPermissions"}}',
      undefined,
      true,
    ],
    [
      claudeCode,
      '/home/ada/.claude/settings.json',
      '{"permissions":{"allow":["Bash(npm test)"]}}',
      undefined,
      false,
    ],
  ] as const)('reads the form of $id at %s', (collector, path, content, server, autoApprove) => {
    const reported = collectFrom(collector, path, { [path]: content });

    expect(servers(reported).map(({ name }) => name)).toEqual(server === undefined ? [] : [server]);
    expect(agents(reported)[0]?.attributes?.['autoApprove']).toBe(autoApprove);
  });

  it('names the line of a broken file and never quotes it', () => {
    expect(() =>
      collectFrom(claudeDesktop, desktop, { [desktop]: `{\n "mcpServers": {\n  "a": ${token}` }),
    ).toThrow(/^line 3: /);
  });

  it('is not led astray by hostile input', () => {
    const hostile =
      '{"mcpServers":{"__proto__":{"command":"x"},"constructor":{"command":"y"},"list":[1],"text":"z"}}';
    const deep = `{"mcpServers":${'['.repeat(100_000)}`;

    expect(
      servers(collectFrom(claudeDesktop, desktop, { [desktop]: hostile })).map(({ name }) => name),
    ).toContain('constructor');
    expect(() => collectFrom(claudeDesktop, desktop, { [desktop]: deep })).toThrow('levels deep');
    expect(({} as Record<string, unknown>)['command']).toBeUndefined();
  });
});

describe('an A2A agent card', () => {
  const path = '/home/ada/site/.well-known/agent-card.json';

  it('is an agent that says how it is to be authenticated to', () => {
    const card = {
      name: 'Planner',
      url: 'http://planner.acme.dev/a2a',
      skills: [{ id: 'plan' }],
      securitySchemes: { key: { type: 'apiKey' } },
      security: [{ key: [] }],
    };

    expect(collectFrom(a2aAgentCard, path, { [path]: json(card) }).of('identity')).toMatchObject([
      {
        kind: 'agent',
        name: 'Planner',
        attributes: { authentication: 'apiKey', plainHttp: true, signed: false, skills: ['plan'] },
      },
    ]);
  });

  it('asks for nothing when no scheme is required', () => {
    const card = { name: 'Open', url: 'https://open.acme.dev', skills: [] };

    expect(collectFrom(a2aAgentCard, path, { [path]: json(card) }).of('identity')).toMatchObject([
      { attributes: { authentication: 'none' } },
    ]);
  });

  it('is nothing else of that name', () => {
    expect(collectFrom(a2aAgentCard, path, { [path]: '{"name":"x"}' }).all).toEqual([]);
  });
});

describe('the agent collectors', () => {
  it('have ids of their own', () => {
    const ids = agentCollectors.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });
});
