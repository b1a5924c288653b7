/** A secret that a registry tells, or whose name tells, that a server asks for. */
export interface WantedSecret {
  /** As the client is asked for it: the variable, header, argument or part of the address. */
  readonly name: string;
  readonly passedIn: 'environment' | 'arguments' | 'header' | 'url';
  /** The part of the value that is the secret, where the registry names one. */
  readonly variable: string | null;
  /** Null when the registry does not tell. */
  readonly required: boolean | null;
  /** `told`: the registry marks it as a secret; `inferred`: it does not tell, and the name does. */
  readonly basis: 'told' | 'inferred';
  /** Where the value is kept; by default the environment or the client's configuration. */
  readonly store?: string;
  /** Its name there, when another. */
  readonly storedAs?: string;
}

/** A secret that stands in what a registry publishes. */
export interface PublishedSecret {
  readonly name: string;
  readonly value: string;
  readonly passedIn: WantedSecret['passedIn'];
}

export interface PackageFacts {
  /** `npm`, `pypi`, `oci`, `nuget`, `mcpb`… */
  readonly registry: string;
  readonly name: string;
  readonly version: string | null;
  /** Tomorrow runs what ran today: an exact version of a registry that keeps them, a digest, a hash. */
  readonly isPinned: boolean;
  /** `sha256:…`, where told. */
  readonly hash: string | null;
  readonly transport: string;
}

export interface RemoteFacts {
  readonly transport: string;
  /** As published, with its variables. */
  readonly url: string;
}

/** One server, in the same words for every kind of registry. */
export interface ServerFacts {
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly version: string | null;
  /** `active`, `deprecated` or `deleted`; null when not told. */
  readonly status: string | null;
  readonly statusMessage: string | null;
  readonly registryId: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  /** The proven name of the publisher: `io.github.ada`, `com.example`; null where names are not proven. */
  readonly namespace: string | null;
  readonly repositoryUrl: string | null;
  readonly commit: string | null;
  readonly packages: readonly PackageFacts[];
  readonly remotes: readonly RemoteFacts[];
  readonly tellsOAuth: boolean;
  readonly wanted: readonly WantedSecret[];
  readonly published: readonly PublishedSecret[];
}

/** The words of the inventory for how a server is talked to: `stdio`, `http`, `sse`. */
export function transportWord(told: string | null | undefined): string {
  const word = (told ?? '').toLowerCase();
  if (word === '' || word === 'stdio') return 'stdio';
  return word === 'sse' ? 'sse' : 'http';
}
