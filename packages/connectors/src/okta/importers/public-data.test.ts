import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { importer } from './importer.ts';

const cassettes = join(import.meta.dirname, '../../../../../.testdata/dev/okta_cassettes');

type Json = Readonly<Record<string, unknown>>;

interface Exchange {
  readonly path: string;
  /** The address without host and query. */
  readonly address: string;
  readonly body: unknown;
}

/** Every answer that was read with success: recordings wrap them in YAML, as a user would never have them. */
function readAll(): Exchange[] {
  return readdirSync(cassettes, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const [document] = parseAllDocuments(readFileSync(path, 'utf8'));
      const { interactions = [] } = (document?.toJS() ?? {}) as { interactions?: Json[] };
      return interactions.flatMap((one) => exchangeOf(path, one));
    });
}

function exchangeOf(path: string, one: Json): Exchange[] {
  const request = one['request'] as { method: string; uri: string };
  const response = one['response'] as {
    status: { code: number };
    body?: { string?: string };
  };
  if (request.method !== 'GET' || response.status.code !== 200) return [];
  const address = request.uri
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/\?.*$/, '')
    .replace(/\/$/, '');
  try {
    return [{ path, address, body: JSON.parse(response.body?.string ?? '') as unknown }];
  } catch {
    return [];
  }
}

/** The addresses that the importer covers, and the names that the printed commands would give. */
const covered: readonly (readonly [address: RegExp, name: (match: RegExpExecArray) => string])[] = [
  [/^\/api\/v1\/apps(?:\/0o\w+)?$/, () => 'test__apps.json'],
  [/^\/api\/v1\/apps\/(0o\w+)\/grants(?:\/\w+)?$/, ([, id]) => `test__${id}__app-grants.json`],
  [
    /^\/api\/v1\/apps\/(0o\w+)\/credentials\/keys(?:\/[\w-]+)?$/,
    ([, id]) => `test__${id}__app-signing-keys.json`,
  ],
  [/^\/api\/v1\/api-tokens(?:\/00T\w+)?$/, () => 'test__api-tokens.json'],
  [/^\/api\/v1\/users(?:\/00u\w+)?$/, () => 'test__users.json'],
  [/^\/api\/v1\/groups(?:\/00g\w+)?$/, () => 'test__groups.json'],
  [/^\/api\/v1\/iam\/roles(?:\/[\w-]+)?$/, () => 'test__custom-roles.json'],
  [
    /^\/api\/v1\/iam\/roles\/([\w-]+)\/permissions$/,
    ([, id]) => `test__${id}__role-permissions.json`,
  ],
  [/^\/api\/v1\/eventHooks(?:\/\w+)?$/, () => 'test__event-hooks.json'],
  [/^\/api\/v1\/inlineHooks(?:\/\w+)?$/, () => 'test__inline-hooks.json'],
];

function nameFor(address: string): string | null {
  for (const [pattern, name] of covered) {
    const match = pattern.exec(address);
    if (match) return name(match);
  }
  return null;
}

const items = (body: unknown): Json[] => (Array.isArray(body) ? body : [body]) as Json[];
const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
const orNull = (value: unknown) => value ?? null;
const timeOf = (observed: { state: string; value?: string }) => observed.value ?? observed.state;

