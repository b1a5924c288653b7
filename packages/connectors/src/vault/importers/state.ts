import type { AnswerPlace } from '@nonhuman/connector-kit';
import type { AccessLevel } from '@nonhuman/model';
import type { AuthConfig } from '../schema.ts';

/** What the files of one run need of one another; grows with mounts, policies and groups only. */
export interface VaultState {
  /** Scope and path of a mount → its type. */
  readonly mounts: Map<string, string>;
  readonly configs: Map<string, AuthConfig>;
  /** Scope and name of a policy → how far it reaches. */
  readonly policies: Map<string, AccessLevel>;
  readonly groups: Map<string, { readonly name: string; readonly policies: readonly string[] }>;
  /** Scope and path of the folders of mounts that were listed, empty ones included. */
  readonly folders: Set<string>;
  /** Scope and listing → how many the lists name, and how many were read. */
  readonly counts: Map<string, { listed: number; read: number }>;
}

export type VaultPlace = AnswerPlace<VaultState>;

export function startVault(): VaultState {
  return {
    mounts: new Map(),
    configs: new Map(),
    policies: new Map(),
    groups: new Map(),
    folders: new Set(),
    counts: new Map(),
  };
}

export function inScope(scope: string, name: string): string {
  return `${scope} ${name.replace(/\/+$/, '')}`;
}

/** Counts what a list names and what was read of it. */
export function count(
  { own, of }: VaultPlace,
  { listed = 0, read = 0 }: { readonly listed?: number; readonly read?: number },
): void {
  const key = `${of.scopeKey} ${of.listing}`;
  const known = own.counts.get(key) ?? { listed: 0, read: 0 };
  own.counts.set(key, { listed: known.listed + listed, read: known.read + read });
}

/** Remembers that a folder of a mount was listed; false for one further below. */
export function noteFolder({ own, of }: VaultPlace, path: string): boolean {
  const parent = path.replace(/\/[^/]+\/*$/, '');
  const isOfMount = [path, parent].some((one) => own.mounts.has(inScope(of.scopeKey, one)));
  if (isOfMount) own.folders.add(inScope(of.scopeKey, path));
  return isOfMount;
}

const order: readonly AccessLevel[] = ['admin', 'write', 'unknown', 'read', 'none'];

/** How far several policies reach together; unknown when one of them was not read. */
export function accessOf({ own, of }: VaultPlace, policies: readonly string[]): AccessLevel {
  const levels = policies.map((name) =>
    name === 'root' ? 'admin' : (own.policies.get(inScope(of.scopeKey, name)) ?? 'unknown'),
  );
  return order.find((level) => levels.includes(level)) ?? 'none';
}
