import { type ImportContext, type ListingLedger, startLedger } from '@nonhuman/connector-kit';
import type { Credential, Observed, ScopeSeen, Timestamp } from '@nonhuman/model';
import type { ReportRow } from '../mapping/report-row.ts';
import type { AccessKey, AccessKeyLastUsed } from '../schema.ts';
import { type Listing, ledgerRules } from './listings.ts';

/** What the files of one run need of one another. */
export interface AwsState {
  readonly ledger: ListingLedger<Listing>;
  /** Scopes that were named, by key. */
  readonly announced: Set<string>;
  /** Account id → its name in the organization. */
  readonly accountNames: Map<string, string>;
  /** Account and group name → ARN and the keys of what it carries. */
  readonly groups: Map<string, { readonly arn: string; readonly policies: readonly string[] }>;
  readonly memberships: { account: string; userArn: string; userName: string; group: string }[];
  /** User name → ARNs of the users that have it. */
  readonly userArns: Map<string, Set<string>>;
  readonly reportRows: Map<string, ReportRow>;
  readonly accessKeys: Map<string, AccessKey>;
  readonly keyUses: { readonly fileName: string; readonly used: AccessKeyLastUsed }[];
  /** Provider ARN → the audiences that it accepts. */
  readonly audiences: Map<string, readonly string[]>;
  /** The same by the issuer's host and path, from answers without an ARN. */
  readonly audiencesByHost: Map<string, readonly string[]>;
  /** ARN of a SAML provider → when its metadata ends. */
  readonly validUntil: Map<string, Observed<Timestamp>>;
  /** Ends and problems of listings in files that named no account. */
  readonly unplacedEnds: { readonly listing: Listing; readonly ifAny: boolean }[];
  readonly unplacedProblems: {
    readonly listing: Listing;
    readonly reason: 'malformed';
    readonly message: string;
  }[];
  /** What belongs to a user of which only the name was told. */
  readonly ofNamedUsers: NamedUserCredential[];
  readonly policiesSeen: Set<string>;
  readonly policiesNamed: Set<string>;
}

/** A credential of a user of which only the name was told. */
export interface NamedUserCredential {
  readonly listing: Listing;
  readonly userName: string;
  /** The account that the id itself tells; null when it tells none. */
  readonly account: string | null;
  readonly toCredential: (holderArn: string | null) => Credential;
}

export type AwsContext = ImportContext<AwsState>;

export function startState(): AwsState {
  return {
    ledger: startLedger(ledgerRules),
    announced: new Set(),
    accountNames: new Map(),
    groups: new Map(),
    memberships: [],
    userArns: new Map(),
    reportRows: new Map(),
    accessKeys: new Map(),
    keyUses: [],
    audiences: new Map(),
    validUntil: new Map(),
    audiencesByHost: new Map(),
    unplacedEnds: [],
    unplacedProblems: [],
    ofNamedUsers: [],
    policiesSeen: new Set(),
    policiesNamed: new Set(),
  };
}

/** The scope of what belongs to no account: AWS-managed policies, and what could not be placed. */
export const everywhere = 'aws';

/** Names a scope the first time that something of it is told. */
export function* announce({ state }: AwsContext, scopeKey: string): Generator<ScopeSeen> {
  if (state.announced.has(scopeKey)) return;
  state.announced.add(scopeKey);
  const isAccount = /^\d{12}$/.test(scopeKey);
  const kind = isAccount ? 'aws-account' : scopeKey === everywhere ? 'aws' : 'aws-organization';
  const name = state.accountNames.get(scopeKey) ?? (scopeKey === everywhere ? 'AWS' : scopeKey);
  yield { type: 'scope', scope: { key: scopeKey, kind, name, provider: 'aws' } };
}

/** The account that the command was given, or the only one seen; null when that cannot be told. */
export function soleAccount({ options, state }: AwsContext): string | null {
  const given = options['account'];
  if (given !== undefined) return given;
  const accounts = [...state.announced].filter((key) => /^\d{12}$/.test(key));
  return accounts.length === 1 ? (accounts[0] ?? null) : null;
}

/** Notes a user under its name, so that what only tells names can be joined. */
export function rememberUser(state: AwsState, name: string, arn: string): void {
  const known = state.userArns.get(name);
  if (known) known.add(arn);
  else state.userArns.set(name, new Set([arn]));
}

/** When the file's content was made, as far as anything tells. */
export function madeAt(modifiedAt: Timestamp | null, context: AwsContext): Timestamp {
  return modifiedAt ?? context.now.toISOString();
}
