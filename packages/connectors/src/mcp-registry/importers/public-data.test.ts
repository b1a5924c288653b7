import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Imported, importFile, runImport } from '@nonhuman/connector-kit/testing';
import type { Identity } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importer } from './importer.ts';

const catalog = join(import.meta.dirname, '../../../../../.testdata/dev/mcp_registry');
const names = existsSync(catalog) ? readdirSync(catalog).sort() : [];
const pathOf = (name: string) => join(catalog, name, 'server.yaml');
const told = () => names.map((name) => extract(readFileSync(pathOf(name), 'utf8')));

describe.skipIf(!existsSync(catalog))(
  'servers of the Docker MCP catalog (public test data)',
  () => {
    it('are all read, with every field right', async () => {
      const run = await runImport(
        importer,
        names.map((name) => importFile(pathOf(name), readFileSync(pathOf(name)))),
      );

      expect([...run.problems.keys()]).toEqual([]);
      expect(run.observations.filter(({ type }) => type === 'gap')).toMatchObject([
        { listing: 'mcp-registry.docker-catalog', reason: 'not-asked' },
      ]);
      const rows = run.of('identity');
      const read = new Map(rows.map((one) => [one.name, whatWasRead(run, one)]));
      expect(read).toEqual(
        new Map(told().map((one) => [one.name, expectedOf(one, inferredWays(run, one.row.key))])),
      );
      console.info(
        `Docker MCP catalog: ${read.size} of ${names.length} servers, every field right`,
      );
    });

    it('tell by name alone most of the variables that are marked as secrets', async () => {
      const secret: string[] = [];
      const plain: string[] = [];
      for (const { secretNames, plainNames } of told()) {
        const byName = await inferredNames([...secretNames, ...plainNames]);
        secret.push(...secretNames.map((one) => `${byName.has(one) ? '+' : '-'}${one}`));
        plain.push(...plainNames.map((one) => `${byName.has(one) ? '+' : '-'}${one}`));
      }

      const by = (sign: string, of: readonly string[]) => of.filter((one) => one.startsWith(sign));
      const found = by('+', secret).length;
      const wrong = by('+', plain).length;
      const recall = found / secret.length;
      const precision = found / (found + wrong);
      console.info(
        [
          `secret variables by name alone: ${found} of ${secret.length} marked (recall ${recall.toFixed(3)}), ${wrong} of ${plain.length} unmarked (precision ${precision.toFixed(3)})`,
          `marked, and not by name: ${by('-', secret).join(' ')}`,
          `by name, and not marked: ${by('+', plain).join(' ')}`,
        ].join('\n'),
      );
      expect(recall).toBeGreaterThanOrEqual(0.85);
      expect(precision).toBeGreaterThanOrEqual(0.95);
    });
  },
);

type Plain = Readonly<Record<string, unknown>>;

/** What a server.yaml tells, taken out of it by walking its members; none of the importer's code. */
interface Told {
  readonly name: string;
  readonly row: Plain & { readonly key: string };
  /** How its marked secrets are passed. */
  readonly ways: readonly string[];
  /** `<store> <name> <variable or header> <how it is passed> <required>` of each marked secret. */
  readonly marked: readonly string[];
  readonly secretNames: readonly string[];
  readonly plainNames: readonly string[];
}

function extract(yaml: string): Told {
  const server = record(parse(yaml));
  const name = text(server['name']) ?? '';
  const config = record(server['config']);
  const headers = Object.entries(record(record(server['remote'])['headers']));
  const headerOf = (env: unknown) =>
    headers.find(([, value]) => text(value)?.includes(`\${${text(env)}}`))?.[0];
  const secrets = records(config['secrets']);
  const oauth = records(server['oauth']);
  const row = {
    key: `docker-mcp-catalog/${name}`,
    kind: 'workload',
    nativeType: 'mcp-server',
    status: 'unknown',
    description: record(server['about'])['description'] ?? null,
    registryName: name,
    title: record(server['about'])['title'],
    ...wayThere(server),
    ...origin(record(server['source'])),
  };
  return {
    name,
    row,
    ways: [
      ...(oauth.length > 0 ? ['oauth'] : []),
      ...secrets.map(({ env }) => (headerOf(env) === undefined ? 'static-env' : 'static-header')),
    ],
    marked: [
      ...secrets.map(({ name: stored, env, required }) => {
        const header = headerOf(env);
        const passed = header === undefined ? `${text(env)} environment` : `${header} header`;
        return `docker-mcp-secret ${text(stored)} ${passed} ${text(required ?? true)}`;
      }),
      ...oauth.map(
        ({ secret, env }) => `docker-mcp-oauth ${text(secret)} ${text(env)} environment untold`,
      ),
    ],
    secretNames: secrets.map(({ env }) => text(env) ?? ''),
    plainNames: records(config['env']).map((one) => text(one['name']) ?? ''),
  };
}

