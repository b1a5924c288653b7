import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  awsExports,
  githubExports,
  githubSecrets,
  kubernetesExports,
  kubernetesSecrets,
} from '@nonhuman/connectors/testing';
import { silentLog } from '@nonhuman/runtime';
import { exampleOf } from '@nonhuman/secrets/testing';
import { openStore, sql } from '@nonhuman/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeHome } from './home/make-home.ts';
import { removeFolder, run, startUp, temporaryFolder } from './run-program.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const home = join(folder, 'home');
const secrets = new Set<string>();
const heard: { readonly by: string; readonly text: string }[] = [];

function secret(value: string): string {
  secrets.add(value);
  return value;
}

let made = 0;
/** A value that a person may have chosen, known nowhere else. */
function password(): string {
  made += 1;
  return secret(`Zq${made}v${'Kx7wPm'}${(made * 7919).toString(36)}${'Jd9sTb'}`);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o600 });
}

function plantProject(project: string): void {
  const token = secret(exampleOf('github-fine-grained-token', 21));
  write(
    join(project, '.env'),
    `DATABASE_URL=postgres://app:${password()}@db/app\nAPI_SECRET=${password()}\n`,
  );
  write(
    join(project, 'docker-compose.yml'),
    `services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: ${password()}\n`,
  );
  write(
    join(project, '.github/workflows/ci.yml'),
    `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: curl -H "Authorization: Bearer ${token}" https://example.com\n        env:\n          DEPLOY_PASSWORD: ${password()}\n`,
  );
  write(
    join(project, '.gitlab-ci.yml'),
    `variables:\n  DEPLOY_TOKEN: ${password()}\na:\n  script: [true]\n`,
  );
  write(
    join(project, 'terraform.tfstate'),
    JSON.stringify({
      version: 4,
      resources: [
        {
          mode: 'managed',
          type: 'aws_iam_access_key',
          name: 'a',
          provider: 'provider["registry.terraform.io/hashicorp/aws"]',
          instances: [
            {
              attributes: {
                id: `AKIA${exampleOf('aws-access-key-id', 9).slice(4)}`,
                secret: password().padEnd(40, 'Q'),
                user: 'a',
              },
            },
          ],
        },
        {
          mode: 'managed',
          type: 'random_password',
          name: 'b',
          provider: 'provider["registry.terraform.io/hashicorp/random"]',
          instances: [{ attributes: { result: password() } }],
        },
      ],
    }),
  );
  write(join(project, 'terraform.tfvars'), `db_password = "${password()}"\n`);
  const value = password();
  secret(base64(value));
  write(
    join(project, 'k8s.yaml'),
    `apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata:\n  password: ${base64(value)}\nstringData:\n  other: ${password()}\n`,
  );
  write(
    join(project, '.mcp.json'),
    JSON.stringify({
      mcpServers: {
        a: {
          command: 'npx',
          args: ['server', '--api-key', password()],
          env: { API_KEY: password() },
        },
        b: {
          url: `https://example.com/mcp?token=${password()}`,
          headers: { Authorization: `Bearer ${password()}` },
        },
      },
    }),
  );
  write(
    join(project, '.git/config'),
    `[remote "origin"]\n\turl = https://ada:${password()}@example.com/a.git\n`,
  );
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: project, stdio: 'pipe' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.pem',
    '-days',
    '90',
    '-subj',
    '/CN=server',
  );
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    'server.key',
    '-in',
    'server.pem',
    '-out',
    'server.pfx',
    '-passout',
    `pass:${password()}`,
  );
  for (const line of readFileSync(join(project, 'server.key'), 'utf8').split('\n').slice(3, -3))
    secret(line);
}

async function nonhuman(args: readonly string[], env: Record<string, string> = {}) {
  const ended = await run(args, { data, home, env });
  heard.push({ by: args.join(' '), text: ended.stdout + ended.stderr });
  return ended;
}

/** What of the text is a secret, or all but the ends of one. */
function leaksIn(text: string): string[] {
  return [...secrets].filter(
    (value) => text.includes(value) || (value.length > 20 && text.includes(value.slice(5, -5))),
  );
}

beforeAll(async () => {
  for (const value of makeHome(home).secrets) secret(value);
  plantProject(join(home, 'project'));
  for (const value of [...githubSecrets, ...kubernetesSecrets]) secret(value);
  for (const [provider, files] of Object.entries({
    aws: awsExports,
    github: githubExports,
    kubernetes: kubernetesExports,
  })) {
    for (const [name, content] of Object.entries(files))
      write(join(folder, 'exports', provider, name), content);
  }
  write(
    join(folder, 'exports/generic/a.csv'),
    `name,owner,password,api token\nbot,ada,${password()},${secret(exampleOf('github-fine-grained-token', 22))}\n`,
  );
});

afterAll(() => removeFolder(folder));

