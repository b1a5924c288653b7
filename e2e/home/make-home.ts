import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolFileSecret, toolFiles } from '@nonhuman/connectors/testing';
import { exampleOf } from '@nonhuman/secrets/testing';

/** What one file of the home must show, and nothing more. */
export interface Planted {
  /** Below the home. */
  readonly path: string;
  readonly credentials?: number;
  readonly exposures?: number;
  readonly references?: number;
  /** Identities whose place is this file. */
  readonly identities?: number;
}

/** A home as real tools lay it out. */
export interface RealHome {
  readonly path: string;
  readonly planted: readonly Planted[];
  /** Values that must be found and must be said nowhere. */
  readonly secrets: readonly string[];
}

/** Makes the home with the machine's own ssh-keygen, openssl, gpg and git. */
export function makeHome(path: string): RealHome {
  const write = (name: string, content: string, mode = 0o600) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content, { mode });
    chmodSync(join(path, name), mode);
  };
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, {
      cwd: path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: path,
        GNUPGHOME: join(path, '.gnupg'),
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    }).toString();
  mkdirSync(path, { recursive: true });
  const token = exampleOf('github-fine-grained-token', 11);
  const secrets = [token];
  const planted = [
    ...plantTools(write, secrets),
    ...plantSsh(path, { run, write }),
    ...plantCertificates(path, run),
    ...plantPgp(path, run),
    ...plantProject({ token, write, run }),
    ...plantAgents(write, token),
  ];
  plantDecoys(write);
  return { path, planted, secrets };
}

type Write = (name: string, content: string, mode?: number) => void;
type Run = (command: string, ...args: string[]) => string;

/** Each file gets a secret of its own, so that no two are one credential. */
function plantTools(write: Write, secrets: string[]): Planted[] {
  const counts = new Map<string, number>();
  for (const [, name, content, names] of toolFiles) {
    // A project's copy of a file would need the project around it.
    if (name.startsWith('/') || name.startsWith('app/') || counts.has(name)) continue;
    const own = `${toolFileSecret.slice(0, -2)}${(counts.size + 10).toString()}`;
    const encoded = (text: string) => Buffer.from(text).toString('base64');
    write(
      name,
      content
        .replaceAll(toolFileSecret, own)
        .replaceAll(encoded(`ada:${toolFileSecret}`), encoded(`ada:${own}`)),
    );
    counts.set(name, names.length);
    secrets.push(own);
  }
  return [...counts].map(([path, exposures]) => ({ path, exposures }));
}

function plantSsh(path: string, { run, write }: { run: Run; write: Write }): Planted[] {
  mkdirSync(join(path, '.ssh'), { mode: 0o700, recursive: true });
  const make = (name: string, ...args: string[]) =>
    run('ssh-keygen', '-q', '-f', `.ssh/${name}`, '-C', 'ada@workbench', ...args);
  make('id_ed25519', '-t', 'ed25519', '-N', '');
  make('id_rsa', '-t', 'rsa', '-b', '2048', '-N', 'a passphrase');
  const publicKey = execFileSync('ssh-keygen', [
    '-y',
    '-f',
    join(path, '.ssh/id_ed25519'),
  ]).toString();
  write('.ssh/authorized_keys', `from="10.0.0.0/8" ${publicKey}`);
  return [
    { path: '.ssh/id_ed25519', credentials: 1, exposures: 1 },
    { path: '.ssh/id_rsa', credentials: 1, exposures: 0 },
    { path: '.ssh/authorized_keys', credentials: 1, exposures: 0 },
  ];
}

function plantCertificates(path: string, run: Run): Planted[] {
  mkdirSync(join(path, 'tls'), { recursive: true });
  run(
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    '-subj',
    '/CN=api.acme.dev',
    '-addext',
    'subjectAltName=DNS:api.acme.dev',
    '-keyout',
    'tls/api.key',
    '-out',
    'tls/api.crt',
  );
  run(
    'openssl',
    'pkcs12',
    '-export',
    '-in',
    'tls/api.crt',
    '-inkey',
    'tls/api.key',
    '-passout',
    'pass:hunter two',
    '-out',
    'tls/api.p12',
  );
  return [
    { path: 'tls/api.crt', credentials: 1, exposures: 0 },
    { path: 'tls/api.key', credentials: 1, exposures: 1 },
    { path: 'tls/api.p12', exposures: 0 },
  ];
}

