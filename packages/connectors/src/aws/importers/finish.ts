import {
  beginListing,
  closeLedger,
  countItem,
  endListing,
  enrichment,
  type ListingOf,
  noteProblem,
  upsert,
} from '@nonhuman/connector-kit';
import type { Noun, Observation, Things } from '@nonhuman/model';
import { awsAccountIdOf } from '@nonhuman/secrets';
import { type KeyFacts, toAccessKey } from '../mapping/access-key.ts';
import { accountOf, userArn } from '../mapping/arn.ts';
import { timeOf } from '../mapping/moment.ts';
import { toGrant, wellKnownPolicy } from '../mapping/policy.ts';
import type { ReportedKey } from '../mapping/report-row.ts';
import type { AccessKey, AccessKeyLastUsed } from '../schema.ts';
import type { Listing } from './listings.ts';
import { type AwsContext, announce, everywhere, soleAccount } from './state.ts';

/** Joins what several files told, and ends the listings that were read to their end. */
export async function* finish(context: AwsContext): AsyncGenerator<Observation> {
  yield* grantsThroughGroups(context);
  yield* joinedKeys(context);
  yield* namedCredentials(context);
  yield* policiesByName(context);
  placeEnds(context);
  for (const scopeKey of new Set([...context.state.ledger.entries.values()].map((e) => e.scopeKey)))
    yield* announce(context, scopeKey);
  yield* closeLedger(context.state.ledger);
}

function* grantsThroughGroups({ state }: AwsContext): Generator<Observation> {
  for (const { account, userArn: key, userName: name, group } of state.memberships) {
    const known = state.groups.get(`${account} ${group}`);
    if (!known) {
      noteProblem(state.ledger, account, {
        listing: 'aws.user-policies',
        reason: 'not-asked',
        message: `The group ${group} has members, but the export does not hold it`,
        needs: 'aws iam get-account-authorization-details (without --filter)',
      });
      continue;
    }
    for (const policy of known.policies)
      yield upsert(
        { scopeKey: account, listing: 'aws.user-policies' },
        'grant',
        toGrant({ type: 'identity', key, name }, policy, { account, via: known.arn }),
      );
  }
}

/** The ARN and account of a user of which the name and perhaps the account were told. */
function placeOf(context: AwsContext, userName: string | undefined, account: string | null) {
  const known = [...(context.state.userArns.get(userName ?? '') ?? [])];
  const inAccount = known.filter((arn) => account === null || accountOf(arn) === account);
  const arn = inAccount.length === 1 ? inAccount[0] : undefined;
  const place = account ?? (arn === undefined ? soleAccount(context) : accountOf(arn));
  if (arn !== undefined || place === null || userName === undefined)
    return { account: place, arn: arn ?? null };
  return { account: place, arn: userArn(place, userName) };
}

interface JoinedKey extends KeyFacts {
  readonly scopeKey: string;
}

function* joinedKeys(context: AwsContext): Generator<Observation> {
  const { state } = context;
  const keys = joinKeys(context);
  const withIds = new Set(keys.flatMap(({ scopeKey, listed }) => (listed ? [scopeKey] : [])));
  for (const { scopeKey, ...facts } of keys) {
    yield* placed(
      context,
      { scopeKey, listing: 'aws.access-keys' },
      'credential',
      toAccessKey(facts),
    );
    beginListing(state.ledger, scopeKey, { listing: 'aws.access-keys', goesOn: false });
    // Its slots are not the keys that another run knows by their ids, and must not end them.
    if (!withIds.has(scopeKey))
      noteProblem(state.ledger, scopeKey, {
        listing: 'aws.access-keys',
        reason: 'not-asked',
        message: 'The credential report numbers keys without telling their ids',
        needs: 'aws iam list-access-keys for each user',
      });
    if (state.reportRows.size > 0 || scopeKey === everywhere) continue;
    noteProblem(state.ledger, scopeKey, {
      listing: 'aws.access-keys',
      reason: 'not-asked',
      message: 'Listing the keys of users does not tell that these were all users',
      needs: 'aws iam get-credential-report',
    });
  }
}

function joinKeys(context: AwsContext): JoinedKey[] {
  const { state } = context;
  const uses = usesById(context);
  const byHolder = new Map<string, AccessKey[]>();
  const joined: JoinedKey[] = [];
  for (const key of state.accessKeys.values()) {
    const { account, arn } = placeOf(context, key.UserName, awsAccountIdOf(key.AccessKeyId));
    const row = arn === null ? undefined : state.reportRows.get(arn);
    if (row) byHolder.set(row.arn, [...(byHolder.get(row.arn) ?? []), key]);
    else
      joined.push({
        scopeKey: account ?? everywhere,
        holderArn: arn,
        accountId: account,
        isRoot: false,
        listed: key,
        lastUsed: uses.get(key.AccessKeyId) ?? null,
        reported: null,
      });
  }
  // A key whose id stood behind the cut would be told a second time, under the number of its slot.
  const idsWereCutOff = state.unplacedProblems.some(({ listing }) => listing === 'aws.access-keys');
  for (const row of state.reportRows.values())
    for (const { listed, reported } of matchSlots(byHolder.get(row.arn) ?? [], row.keys)) {
      if (listed === null && idsWereCutOff) continue;
      joined.push({
        scopeKey: row.account,
        holderArn: row.arn,
        accountId: row.account,
        isRoot: row.isRoot,
        listed,
        lastUsed: (listed && uses.get(listed.AccessKeyId)) ?? null,
        reported,
      });
    }
  return joined;
}

