import { type ListingOf, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import {
  accountToExposures,
  accountToIdentity,
  accountToKeys,
  accountToPassword,
  accountToPerson,
  readTexts,
} from '../mapping/account-rows.ts';
import type { DirectoryAccount } from '../mapping/directory-account.ts';
import { nonHumanEvidence } from '../mapping/non-human.ts';
import { type DirectoryContext, learn, notePrivileged, pendingOf } from './state.ts';

/** What stands beside an account by SID or name, whose owners may be told later. */
export interface Beside {
  /** Null: not told. */
  readonly delegatedFrom: readonly string[] | null;
  /** Administrators left out. Null: not told. */
  readonly writers: readonly string[] | null;
  /** Who may read the password that the directory manages. */
  readonly passwordReaders: readonly string[];
  /** Computers that sign in with it, or accounts that it signs in with: SID or distinguished name. */
  readonly runsAs: readonly string[];
  /** SIDs or `host:` names towards which it may act for others. */
  readonly actsTowards: readonly string[];
  /** Distinguished names of the accounts that it takes over. */
  readonly supersedes: readonly string[];
  /** SID or distinguished name. */
  readonly managedBy: string | null;
  /** Names of groups that administer the domain. */
  readonly privilegedGroups: readonly string[];
}

/** The rows of one account, and what has to wait for the end. */
export function* reportAccount(
  account: DirectoryAccount,
  beside: Beside,
  at: { readonly of: ListingOf; readonly context: DirectoryContext },
): Generator<Observation> {
  const { of, context } = at;
  const { own } = context.state;
  const { sid, name, type } = account;
  const evidence = nonHumanEvidence(account);
  const isPerson = evidence.length === 0;
  learn(own, sid, {
    as: isPerson ? 'person' : type,
    name: isPerson ? account.displayName || name : name,
  });
  if (account.distinguishedName) own.sids.set(account.distinguishedName.toLowerCase(), sid);
  const texts = readTexts(account);
  if (isPerson) {
    if (account.mail) own.mails.set(sid, account.mail.toLowerCase());
    yield upsert(of, 'person', accountToPerson(account, context.now));
  } else yield* reportIdentity(account, { beside, evidence, texts, of, context });
  for (const exposure of accountToExposures(account, texts, { secrets: context.secrets, isPerson }))
    yield upsert(of, 'exposure', exposure);
}

function* reportIdentity(
  account: DirectoryAccount,
  at: {
    readonly beside: Beside;
    readonly evidence: readonly string[];
    readonly texts: ReturnType<typeof readTexts>;
    readonly of: ListingOf;
    readonly context: DirectoryContext;
  },
): Generator<Observation> {
  const { beside, evidence, texts, of, context } = at;
  const { now } = context;
  const identity = accountToIdentity(account, { evidence, texts, now });
  yield upsert(of, 'identity', {
    ...identity,
    attributes: {
      ...identity.attributes,
      ...(beside.delegatedFrom?.length === 0 ? { delegatedFrom: [] } : {}),
      ...(beside.writers?.length === 0 ? { writableBy: [] } : {}),
    },
  });
  if (account.type !== 'computer') yield upsert(of, 'credential', accountToPassword(account, now));
  for (const key of accountToKeys(account, now)) yield upsert(of, 'credential', key);
  rememberBeside(account, beside, { of, context });
}

function rememberBeside(
  { sid, type, dnsHostName, name }: DirectoryAccount,
  beside: Beside,
  { of, context }: { readonly of: ListingOf; readonly context: DirectoryContext },
): void {
  const { own } = context.state;
  if (type === 'computer') {
    own.hosts.set(name.toLowerCase(), sid);
    if (dnsHostName) own.hosts.set(dnsHostName.toLowerCase(), sid);
  }
  if ((beside.delegatedFrom?.length ?? 0) > 0)
    pendingOf(own, sid, of).delegatedFrom.push(...(beside.delegatedFrom ?? []));
  if ((beside.writers?.length ?? 0) > 0)
    pendingOf(own, sid, of).writers.push(...(beside.writers ?? []));
  for (const from of beside.passwordReaders)
    own.links.push({ of, from, to: sid, by: 'managed-password', kind: 'holds-credential' });
  for (const to of beside.runsAs)
    own.links.push({ of, from: sid, to, by: 'managed-account', kind: 'runs-as' });
  for (const to of beside.actsTowards)
    own.links.push({ of, from: sid, to, by: 'constrained-delegation', kind: 'impersonate' });
  if (beside.supersedes.length > 0) pendingOf(own, sid, of).supersedes.push(...beside.supersedes);
  for (const to of beside.supersedes)
    own.links.push({ of, from: sid, to, by: 'successor', kind: 'impersonate' });
  if (beside.managedBy) own.managers.push({ of, sid, manager: beside.managedBy });
  for (const group of beside.privilegedGroups) notePrivileged(own, of, { member: sid, group });
}
