import {
  type AnswerState,
  answerList,
  type ImportContext,
  type ListingOf,
} from '@nonhuman/connector-kit';
import type { Principal } from '@nonhuman/model';
import type { Authority, Template } from '../mapping/certificate-template.ts';
import type { AccountType } from '../mapping/directory-account.ts';
import { isBuiltInAccount, ridOf, wellKnownName } from '../mapping/security-identifier.ts';

/** What stands behind a SID. */
export type KnownAs = AccountType | 'person' | 'group';

/** What was told of an account by SIDs or names whose owners may come later. */
export interface Pending {
  readonly of: ListingOf;
  /** SIDs that may act for others towards it. */
  readonly delegatedFrom: string[];
  readonly writers: string[];
  /** Containers in which it may create accounts that take over others. */
  readonly createsIn: string[];
  /** Distinguished names of the accounts that it takes over. */
  readonly supersedes: string[];
}

/** Who holds the password of a managed account, acts for others towards a machine, or takes over an account. */
export interface Link {
  readonly of: ListingOf;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly kind: 'impersonate' | 'holds-credential' | 'runs-as';
}

/** What the files of one run need of one another. */
export interface DirectoryState {
  /** Domain part of SIDs → last number → what it is, and its name. */
  readonly names: Map<string, Map<number, string>>;
  /** Distinguished names in lower case → SID, of what others name so. */
  readonly sids: Map<string, string>;
  /** Host names in lower case → SID of the computer. */
  readonly hosts: Map<string, string>;
  /** Mail addresses of people by SID. */
  readonly mails: Map<string, string>;
  readonly pending: Map<string, Pending>;
  readonly links: Link[];
  /** Members of groups that administer the domain, by SID or distinguished name. */
  readonly privileged: Map<string, { readonly of: ListingOf; readonly groups: Set<string> }>;
  readonly managers: { of: ListingOf; sid: string; manager: string }[];
  /** By name and by object id, in lower case. */
  readonly templates: Map<string, Template>;
  readonly authorities: { of: ListingOf; authority: Authority }[];
  readonly told: Set<string>;
}

export type DirectoryContext = ImportContext<AnswerState<DirectoryState>>;

export const list = answerList<DirectoryState>();

export function startState(): DirectoryState {
  return {
    names: new Map(),
    sids: new Map(),
    hosts: new Map(),
    mails: new Map(),
    pending: new Map(),
    links: [],
    privileged: new Map(),
    managers: [],
    templates: new Map(),
    authorities: [],
    told: new Set(),
  };
}

/** Remembers what stands behind a SID: one number and one short text each. */
export function learn(
  { names }: DirectoryState,
  sid: string,
  { as, name }: { readonly as: KnownAs; readonly name: string },
): void {
  const cut = sid.lastIndexOf('-');
  const domain = sid.slice(0, cut);
  const known = names.get(domain) ?? new Map<number, string>();
  if (known.size === 0) names.set(domain, known);
  known.set(Number(sid.slice(cut + 1)), `${as} ${name}`);
}

/** What stands behind a SID, as far as it was told. */
export function known({ names }: DirectoryState, sid: string) {
  const cut = sid.lastIndexOf('-');
  const text = names.get(sid.slice(0, cut))?.get(Number(sid.slice(cut + 1)));
  if (text === undefined) return null;
  const space = text.indexOf(' ');
  return { as: text.slice(0, space) as KnownAs, name: text.slice(space + 1) };
}

/** The name of a SID; the SID itself when nobody told it. */
export function nameOfSid(state: DirectoryState, sid: string): string {
  return wellKnownName(sid) ?? known(state, sid)?.name ?? sid;
}

/** Whom a SID means, in the words of grants. */
export function principalOfSid(state: DirectoryState, sid: string): Principal {
  const behind = known(state, sid);
  const name = nameOfSid(state, sid);
  if (behind?.as === 'person') return { type: 'person', key: sid, name };
  if (behind !== null && behind.as !== 'group') return { type: 'identity', key: sid, name };
  if (isBuiltInAccount(sid)) return { type: 'identity', key: sid, name };
  return {
    type: sid === 'S-1-1-0' ? 'public' : isGroup(sid, behind) ? 'group' : 'external',
    key: sid,
    name,
  };
}

function isGroup(sid: string, behind: { readonly as: KnownAs } | null): boolean {
  return behind?.as === 'group' || ridOf(sid) === null || wellKnownName(sid) !== null;
}

/** The facts that wait for an account's SID. */
export function pendingOf(state: DirectoryState, sid: string, of: ListingOf): Pending {
  const waiting = state.pending.get(sid);
  if (waiting) return waiting;
  const fresh: Pending = { of, delegatedFrom: [], writers: [], createsIn: [], supersedes: [] };
  state.pending.set(sid, fresh);
  return fresh;
}

/** Notes that a SID or distinguished name is a member of a group that administers the domain. */
export function notePrivileged(
  { privileged }: DirectoryState,
  of: ListingOf,
  { member, group }: { readonly member: string; readonly group: string },
): void {
  const reference = member.startsWith('S-1-') ? member : member.toLowerCase();
  const noted = privileged.get(reference);
  if (noted) noted.groups.add(group);
  else privileged.set(reference, { of, groups: new Set([group]) });
}