/**
 * Joins keys with ids and numbered slots of one user: by the second in which they were made, then the
 * last of each. A slot without a key is dropped when as many keys are listed as the report has.
 */
function matchSlots(
  keys: readonly AccessKey[],
  slots: readonly ReportedKey[],
): { listed: AccessKey | null; reported: ReportedKey | null }[] {
  const free = new Set(slots);
  const sameTime = (key: AccessKey, slot: ReportedKey) =>
    slot.changedAt !== null && slot.changedAt.slice(0, 19) === timeOf(key.CreateDate)?.slice(0, 19);
  const matched = keys.map((listed) => {
    const reported = [...free].find((slot) => sameTime(listed, slot)) ?? null;
    if (reported) free.delete(reported);
    return { listed, reported };
  });
  const open = matched.filter((one) => one.reported === null);
  const [last] = free;
  if (open.length === 1 && free.size === 1 && open[0] && last) {
    open[0].reported = last;
    free.clear();
  }
  if (keys.length >= slots.length) return matched;
  return [...matched, ...[...free].map((reported) => ({ listed: null, reported }))];
}

/** Uses by key id: told by the answer, by the file's name, or by a user with only one key. */
function usesById({ state }: AwsContext): Map<string, AccessKeyLastUsed> {
  const keysOf = new Map<string, string[]>();
  for (const key of state.accessKeys.values())
    keysOf.set(key.UserName ?? '', [...(keysOf.get(key.UserName ?? '') ?? []), key.AccessKeyId]);
  const uses = new Map<string, AccessKeyLastUsed>();
  for (const { fileName, used } of state.keyUses) {
    const named = /(?:AKIA|ASIA)[A-Z0-9]{12,}/.exec(fileName)?.[0];
    const ofUser = keysOf.get(used.UserName ?? '') ?? [];
    const id = used.AccessKeyId ?? named ?? (ofUser.length === 1 ? ofUser[0] : undefined);
    if (id !== undefined) uses.set(id, used);
  }
  return uses;
}

function* namedCredentials(context: AwsContext): Generator<Observation> {
  const listedHolders = new Set<string>();
  for (const { listing, userName, account: told, toCredential } of context.state.ofNamedUsers) {
    const { account, arn } = placeOf(context, userName, told);
    const scopeKey = account ?? everywhere;
    yield* placed(context, { scopeKey, listing }, 'credential', toCredential(arn));
    if (arn !== null) listedHolders.add(`${listing} ${arn}`);
    if (scopeKey !== everywhere)
      beginListing(context.state.ledger, scopeKey, { listing, goesOn: false });
  }
  for (const row of context.state.reportRows.values()) {
    const listing = 'aws.signing-certificates';
    if (listedHolders.has(`${listing} ${row.arn}`)) continue;
    for (const certificate of row.certificates)
      yield* placed(context, { scopeKey: row.account, listing }, 'credential', certificate);
  }
}

function* policiesByName(context: AwsContext): Generator<Observation> {
  const { policiesNamed, policiesSeen } = context.state;
  for (const arn of [...policiesNamed].filter((name) => !policiesSeen.has(name)).sort()) {
    const policy = wellKnownPolicy(arn);
    if (policy === null) continue;
    yield* announce(context, everywhere);
    yield enrichment({ scopeKey: everywhere, listing: 'aws.policies' }, 'entitlement', policy);
  }
}

function* placed<N extends Noun>(
  context: AwsContext,
  of: ListingOf & { readonly listing: Listing },
  noun: N,
  value: Things[N],
): Generator<Observation> {
  yield* announce(context, of.scopeKey);
  if (of.scopeKey !== everywhere)
    countItem(context.state.ledger, of.scopeKey, { listing: of.listing, key: value.key });
  else
    noteProblem(context.state.ledger, everywhere, {
      listing: of.listing,
      reason: 'not-asked',
      message: 'No file tells which account these belong to',
      needs: '--option account=<account id>',
    });
  yield upsert(of, noun, value);
}

/** Ends and problems of files that named no account belong to the only one, or to every one, of the run. */
function placeEnds(context: AwsContext): void {
  const { ledger, unplacedEnds, unplacedProblems, announced } = context.state;
  const sole = soleAccount(context);
  if (sole !== null)
    for (const { listing, ifAny } of unplacedEnds) endListing(ledger, sole, { listing, ifAny });
  const accounts = [...announced].filter((key) => key !== everywhere);
  for (const problem of unplacedProblems)
    for (const account of accounts.length > 0 ? accounts : [everywhere])
      noteProblem(ledger, account, problem);
  for (const account of accounts) {
    const users = ledger.entries.get(`${account} aws.users`);
    if (users?.ended && users.items.size === 0 && users.problems.size === 0)
      for (const listing of ['aws.user-policies', 'aws.user-tags'] as const)
        endListing(ledger, account, { listing, ifAny: false });
  }
}
