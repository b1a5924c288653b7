import { type ImportContext, type ListingLedger, startLedger } from '@nonhuman/connector-kit';
import type { Grant, Principal, ScopeSeen } from '@nonhuman/model';
import { type Listing, ledgerRules } from './listings.ts';

/** What the files of one run need of one another. */
export interface KubernetesState {
  readonly ledger: ListingLedger<Listing>;
  readonly announced: Set<string>;
  /** Cluster → uids of its kube-system namespace; more than one: two clusters under one name. */
  readonly uids: Map<string, Set<string>>;
  /** Grants to groups, with the cluster and listing that they stand in. */
  readonly groupGrants: { cluster: string; listing: Listing; grant: Grant }[];
  /** Cluster and group → who is known to be in it. */
  readonly members: Map<string, Principal[]>;
}

export type KubernetesContext = ImportContext<KubernetesState>;

/** Where an object was read. */
export interface ObjectPlace {
  readonly cluster: string;
  readonly context: KubernetesContext;
}

export function startState(): KubernetesState {
  return {
    ledger: startLedger(ledgerRules),
    announced: new Set(),
    uids: new Map(),
    groupGrants: [],
    members: new Map(),
  };
}

/** Notes that a principal is in a group of a cluster. */
export function addMember(
  state: KubernetesState,
  { cluster, group }: { readonly cluster: string; readonly group: string },
  member: Principal,
): void {
  const key = `${cluster} ${group}`;
  const known = state.members.get(key) ?? [];
  if (!known.some((one) => one.key === member.key)) known.push(member);
  state.members.set(key, known);
}

/** The cluster that a file is about: by the option, else by the name that the printed commands give. */
export function clusterOf(fileName: string, { options }: Pick<KubernetesContext, 'options'>) {
  const named = /kubernetes__(.+?)__[\w.-]+$/.exec(fileName)?.[1];
  return options['cluster'] ?? named ?? 'cluster';
}

/** Whether the file's name says that a printed command made it, which asks for all namespaces. */
export function asksForAll(fileName: string): boolean {
  return /kubernetes__.+?__[\w.-]+\.(json|ya?ml)$/.test(fileName);
}

/** Names the cluster the first time that something of it is told. */
export function* announce({ state }: KubernetesContext, cluster: string): Generator<ScopeSeen> {
  if (state.announced.has(cluster)) return;
  state.announced.add(cluster);
  yield {
    type: 'scope',
    scope: { key: cluster, kind: 'kubernetes-cluster', name: cluster, provider: 'kubernetes' },
  };
}
