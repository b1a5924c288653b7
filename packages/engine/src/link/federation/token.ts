import type { PairEnd } from '@nonhuman/store';

/**
 * Claims that a token may carry: the values that are possible, as patterns (`refs/heads/*`);
 * `absent` when such a token never has the claim. A claim that is left out is not told.
 */
export type Claims = Readonly<Record<string, readonly string[] | 'absent'>>;

/** One sort of token that a workload can get. */
export interface Token {
  /** When it gets it, in words: `in environment production`. */
  readonly when: string;
  readonly claims: Claims;
  /** Further values that a claim has if something is so that is not told. */
  readonly possibly?: Readonly<Record<string, readonly string[]>>;
}

/** A workload that can present tokens of an issuer. */
export interface Presenter {
  readonly row: PairEnd;
  /** Host and path, without scheme; null when it is not told. */
  readonly issuer: string | null;
  readonly tokens: readonly Token[];
  /** Where trusts that name it may be looked up: `acme/shop`, `acme`; in lower case. */
  readonly places: readonly string[];
  /** False: it can get no token; null: not told. */
  readonly canAsk: boolean | null;
  /** Facts that were not told and could decide otherwise, in words. */
  readonly open: readonly string[];
}

/** How tokens of one issuer are made, and who gets them. */
export interface IssuerGrammar {
  readonly title: string;
  /** Native types of the identities that get its tokens. */
  readonly nativeTypes: readonly string[];
  /** Attributes that `presenterOf` reads. */
  readonly reads: readonly string[];
  /** Whether these tokens are signed by it; `host` has no scheme. */
  signs(host: string): boolean;
  presenterOf(row: PairEnd, facts: IssuerFacts): Presenter;
  /** The places that conditions name, of which one must be the presenter's; null when they name none. */
  placesIn(asked: readonly AskedClaim[]): readonly string[] | null;
}

/** What is told beside the workloads themselves. */
export interface IssuerFacts {
  /** Parts of GitHub's subject by `owner` or `owner/repository` in lower case; empty: the default. */
  readonly subjectTemplates: ReadonlyMap<string, readonly string[]>;
  /** GitHub's ids of repositories and their owners, by `owner/repository` in lower case. */
  readonly repositoryIds: ReadonlyMap<string, RepositoryIds>;
  /** Addresses under which clusters sign, by the cluster's name. */
  readonly clusterIssuers: ReadonlyMap<string, string>;
}

/** Ids that stay when names change hands; null where they are not told. */
export interface RepositoryIds {
  readonly repository: string | null;
  readonly owner: string | null;
}

/** A claim that must have one of some values. */
export interface AskedClaim {
  readonly claim: string;
  readonly values: readonly string[];
}

/** `https://host/path/` and `arn:…:oidc-provider/host/path` as `host/path`; null for nothing. */
export function issuerHost(issuer: string | null | undefined): string | null {
  const host = (issuer ?? '')
    .trim()
    .replace(/^arn:[^/]*:oidc-provider\//, '')
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '');
  return host === '' ? null : host.replace(/^[^/]+/, (name) => name.toLowerCase());
}

/** An attribute that is a text; null when it is not told. */
export function textOf(row: PairEnd, name: string): string | null {
  const value = row.attributes[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An attribute that is a list of texts; null when it is not told. */
export function textsOf(row: PairEnd, name: string): readonly string[] | null {
  const value = row.attributes[name];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return null;
  return value.filter((one): one is string => typeof one === 'string');
}