describe.skipIf(!existsSync(cassettes))('recorded answers of Okta (public test data)', () => {
  const all = existsSync(cassettes) ? readAll() : [];
  const ours = all.flatMap((exchange) => {
    const name = nameFor(exchange.address);
    return name === null ? [] : [{ ...exchange, name }];
  });
  const named = (end: string) => ours.filter(({ name }) => name.endsWith(`__${end}.json`));
  const imported = ({ name, body }: { name: string; body: unknown }) =>
    runImport(importer, { [name]: JSON.stringify(body) });

  it('that the importer covers are all recognised, and no item of them is refused', async () => {
    const refused: string[] = [];
    for (const exchange of ours) {
      const { kinds, problems, observations } = await imported(exchange);
      if (kinds.get(exchange.name) === null) refused.push(`${exchange.address}: not recognised`);
      for (const { message } of problems.values()) refused.push(message);
      for (const one of observations)
        if (one.type === 'gap' && one.reason === 'malformed')
          refused.push(`${exchange.address}: ${one.message}`);
    }
    console.info(`recorded answers of Okta: ${ours.length} of ${all.length} are covered`);

    expect(refused).toEqual([]);
    expect(ours.length).toBeGreaterThanOrEqual(90);
  });

  it('give every application with its state, dates, client and how it signs in', async () => {
    let count = 0;
    for (const exchange of named('apps')) {
      const apps = items(exchange.body);
      const told = apps
        .filter((app) => app['signOnMode'] !== 'BOOKMARK')
        .map((app) => {
          const credentials = (app['credentials'] ?? {}) as Json;
          const client = (credentials['oauthClient'] ?? {}) as Json;
          const oauth = (((app['settings'] ?? {}) as Json)['oauthClient'] ?? {}) as Json;
          return [
            app['id'],
            app['label'],
            app['status'] === 'ACTIVE' ? 'active' : 'disabled',
            app['created'],
            app['signOnMode'],
            orNull(client['client_id']),
            orNull(client['token_endpoint_auth_method']),
            orNull(oauth['grant_types']),
          ];
        });
      const { of } = await imported(exchange);
      const read = of('identity').map(({ key, name, status, createdAt, attributes = {} }) => [
        key.replace('apps/', ''),
        name,
        status,
        timeOf(createdAt),
        attributes['signOnMode'],
        orNull(attributes['clientId']),
        orNull(attributes['clientAuthentication']),
        orNull(attributes['grantTypes']),
      ]);
      expect(sorted(read)).toEqual(sorted(told));
      expect(of('resource')).toHaveLength(apps.length - told.length);
      count += told.length;
    }
    expect(count).toBeGreaterThanOrEqual(20);
  });

  it('give every API token with its maker, dates, network and last use', async () => {
    let count = 0;
    for (const exchange of named('api-tokens')) {
      const told = items(exchange.body).map((token) => {
        // Okta moves `lastUpdated` with the end of the token on every use: a second witness of the last use.
        const updated = String(token['lastUpdated']);
        return [
          token['id'],
          `users/${String(token['userId'])}`,
          token['created'],
          token['expiresAt'],
          updated === token['created'] ? 'never' : updated,
          (token['network'] as Json)['connection'] !== 'ANYWHERE',
        ];
      });
      const { of } = await imported(exchange);
      const read = of('credential').map((one) => [
        one.publicId,
        one.identityKey,
        timeOf(one.createdAt),
        timeOf(one.expiresAt),
        timeOf(one.lastUsedAt),
        one.attributes?.['networkRestricted'],
      ]);
      expect(sorted(read)).toEqual(sorted(told));
      count += told.length;
    }
    expect(count).toBeGreaterThanOrEqual(40);
  });

  it('give every scope that an application was given, with who gave it', async () => {
    let count = 0;
    for (const exchange of named('app-grants')) {
      const told = items(exchange.body)
        .filter((grant) => grant['status'] === 'ACTIVE')
        .map((grant) => [grant['scopeId'], grant['created'], (grant['createdBy'] as Json)['id']]);
      const { of } = await imported(exchange);
      const read = of('grant').map(({ entitlementKey, attributes = {} }) => [
        entitlementKey.replace('scopes/', ''),
        attributes['grantedAt'],
        attributes['grantedBy'],
      ]);
      expect(sorted(read)).toEqual(sorted(told));
      count += told.length;
    }
    expect(count).toBeGreaterThanOrEqual(4);
  });

  it('give every signing key with its dates, and every role, hook, user and group', async () => {
    for (const exchange of named('app-signing-keys')) {
      const told = items(exchange.body).map((key) => [
        key['kid'],
        key['created'],
        key['expiresAt'],
      ]);
      const { of } = await imported(exchange);
      const read = of('credential').map((key) => [
        key.attributes?.['kid'],
        timeOf(key.createdAt),
        timeOf(key.expiresAt),
      ]);
      expect(sorted(read)).toEqual(sorted(told));
    }
    for (const exchange of named('role-permissions')) {
      const told = ((exchange.body as Json)['permissions'] as Json[]).map((one) => one['label']);
      const { of } = await imported(exchange);
      const read = of('entitlement').flatMap(({ attributes = {} }) => attributes['permissions']);
      expect(sorted(read)).toEqual(sorted(told));
    }
    for (const exchange of [...named('event-hooks'), ...named('inline-hooks')]) {
      const told = items(exchange.body).map((hook) => {
        const { config } = hook['channel'] as { config: { uri: string; authScheme?: Json } };
        return [
          hook['name'],
          hook['status'] === 'ACTIVE' ? 'active' : 'disabled',
          config.uri,
          Boolean(config.authScheme),
        ];
      });
      const { of } = await imported(exchange);
      const read = of('identity').map(({ name, status, attributes = {} }) => [
        name,
        status,
        attributes['url'],
        attributes['hasSecret'],
      ]);
      expect(sorted(read)).toEqual(sorted(told));
    }
    for (const exchange of named('users')) {
      const told = items(exchange.body).map((user) => {
        const { email } = user['profile'] as { email: string };
        return [`users/${String(user['id'])}`, email.toLowerCase()];
      });
      const { of } = await imported(exchange);
      expect(sorted(of('person').map(({ key, email }) => [key, email]))).toEqual(sorted(told));
    }
    for (const exchange of named('groups')) {
      const told = items(exchange.body).map((group) => (group['profile'] as Json)['name']);
      const { of } = await imported(exchange);
      expect(sorted(of('team').map(({ name }) => name))).toEqual(sorted(told));
    }
  });

  it('of other calls are left alone', async () => {
    const covers = new Set(ours.map(({ path, address }) => `${path} ${address}`));
    const taken: string[] = [];
    for (const { path, address, body } of all) {
      if (covers.has(`${path} ${address}`)) continue;
      const { kinds } = await runImport(importer, { 'answer.json': JSON.stringify(body) });
      const kind = kinds.get('answer.json');
      if (kind) taken.push(`${address}: ${kind}`);
    }
    expect(taken).toEqual([]);
  });
});
