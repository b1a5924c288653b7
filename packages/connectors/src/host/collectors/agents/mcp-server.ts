import type { FileContext, HostFile } from '@nonhuman/connector-kit';
import {
  type Attributes,
  type Exposure,
  isOwnMachine,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { identifyToken, isPlaceholder, looksSecret, referenceKind } from '@nonhuman/secrets';
import {
  placeOf,
  reportCredential,
  reportReference,
  upsert,
} from '../../../formats/definitions/report.ts';
import { at, entriesOf, type Json, textOf, textsOf } from '../../../formats/json-value.ts';
import { packageOf } from '../../../formats/package-reference.ts';
import { addressOf, isPlainHttp } from '../../../formats/server-address.ts';

/** One server of a client's configuration. */
export interface ServerEntry {
  readonly name: string;
  readonly value: Json;
  /** Keys that lead to it in the file. */
  readonly path: readonly string[];
}

/** A secret, or a reference to one, that the configuration hands to a server. */
interface Given {
  readonly name: string;
  readonly value: string;
  readonly passedIn: 'environment' | 'arguments' | 'header' | 'url';
  readonly keyPath: string;
}

type Source = { readonly file: HostFile; readonly context: FileContext };
const notInFile = unknown('a configuration file does not tell');

/** The server as an identity, how the agent reaches it, and what it is given. */
export function* reportServer(
  listing: string,
  source: Source,
  { agentKey, server, line }: { agentKey: string; server: ServerEntry; line: number | undefined },
): Iterable<Upsert> {
  const { context, file } = source;
  const key = `mcp-server:${server.name}@${agentKey}`;
  const given = givenTo(server);
  const secrets = given.filter(({ name, value }) => isSecret(name, value));
  const at = { ...(line === undefined ? {} : { line }), keyPath: server.path.join('.') };
  const facts = serverFacts(server.value, { given, secrets });
  yield upsert(listing, context, {
    noun: 'identity',
    value: {
      key,
      provider: 'host',
      kind: 'workload',
      nativeType: 'mcp-server',
      name: server.name,
      status: isDisabled(server.value) ? 'disabled' : 'unknown',
      createdAt: notInFile,
      lastUsedAt: notInFile,
      place: placeOf(file, context, at),
      attributes: facts,
    },
  });
  yield upsert(listing, context, {
    noun: 'delegation',
    value: {
      key: `${agentKey}->${key}`,
      provider: 'host',
      kind: facts['transport'] === 'stdio' ? 'launches' : 'connects-to',
      from: { type: 'identity', key: agentKey, name: agentKey },
      to: { type: 'identity', key },
      conditional: false,
    },
  });
  for (const item of given)
    yield* reportGiven(listing, source, {
      serverKey: key,
      item,
      line,
      isSecret: secrets.includes(item),
    });
}

function* reportGiven(
  listing: string,
  source: Source,
  {
    serverKey,
    item,
    line,
    isSecret: holdsSecret,
  }: { serverKey: string; item: Given; line: number | undefined; isSecret: boolean },
): Iterable<Upsert> {
  const where = { keyPath: item.keyPath, ...(line === undefined ? {} : { line }) };
  const reference = referenceKind(bearer(item.value));
  if (reference !== null) {
    yield reportReference(listing, source, {
      provider: 'host',
      store: reference.kind,
      name: reference.name,
      identityKey: serverKey,
      ...where,
    });
    return;
  }
  if (!holdsSecret) return;
  const secret = secretIn(item);
  const token = identifyToken(secret);
  const setting: Exposure['setting'] = 'agent-configuration';
  const reported = reportCredential(listing, source, {
    provider: token?.provider ?? 'generic',
    kind: kindOf(token?.credentialKind),
    nativeType: token?.detectorId ?? 'generic-secret',
    name: item.name,
    secret: new SecretValue(secret),
    setting,
    title: `${token?.title ?? 'Secret'} for MCP server`,
    attributes: { passedIn: item.passedIn, ...token?.facts },
    ...where,
  });
  for (const observation of reported) {
    if (observation.noun === 'exposure') {
      yield {
        ...observation,
        value: { ...observation.value, attributes: { passedIn: item.passedIn } },
      };
      continue;
    }
    yield observation;
    if (observation.noun !== 'credential') continue;
    yield upsert(listing, source.context, {
      noun: 'delegation',
      value: {
        key: `${serverKey}->${observation.value.key}`,
        provider: 'host',
        kind: 'holds-credential',
        from: { type: 'identity', key: serverKey, name: serverKey },
        to: { type: 'credential', key: observation.value.key },
        conditional: false,
      },
    });
  }
}

const kinds = new Set([
  'access-key',
  'api-key',
  'token',
  'oauth-client-secret',
  'password',
  'jwt',
  'app-key',
  'webhook-url',
  'connection-string',
] as const);
type KnownKind = typeof kinds extends Set<infer K> ? K : never;

function kindOf(kind: string | undefined): KnownKind {
  for (const known of kinds) if (known === kind) return known;
  return 'api-key';
}

function serverFacts(
  value: Json,
  { given, secrets }: { given: readonly Given[]; secrets: readonly Given[] },
): Attributes {
  const url =
    textOf(at(value, 'url')) ??
    textOf(at(value, 'serverUrl')) ??
    textOf(at(value, 'httpUrl')) ??
    textOf(at(value, 'uri'));
  const { command, args } = commandOf(value);
  const remote = url ?? bridgedUrl(args);
  const found = command === null ? null : packageOf(command, args);
  return {
    transport: transportOf(value, remote !== null && url !== null),
    ...(remote === null ? {} : { url: addressOf(remote), plainHttp: isPlainHttp(remote) }),
    ...(command === null ? {} : { command: command.split(/[\\/]/).at(-1) ?? command }),
    ...(found === null
      ? {}
      : {
          package: found.name,
          registry: found.registry,
          versionPinned: found.isPinned,
          ...(found.version === null ? {} : { packageVersion: found.version }),
        }),
    authentication: authenticationOf(value, { remote, given, secrets }),
  };
}

function transportOf(value: Json, isRemote: boolean): string {
  const told = (textOf(at(value, 'type')) ?? textOf(at(value, 'transport')) ?? '').toLowerCase();
  if (told === 'sse') return 'sse';
  if (/^(streamable[-_]?http|http)$/.test(told)) return 'http';
  if (!isRemote) return 'stdio';
  return /\/sse\/?(?:\?|$)/.test(textOf(at(value, 'url')) ?? '') ? 'sse' : 'http';
}

function authenticationOf(
  value: Json,
  {
    remote,
    given,
    secrets,
  }: { remote: string | null; given: readonly Given[]; secrets: readonly Given[] },
): string {
  if (
    at(value, 'oauth') !== undefined ||
    at(value, 'auth', 'type') === 'oauth' ||
    textOf(at(value, 'authProviderType')) !== null
  )
    return 'oauth';
  const way = {
    environment: 'static-env',
    arguments: 'static-args',
    header: 'static-header',
    url: 'static-url',
  } as const;
  for (const passedIn of ['url', 'arguments', 'header', 'environment'] as const) {
    if (secrets.some((item) => item.passedIn === passedIn)) return way[passedIn];
  }
  if (given.some(({ value: text }) => referenceKind(bearer(text)) !== null)) return 'unknown';
  // A remote server without a static secret may well use OAuth, which the client negotiates by itself.
  if (remote !== null && !isOwnMachine(remote)) return 'unknown';
  return 'none';
}

function isSecret(name: string, value: string): boolean {
  const text = bearer(value);
  if (text === '' || isPlaceholder(text) || referenceKind(text) !== null) return false;
  return identifyToken(text) !== null || looksSecret(name, text).secret;
}

function secretIn({ value }: Given): string {
  return bearer(value);
}

/** The credential of an `Authorization` value; other text as it is. */
function bearer(value: string): string {
  return value.replace(/^(?:Bearer|Token|Basic|ApiKey)\s+/i, '').trim();
}

function givenTo({ value, path }: ServerEntry): Given[] {
  const prefix = path.join('.');
  const env = ['env', 'environment', 'envs'].flatMap((name) =>
    entriesOf(at(value, name)).map(([key, text]) => ({
      name: key,
      value: textOf(text) ?? '',
      passedIn: 'environment' as const,
      keyPath: `${prefix}.${name}.${key}`,
    })),
  );
  const headers = ['headers', 'http_headers', 'requestInit.headers'].flatMap((name) =>
    entriesOf(at(value, ...name.split('.'))).map(([key, text]) => ({
      name: key,
      value: textOf(text) ?? '',
      passedIn: 'header' as const,
      keyPath: `${prefix}.${name}.${key}`,
    })),
  );
  const { args } = commandOf(value);
  const url = ['url', 'serverUrl', 'httpUrl', 'uri'].flatMap((name) =>
    secretsInUrl(textOf(at(value, name)), `${prefix}.${name}`),
  );
  const bearerToken = textOf(at(value, 'bearer_token'));
  return [
    ...env,
    ...headers,
    ...(bearerToken === null
      ? []
      : [
          {
            name: 'bearer_token',
            value: bearerToken,
            passedIn: 'header' as const,
            keyPath: `${prefix}.bearer_token`,
          },
        ]),
    ...argumentsGiven(args, `${prefix}.args`),
    ...url,
  ].filter((item) => item.value !== '');
}

function commandOf(value: Json): { command: string | null; args: string[] } {
  const command = at(value, 'command') ?? at(value, 'cmd');
  const nested = at(command, 'path');
  if (typeof nested === 'string') return { command: nested, args: textsOf(at(command, 'args')) };
  const words = textsOf(command);
  const [first = null, ...rest] = words;
  return { command: first, args: [...rest, ...textsOf(at(value, 'args'))] };
}

/** `--token x`, `--token=x`, `-e NAME=x`, `--header "Name: x"`, URLs with credentials, and words that are tokens themselves. */
function argumentsGiven(args: readonly string[], keyPath: string): Given[] {
  const found: Given[] = [];
  const add = (name: string, value: string, index: number) =>
    found.push({ name, value, passedIn: 'arguments', keyPath: `${keyPath}.${index}` });
  for (const [index, word] of args.entries()) {
    const before = args[index - 1] ?? '';
    if (/^(?:-H|--header)$/.test(before)) {
      const [, name = 'header', value = ''] = /^([^:]+):\s*(.*)$/s.exec(word) ?? [];
      add(name, value, index);
    } else if (/^(?:-e|--env)$/.test(before)) {
      const [, name = '', value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
      if (name) add(name, value, index);
    } else if (/^--?[A-Za-z][\w-]*=/.test(word)) {
      const [, name = '', value = ''] = /^--?([A-Za-z][\w-]*)=(.*)$/s.exec(word) ?? [];
      add(name, value, index);
    } else if (/^--?[A-Za-z]/.test(before) && !word.startsWith('-') && !before.includes('=')) {
      add(before.replace(/^--?/, ''), word, index);
    } else if (/^[a-z][\w+.-]*:\/\//i.test(word)) {
      for (const item of secretsInUrl(word, `${keyPath}.${index}`))
        found.push({ ...item, passedIn: 'arguments' });
    } else if (identifyToken(word) !== null) {
      add('argument', word, index);
    }
  }
  return found;
}

function secretsInUrl(text: string | null, keyPath: string): Given[] {
  if (text === null || !URL.canParse(text)) return [];
  const url = new URL(text);
  const parts: [string, string][] = [...url.searchParams.entries()];
  if (url.password !== '') parts.push(['password', decodeURIComponent(url.password)]);
  for (const segment of url.pathname.split('/'))
    if (identifyToken(segment) !== null) parts.push(['path', segment]);
  return parts.map(([name, value]) => ({
    name,
    value,
    passedIn: 'url',
    keyPath: `${keyPath}#${name}`,
  }));
}

/** `npx mcp-remote <url>`: a local bridge to a remote server. */
function bridgedUrl(args: readonly string[]): string | null {
  const bridge = args.findIndex((word) =>
    /^(?:mcp-remote|mcp-proxy|supergateway)(?:@|$)/.test(word),
  );
  return bridge === -1
    ? null
    : (args.slice(bridge + 1).find((word) => /^https?:\/\//.test(word)) ?? null);
}

function isDisabled(value: Json): boolean {
  return at(value, 'disabled') === true || at(value, 'enabled') === false;
}
