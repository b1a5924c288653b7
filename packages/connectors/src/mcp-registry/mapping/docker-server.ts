import { looksSecret, nameSaysSecret } from '@nonhuman/secrets';
import { imageOf } from '../../formats/package-reference.ts';
import type { DockerServer } from '../schema.ts';
import {
  type PublishedSecret,
  type ServerFacts,
  transportWord,
  type WantedSecret,
} from './server-facts.ts';

/** What a server of the Docker MCP catalog tells. */
export function factsOfDockerServer(server: DockerServer): ServerFacts {
  const { remote } = server;
  const images = [server.image, ...(server.tools ?? []).map((tool) => tool.container?.image)];
  return {
    name: server.name,
    title: server.about?.title ?? null,
    description: server.about?.description ?? null,
    version: null,
    status: null,
    statusMessage: null,
    registryId: null,
    publishedAt: null,
    updatedAt: null,
    namespace: null,
    repositoryUrl: server.source?.project || null,
    commit: server.source?.commit || null,
    packages: [...new Set(images)].flatMap((image) =>
      image ? [{ ...imageOf(image), hash: null, transport: 'stdio' }] : [],
    ),
    remotes: remote?.url
      ? [{ transport: transportWord(remote.transport_type ?? 'http'), url: remote.url }]
      : [],
    tellsOAuth: (server.oauth ?? []).length > 0,
    wanted: wantedBy(server),
    published: publishedBy(server),
  };
}

function wantedBy(server: DockerServer): WantedSecret[] {
  const { config, oauth } = server;
  const told = (config?.secrets ?? []).map(({ name, env, required }): WantedSecret => {
    const header = env ? headerWith(server, env) : null;
    return {
      name: header ?? (env || name),
      passedIn: header === null ? 'environment' : 'header',
      variable: header === null ? null : (env ?? null),
      basis: 'told',
      required: required ?? true,
      store: 'docker-mcp-secret',
      storedAs: name,
    };
  });
  const tokens = (oauth ?? []).flatMap(({ secret, env }): WantedSecret[] =>
    secret
      ? [
          {
            name: env || secret,
            passedIn: 'environment',
            variable: null,
            basis: 'told',
            required: null,
            store: 'docker-mcp-oauth',
            storedAs: secret,
          },
        ]
      : [],
  );
  const known = new Set((config?.secrets ?? []).map(({ env }) => env));
  return [...told, ...tokens, ...inferredOf(server, known)];
}

/** What lies in plain configuration although its name says that it is a secret. */
function inferredOf(
  server: DockerServer,
  known: ReadonlySet<string | null | undefined>,
): WantedSecret[] {
  const { config, run } = server;
  const required = new Set([...(config?.parameters?.required ?? []), ...(config?.required ?? [])]);
  const shared = { variable: null, basis: 'inferred', store: 'docker-mcp-config' } as const;
  const variables = (config?.env ?? []).flatMap(({ name, value }): WantedSecret[] => {
    const parameter = parameterIn(value ?? '');
    if (known.has(name) || !nameSaysSecret(name)) return [];
    if (value && parameter === null) return [];
    return [
      {
        ...shared,
        name,
        passedIn: 'environment',
        required: parameter === null ? null : required.has(parameter),
        ...(parameter === null ? {} : { storedAs: parameter }),
      },
    ];
  });
  const words = (run?.command ?? []).flatMap((word): WantedSecret[] => {
    const parameter = parameterIn(word);
    return parameter === null || !nameSaysSecret(parameter)
      ? []
      : [
          {
            ...shared,
            name: parameter,
            passedIn: 'arguments',
            required: required.has(parameter),
            storedAs: parameter,
          },
        ];
  });
  return [...variables, ...words];
}

/** The header that hands a variable on: `Bearer ${NAME}`. */
function headerWith({ remote }: DockerServer, variable: string): string | null {
  const header = Object.entries(remote?.headers ?? {}).find(([, value]) =>
    [...value.matchAll(/\$\{?(\w+)\}?/g)].some(([, name]) => name === variable),
  );
  return header?.[0] ?? null;
}

/** The parameter in `{{server.parameter}}`, without the server and without filters. */
function parameterIn(text: string): string | null {
  const [, path] = /\{\{\s*([\w.-]+)/.exec(text) ?? [];
  return path === undefined ? null : (path.split('.').at(-1) ?? null);
}

function publishedBy({ config, run, remote }: DockerServer): PublishedSecret[] {
  const texts: [string, string, PublishedSecret['passedIn']][] = [
    ...(config?.env ?? []).map(
      ({ name, value }) => [name, value ?? '', 'environment'] as [string, string, 'environment'],
    ),
    ...Object.entries(run?.env ?? {}).map(
      ([name, value]) => [name, value, 'environment'] as [string, string, 'environment'],
    ),
    ...Object.entries(remote?.headers ?? {}).map(
      ([name, value]) => [name, value, 'header'] as [string, string, 'header'],
    ),
  ];
  return texts.flatMap(([name, text, passedIn]) => {
    const value = text.replace(/^(?:Bearer|Token|Basic|ApiKey)\s+/i, '').trim();
    return looksSecret(name, value).secret && !/[{$]/.test(value)
      ? [{ name, value, passedIn }]
      : [];
  });
}
