import { type ImportContext, type ListingLedger, startLedger } from '@nonhuman/connector-kit';
import type { ScopeSeen } from '@nonhuman/model';
import { type GitHubPlace, pathOf } from '../mapping/place.ts';
import { type Listing, ledgerRules } from './listings.ts';

/** What the files of one run need of one another. */
export interface GitHubState {
  readonly ledger: ListingLedger<Listing>;
  readonly announced: Set<string>;
  /** Organization → paths of its repositories, as its list tells. */
  readonly repositories: Map<string, Set<string>>;
  /** Organization and listing → paths of the repositories of which it was read to its end. */
  readonly readRepositories: Map<string, Set<string>>;
}

export type GitHubContext = ImportContext<GitHubState>;

export function startState(): GitHubState {
  return {
    ledger: startLedger(ledgerRules),
    announced: new Set(),
    repositories: new Map(),
    readRepositories: new Map(),
  };
}

/** The scope of what belongs to an organization. */
export function scopeOf(place: GitHubPlace): string {
  return place.org.toLowerCase();
}

/** Names an organization the first time that something of it is told. */
export function* announce({ state }: GitHubContext, place: GitHubPlace): Generator<ScopeSeen> {
  const key = scopeOf(place);
  if (state.announced.has(key)) return;
  state.announced.add(key);
  yield {
    type: 'scope',
    scope: { key, kind: 'github-organization', name: key, provider: 'github' },
  };
}

/** The organization of files that name none. */
export const unknownOrg = 'unknown';

/** How the names of the files end that the printed commands make. */
const whats: ReadonlySet<string> = new Set([
  'actions-secrets',
  'credential-authorizations',
  'dependabot-secrets',
  'environment-secrets',
  'hooks',
  'installations',
  'keys',
  'oidc-sub',
  'personal-access-token-requests',
  'personal-access-tokens',
  'repos',
  'runners',
]);

/** Where a file belongs: `<org>__<what>.json`, `<org>__<repo>__<what>.json`, or with the environment between. */
export function placeOfFile(
  fileName: string,
  { options }: Pick<GitHubContext, 'options'>,
): { readonly place: GitHubPlace; readonly what: string | null } {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1).replace(/\.(json|ndjson)$/, '');
  const parts = base.split('__');
  const isNamed = parts.length >= 2 && whats.has(parts.at(-1) ?? '');
  const isEnvironment = parts.at(-1) === 'environment-secrets' && parts.length >= 4;
  const middle = isNamed ? parts.slice(1, isEnvironment ? -2 : -1).join('__') : '';
  return {
    what: isNamed ? (parts.at(-1) ?? null) : null,
    place: {
      org: options['org'] ?? (isNamed ? parts[0] : undefined) ?? unknownOrg,
      repo: options['repo'] ?? (middle === '' ? null : middle),
      environment: isEnvironment ? (parts.at(-2) ?? null) : null,
    },
  };
}

/** Notes that the listing of a repository was read to its end. */
export function repositoryWasRead(state: GitHubState, place: GitHubPlace, listing: Listing): void {
  const key = `${scopeOf(place)} ${listing}`;
  const known = state.readRepositories.get(key) ?? new Set();
  state.readRepositories.set(key, known.add(pathOf({ ...place, environment: null })));
}