describe('a planted secret is said nowhere', () => {
  it('by the commands that read', async () => {
    expect((await nonhuman(['scan', home])).code).toBe(0);
    expect(
      (await nonhuman(['scan', home, '--json', '--every-file'], { NONHUMAN_DEBUG: '1' })).code,
    ).toBe(0);
    for (const provider of ['aws', 'github', 'kubernetes', 'generic']) {
      const ended = await nonhuman(['import', provider, join(folder, 'exports', provider)]);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('by any answer of the API', async () => {
    const server = await startUp({ data, home });
    const token = readFileSync(join(data, 'api-token'), 'utf8').trim();
    const get = async (path: string) => {
      const answer = await fetch(server.url + path, {
        headers: { authorization: `Bearer ${token}` },
      });
      const text = await answer.text();
      heard.push({ by: path, text });
      return { status: answer.status, text };
    };
    const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
    const { paths } = Document.parse(JSON.parse((await get('/openapi.json')).text));
    const gets = Object.entries(paths).flatMap(([path, methods]) =>
      'get' in methods ? [path] : [],
    );
    for (const path of gets.filter((each) => !each.includes('{'))) await get(path);
    await get('/');
    const known = [
      ...new Set(heard.flatMap(({ text }) => text.match(/\b[a-z]{3}_[a-z0-9]{26}\b/g) ?? [])),
    ];
    const samples = [...new Set(known.map((id) => id.slice(0, 3)))].flatMap((prefix) =>
      known.filter((id) => id.startsWith(prefix)).slice(0, 25),
    );
    const checks = [
      ...new Set(heard.flatMap(({ text }) => text.match(/"checkId":"[^"]+"/g) ?? [])),
    ];
    const values = [
      ...samples,
      ...checks.map((each) => each.slice(11, -1)),
      'csv',
      'json',
      'sarif',
    ];
    const answered = new Set<string>();
    for (const path of gets.filter((each) => each.includes('{'))) {
      for (const value of values) {
        const { status } = await get(path.replace(/\{\w+\}/, value));
        if (status === 200) answered.add(path);
        expect(status).toBeLessThan(500);
      }
    }
    for (const of of ['credentials', 'findings', 'identities']) {
      for (const format of ['csv', 'json']) await get(`/v1/exports/${format}?of=${of}`);
    }

    expect(answered.size).toBeGreaterThan(5);
    expect(await server.stop()).toMatchObject({ code: 0 });
    expect(heard.filter(({ text }) => leaksIn(text).length > 0).map(({ by }) => by)).toEqual([]);
  });

  it('by commands that tell, exports and backups', async () => {
    for (const line of [
      'list --limit 1000',
      'findings --limit 1000',
      'coverage --all',
      'export sarif',
      'export csv --of credentials',
      'export json --of findings',
      'doctor',
      'config',
    ])
      expect((await nonhuman(line.split(' '))).code).toBe(0);
    const backup = join(folder, 'all.backup');
    expect((await nonhuman(['backup', backup])).code).toBe(0);
    heard.push({ by: 'backup', text: gunzipSync(readFileSync(backup)).toString('latin1') });

    expect(heard.filter(({ text }) => leaksIn(text).length > 0).map(({ by }) => by)).toEqual([]);
  });

  it('when something breaks inside', async () => {
    const fresh = join(folder, 'fresh');
    write(join(fresh, '.env'), `API_SECRET=${password()}\n`);
    write(join(fresh, '.npmrc'), `//registry.npmjs.org/:_authToken=${password()}\n`);
    const store = await openStore({ env: {}, log: silentLog, dataFolder: data });
    // PostgreSQL quotes the row that it refuses.
    for (const table of ['credential', 'exposure'])
      await store.db.run(
        sql`alter table ${sql.identifier(table)} add constraint broken check (false) not valid`,
      );
    const broken = await nonhuman(['scan', fresh], { NONHUMAN_DEBUG: '1' });
    for (const table of ['credential', 'exposure'])
      await store.db.run(sql`alter table ${sql.identifier(table)} drop constraint broken`);
    await store.close();
    const url = `postgres://app:${password()}@127.0.0.1:1/app`;
    const absent = await nonhuman(['list', '--database-url', url], { NONHUMAN_DEBUG: '1' });

    expect(broken).toMatchObject({ code: 3, stderr: expect.stringContaining('fault') });
    expect(absent).toMatchObject({ code: 3, stdout: '' });
    expect(heard.filter(({ text }) => leaksIn(text).length > 0).map(({ by }) => by)).toEqual([]);
  });

  it('in any file of the data folder', () => {
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
      .map((name) => join(data, name))
      .filter((file) => statSync(file).isFile());

    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => leaksIn(readFileSync(file, 'latin1')).length > 0)).toEqual([]);
    expect(secrets.size).toBeGreaterThan(30);
  });
});