/** The row without what is derived from its secrets, those secrets, and what is derived. */
function whatWasRead(run: Imported, identity: Identity) {
  const { key, kind, nativeType, status, description, attributes = {} } = identity;
  const {
    authentication,
    authenticationWays,
    secretsWanted: _,
    secretsInferred: __,
    ...plain
  } = attributes;
  const row = { key, kind, nativeType, status, description, ...plain };
  return { row, marked: markedOf(run, key), authentication, authenticationWays };
}

function expectedOf({ row, marked, ways }: Told, inferred: readonly string[]) {
  const all = new Set([...ways, ...inferred]);
  const authenticationWays = ['oauth', 'static-args', 'static-header', 'static-env'].filter((way) =>
    all.has(way),
  );
  const otherwise = row['url'] === undefined ? 'none' : 'unknown';
  const authentication = authenticationWays[0] ?? otherwise;
  return { row, marked: [...marked].sort(), authentication, authenticationWays };
}

function wayThere(server: Plain): Plain {
  const remote = record(server['remote']);
  const images = [
    text(server['image']),
    ...records(server['tools']).map((tool) => text(record(tool['container'])['image'])),
  ].flatMap((one) => one ?? []);
  const url = text(remote['url']);
  const transports = [
    ...images.map(() => 'stdio'),
    ...(url === undefined ? [] : [remote['transport_type'] === 'sse' ? 'sse' : 'http']),
  ];
  const urls = url === undefined ? [] : [new URL(url).pathname === '/' ? new URL(url).href : url];
  const [image] = images;
  const [, bare, tag] = /^(.*?)(?::([^/:]+))?$/.exec(image ?? '') ?? [];
  return {
    transport: transports[0],
    transports: [...new Set(transports)],
    urls,
    ...(url === undefined ? {} : { url: urls[0], plainHttp: url.startsWith('http://') }),
    packages: [...new Set(images)].map((one) => `oci:${one.replace(/:[^/]*$/, '')}`),
    ...(image === undefined ? {} : { package: bare, registry: 'oci', versionPinned: false }),
    ...(tag === undefined ? {} : { packageVersion: tag }),
  };
}

function origin({ project, commit }: Plain): Plain {
  const repository = text(project)
    ?.split('/')
    .slice(3, 5)
    .join('/')
    .replace(/\.git$/, '');
  return {
    ...(repository === undefined ? {} : { repositoryUrl: project, repository }),
    ...(commit ? { commit: text(commit) } : {}),
  };
}

function record(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function records(value: unknown): Plain[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function text(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function references(run: Imported, key: string, basis: string) {
  return run
    .of('secret-reference')
    .filter(
      ({ identityKey, attributes }) => identityKey === key && attributes?.['basis'] === basis,
    );
}

function markedOf(run: Imported, key: string): string[] {
  return references(run, key, 'told')
    .map(({ store, name, attributes: { passedAs, passedIn, required } = {} }) =>
      [store, name, text(passedAs), text(passedIn), text(required) ?? 'untold'].join(' '),
    )
    .sort();
}

function inferredWays(run: Imported, key: string): string[] {
  return references(run, key, 'inferred').map(({ attributes }) =>
    attributes?.['passedIn'] === 'arguments' ? 'static-args' : 'static-env',
  );
}

/** Which of these variables an import takes for secrets when nothing is marked. */
async function inferredNames(variables: readonly string[]): Promise<ReadonlySet<string>> {
  const environmentVariables = variables.map((name) => ({ name }));
  const server = {
    name: 'com.example/unmarked',
    packages: [{ registryType: 'npm', identifier: 'unmarked', environmentVariables }],
  };
  const { of } = await runImport(importer, {
    'registry.example__servers.json': JSON.stringify({ servers: [{ server }], metadata: {} }),
  });
  return new Set(of('secret-reference').map(({ name }) => name));
}
