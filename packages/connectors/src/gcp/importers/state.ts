import type { ImportContext } from '@nonhuman/connector-kit';
import { type AnswerPlace, answerList } from '@nonhuman/connector-kit';
import type { Way } from '../mapping/binding.ts';
import type { KnownNames } from '../mapping/names.ts';
import type { TrustedIssuer } from '../mapping/pool.ts';

/** What files of Google Cloud need of one another: read first, kept small. */
export interface GcpState {
  /** Number of a project → its id. */
  readonly projectIds: Map<string, string>;
  /** Id of a project → labels that tell who answers for what is in it. */
  readonly projectLabels: Map<string, Readonly<Record<string, string>>>;
  /** Unique id of a service account → its address. */
  readonly emails: Map<string, string>;
  /** Pool → its providers, sorted. */
  readonly issuers: Map<string, TrustedIssuer[]>;
  /** Custom role → how it leads to the service account that it is held on. */
  readonly ways: Map<string, Way>;
  /** Roles that bindings have named. */
  readonly boundRoles: Set<string>;
  /** Scope and listing of what a list of assets of several types held. */
  readonly inAssets: Map<string, { readonly scopeKey: string; readonly listing: string }>;
}

export function startGcp(): GcpState {
  return {
    projectIds: new Map(),
    projectLabels: new Map(),
    emails: new Map(),
    issuers: new Map(),
    ways: new Map(),
    boundRoles: new Set(),
    inAssets: new Map(),
  };
}

export const list = answerList<GcpState>();
export type GcpPlace = AnswerPlace<GcpState>;
export type GcpContext = ImportContext<unknown>;

/** The names that are known so far. */
export function knownNames(own: GcpState): KnownNames {
  return {
    projectId: (number) => own.projectIds.get(number) ?? null,
    accountEmail: (uniqueId) => own.emails.get(uniqueId) ?? null,
  };
}

/** Starts a command that runs for every project that one may see. */
export const eachProject = 'for project in $(gcloud projects list --format="value(projectId)"); do';

/** The command that lists one type of asset in a whole organization. */
export function assetCommand(assetType: string, what: string): string {
  return `gcloud asset list --organization="$ORG" --asset-types="${assetType}" --content-type=resource --format=json > "organizations-\${ORG}__${what}.json"`;
}