function plantPgp(path: string, run: Run): Planted[] {
  mkdirSync(join(path, '.gnupg'), { mode: 0o700, recursive: true });
  run(
    'gpg',
    '--batch',
    '--quiet',
    '--passphrase',
    '',
    '--quick-generate-key',
    'Release <release@acme.dev>',
    'ed25519',
    'sign',
    '1y',
  );
  writeFileSync(
    join(path, 'release.asc'),
    run('gpg', '--batch', '--quiet', '--armor', '--export-secret-keys', 'release@acme.dev'),
    { mode: 0o600 },
  );
  run('gpgconf', '--homedir', join(path, '.gnupg'), '--kill', 'gpg-agent');
  return [{ path: 'release.asc', credentials: 1, exposures: 1 }];
}

function plantProject({ token, write, run }: { token: string; write: Write; run: Run }): Planted[] {
  write('app/.env', `GITHUB_TOKEN=${token}\nPORT=8080\nAPI_URL=https://api.acme.dev\n`, 0o644);
  write('app/.env.example', 'GITHUB_TOKEN=<your token>\nDB_PASSWORD=changeme\n', 0o644);
  write(
    'app/docker-compose.yml',
    `services:\n  web:\n    image: acme/web:1\n    environment:\n      GITHUB_TOKEN: ${token}\n`,
    0o644,
  );
  write(
    'app/.github/workflows/deploy.yml',
    'on: push\npermissions:\n  id-token: write\n  contents: read\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: arn:aws:iam::123456789012:role/deploy\n          aws-region: eu-central-1\n      - run: ./deploy\n        env:\n          SLACK_TOKEN: ${{ secrets.SLACK_TOKEN }}\n',
    0o644,
  );
  write(
    'app/main.tf',
    'resource "aws_iam_user" "ci" {\n  name = "ci"\n}\n\nresource "aws_iam_access_key" "ci" {\n  user = aws_iam_user.ci.name\n}\n',
    0o644,
  );
  write(
    'app/k8s/deploy.yaml',
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n  namespace: shop\n',
    0o644,
  );
  write('app/src/client.ts', `export const client = connect({ token: '${token}' });\n`, 0o644);
  run('git', 'init', '-q', 'app');
  run('git', '-C', 'app', 'add', '.');
  run(
    'git',
    '-C',
    'app',
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@acme.dev',
    'commit',
    '-q',
    '-m',
    'start',
  );
  return [
    { path: 'app/.env', exposures: 1 },
    { path: 'app/docker-compose.yml', exposures: 1, identities: 1 },
    { path: 'app/.github/workflows/deploy.yml', exposures: 0, references: 1, identities: 1 },
    { path: 'app/main.tf', exposures: 0, identities: 1 },
    { path: 'app/k8s/deploy.yaml', exposures: 0, identities: 1 },
    { path: 'app/src/client.ts', exposures: 1 },
  ];
}

function plantAgents(write: Write, token: string): Planted[] {
  write(
    '.config/Claude/claude_desktop_config.json',
    JSON.stringify(
      {
        mcpServers: {
          github: { command: 'npx', args: ['-y', '@acme/server'], env: { GITHUB_TOKEN: token } },
          files: { command: 'npx', args: ['-y', '@acme/files@1.2.3', '/home/ada'] },
        },
      },
      null,
      2,
    ),
  );
  write(
    '.cursor/mcp.json',
    JSON.stringify(
      {
        mcpServers: {
          far: {
            url: 'https://mcp.acme.dev/mcp',
            headers: { Authorization: 'Bearer ${env:MCP_TOKEN}' },
          },
        },
      },
      null,
      2,
    ),
  );
  return [
    { path: '.config/Claude/claude_desktop_config.json', exposures: 1, identities: 3 },
    { path: '.cursor/mcp.json', exposures: 0, references: 1, identities: 2 },
  ];
}

/** Files that look like something and are nothing. */
function plantDecoys(write: Write): void {
  write(
    'docs/readme.md',
    'Set `GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` and `password: changeme`.\n',
    0o644,
  );
  write(
    'docs/hashes.txt',
    Array.from(
      { length: 50 },
      (_, index) => `${index.toString(16).padStart(40, '3f9a')}  file-${index}`,
    ).join('\n'),
    0o644,
  );
  write(
    'docs/ids.json',
    JSON.stringify({
      ids: Array.from(
        { length: 20 },
        (_, index) => `6f1c2c3e-8f0a-4b5e-9d3c-${index.toString().padStart(12, '0')}`,
      ),
    }),
    0o644,
  );
  write(
    'photos/cat.png',
    String.fromCharCode(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3).repeat(200),
    0o644,
  );
  write('app2/package.json', '{"name":"app2","scripts":{"token":"echo secret"}}', 0o644);
  write(
    'app2/config.ts',
    "export const password = process.env.PASSWORD;\nexport const apiKey = getSecret('api-key');\n",
    0o644,
  );
  write('app2/node_modules/dep/index.js', "const key = 'AKIAIOSFODNN7EXAMPLE';\n", 0o644);
}
