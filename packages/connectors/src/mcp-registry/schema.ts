import { isRecord } from '@nonhuman/connector-kit';
import { z } from 'zod';

/** Formats quote numbers and booleans at will. */
const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Flag = z.boolean().nullish();

const inputFields = {
  isRequired: Flag,
  isSecret: Flag,
  format: z.string().nullish(),
  value: Scalar.nullish(),
  default: Scalar.nullish(),
  valueHint: z.string().nullish(),
};

/** What replaces one `{name}` of a value or URL. */
const Variable = z.object(inputFields);

/** An environment variable, header or argument that the client is asked for. */
export const Input = z.object({
  ...inputFields,
  type: z.string().nullish(),
  name: z.string().nullish(),
  variables: z.record(z.string(), Variable).nullish(),
});
export type Input = z.infer<typeof Input>;

const Inputs = z.array(Input).nullish();

/** Where a server is called. */
export const Remote = z.object({
  type: z.string().nullish(),
  url: z.string().nullish(),
  headers: Inputs,
  variables: z.record(z.string(), Variable).nullish(),
});
export type Remote = z.infer<typeof Remote>;

/** What is fetched and run. */
export const Package = z.object({
  registryType: z.string().nullish(),
  registryBaseUrl: z.string().nullish(),
  identifier: z.string().nullish(),
  version: Scalar.nullish(),
  fileSha256: z.string().nullish(),
  transport: Remote.nullish(),
  runtimeArguments: Inputs,
  packageArguments: Inputs,
  environmentVariables: Inputs,
});
export type Package = z.infer<typeof Package>;

const Server = z.object({
  name: z.string().min(1).max(800),
  title: z.string().nullish(),
  description: z.string().nullish(),
  version: Scalar.nullish(),
  repository: z.object({ url: z.string().nullish(), source: z.string().nullish() }).nullish(),
  packages: z.array(Package).nullish(),
  remotes: z.array(Remote).nullish(),
  status: z.string().nullish(),
  statusMessage: z.string().nullish(),
  isLatest: Flag,
  registryId: z.string().nullish(),
  publishedAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  tellsOAuth: z.boolean(),
});

const officialMeta = 'io.modelcontextprotocol.registry/official';
const publisherMeta = 'io.modelcontextprotocol.registry/publisher-provided';

/** Names of 2025-07-09 and earlier, as they are written since 2025-09-16. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['registry_type', 'registryType'],
  ['registry_name', 'registryType'],
  ['registry_base_url', 'registryBaseUrl'],
  ['file_sha256', 'fileSha256'],
  ['runtime_arguments', 'runtimeArguments'],
  ['package_arguments', 'packageArguments'],
  ['environment_variables', 'environmentVariables'],
  ['is_required', 'isRequired'],
  ['is_secret', 'isSecret'],
  ['value_hint', 'valueHint'],
  ['transport_type', 'type'],
  ['version_detail', 'versionDetail'],
  ['is_latest', 'isLatest'],
  ['published_at', 'publishedAt'],
  ['release_date', 'publishedAt'],
  ['updated_at', 'updatedAt'],
]);

/** The same value with the member names of today; names of variables stay as they are. */
function withNamesOfToday(value: unknown, depth = 0): unknown {
  if (depth > 8) return value;
  if (Array.isArray(value)) return value.map((item) => withNamesOfToday(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      renamed.get(name) ?? name,
      name === 'variables' && isRecord(member)
        ? Object.fromEntries(
            Object.entries(member).map(([key, one]) => [key, withNamesOfToday(one, depth + 1)]),
          )
        : withNamesOfToday(member, depth + 1),
    ]),
  );
}

/** One shape of what a registry answers, a server.json and what registries answered before. */
function plainServer(told: unknown): unknown {
  const item = withNamesOfToday(told);
  if (!isRecord(item)) return item;
  const server = isRecord(item['server']) ? item['server'] : item;
  const metas = [item['_meta'], server['_meta']].filter(isRecord);
  const official = [
    ...metas.map((meta) => meta[officialMeta]),
    item['x-io.modelcontextprotocol.registry'],
  ].find(isRecord);
  const detail = isRecord(server['versionDetail']) ? server['versionDetail'] : {};
  return {
    ...server,
    packages: Array.isArray(server['packages'])
      ? server['packages'].map((one) =>
          isRecord(one) ? { ...one, identifier: one['identifier'] ?? one['name'] } : one,
        )
      : server['packages'],
    version: server['version'] ?? detail['version'],
    status: official?.['status'] ?? server['status'],
    statusMessage: official?.['statusMessage'],
    isLatest: official?.['isLatest'] ?? detail['isLatest'],
    registryId: official?.['serverId'] ?? official?.['id'] ?? server['id'],
    publishedAt: official?.['publishedAt'] ?? detail['publishedAt'],
    updatedAt: official?.['updatedAt'],
    tellsOAuth: metas.some((meta) => namesOAuth(meta[publisherMeta])),
  };
}

/** Publishers may tell the configuration of OAuth; the document itself has no place for it. */
function namesOAuth(value: unknown, depth = 0): boolean {
  if (depth > 5) return false;
  if (Array.isArray(value)) return value.some((item) => namesOAuth(item, depth + 1));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(
    ([name, member]) =>
      (/^oauth2?(?:_?config)?$/i.test(name) && isRecord(member)) || namesOAuth(member, depth + 1),
  );
}

/**
 * One version of a server: a `server.json`, or an item of what `GET /v0/servers` answers, of every
 * schema from 2025-07-09 on and of the API before it.
 *
 * @see https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/CHANGELOG.md
 */
export const ServerVersion = z.preprocess(plainServer, Server);
export type ServerVersion = z.infer<typeof ServerVersion>;

const Texts = z.array(Scalar).nullish();
const Properties = z.record(z.string(), z.unknown()).nullish();

/**
 * A `server.yaml` of the Docker MCP catalog.
 *
 * @see https://github.com/docker/mcp-registry
 */
export const DockerServer = z.object({
  name: z.string().min(1).max(800),
  type: z.enum(['server', 'remote', 'poci']).catch('server'),
  image: z.string().nullish(),
  about: z.object({ title: z.string().nullish(), description: z.string().nullish() }).nullish(),
  source: z.object({ project: z.string().nullish(), commit: Scalar.nullish() }).nullish(),
  remote: z
    .object({
      transport_type: z.string().nullish(),
      url: z.string().nullish(),
      headers: z.record(z.string(), Scalar).nullish(),
    })
    .nullish(),
  oauth: z
    .array(
      z.object({
        provider: z.string().nullish(),
        secret: z.string().nullish(),
        env: z.string().nullish(),
      }),
    )
    .nullish(),
  run: z
    .object({
      command: Texts,
      env: z.record(z.string(), Scalar).nullish(),
    })
    .nullish(),
  config: z
    .object({
      secrets: z
        .array(
          z.object({
            name: z.string().min(1),
            env: z.string().nullish(),
            required: Flag,
          }),
        )
        .nullish(),
      env: z.array(z.object({ name: z.string().min(1), value: Scalar.nullish() })).nullish(),
      parameters: z.object({ properties: Properties, required: Texts }).nullish(),
      properties: Properties,
      required: Texts,
    })
    .nullish(),
  tools: z
    .array(
      z.object({
        container: z.object({ image: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
});
export type DockerServer = z.infer<typeof DockerServer>;
