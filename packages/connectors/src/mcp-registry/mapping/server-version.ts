import { imageOf, isExactVersion } from '../../formats/package-reference.ts';
import type { Package, ServerVersion } from '../schema.ts';
import { secretsOfInputs, secretsOfUrl } from './inputs.ts';
import { type PackageFacts, type ServerFacts, transportWord } from './server-facts.ts';

/** What one version of a server tells, as the MCP registry publishes it. */
export function factsOfVersion(server: ServerVersion): ServerFacts {
  const packages = server.packages ?? [];
  const remotes = server.remotes ?? [];
  const places = [...remotes, ...packages.flatMap((one) => one.transport ?? [])];
  const found = [
    ...packages.flatMap((one) => [
      secretsOfInputs(one.environmentVariables, 'environment'),
      secretsOfInputs(one.runtimeArguments, 'arguments'),
      secretsOfInputs(one.packageArguments, 'arguments'),
    ]),
    ...places.flatMap((one) => [secretsOfInputs(one.headers, 'header'), secretsOfUrl(one)]),
  ];
  return {
    name: server.name,
    title: server.title ?? null,
    description: server.description ?? null,
    version: server.version ?? null,
    status: server.status ?? null,
    statusMessage: server.statusMessage ?? null,
    registryId: server.registryId ?? null,
    publishedAt: server.publishedAt ?? null,
    updatedAt: server.updatedAt ?? null,
    namespace: server.name.includes('/') ? (server.name.split('/')[0] ?? null) : null,
    repositoryUrl: server.repository?.url || null,
    commit: null,
    packages: packages.flatMap(packageFacts),
    remotes: places.flatMap(({ type, url }) =>
      url ? [{ transport: transportWord(type ?? 'http'), url }] : [],
    ),
    tellsOAuth: server.tellsOAuth,
    wanted: found.flatMap(({ wanted }) => wanted),
    published: found.flatMap(({ published }) => published),
  };
}

function packageFacts(told: Package): PackageFacts[] {
  if (!told.identifier) return [];
  const hash = told.fileSha256 ? `sha256:${told.fileSha256.toLowerCase()}` : null;
  const registry = registryWord(told.registryType);
  const transport = transportWord(told.transport?.type);
  const version = told.version || null;
  if (registry === 'oci') {
    const image = imageOf(told.identifier);
    const isPinned = image.isPinned || (version?.startsWith('sha256:') ?? false);
    return [{ ...image, version: image.version ?? version, isPinned, hash, transport }];
  }
  // A bundle is fetched from its address, whatever lies there: only its hash fixes it.
  const isPinned =
    hash !== null || (registry !== 'mcpb' && version !== null && isExactVersion(version));
  return [{ registry, name: told.identifier, version, isPinned, hash, transport }];
}

function registryWord(told: string | null | undefined): string {
  const word = (told ?? '').toLowerCase();
  return word === 'docker' || word === 'docker-hub' ? 'oci' : word || 'unknown';
}
