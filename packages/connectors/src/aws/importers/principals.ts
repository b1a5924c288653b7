import { enrichment, type ListingOf, noteProblem, upsert } from '@nonhuman/connector-kit';
import type { Observation, Principal } from '@nonhuman/model';
import { heldPolicies, toEntitlement, toGrant, toInlineEntitlement } from '../mapping/policy.ts';
import { toInstance, toRole } from '../mapping/role.ts';
import { ownersOf } from '../mapping/tags.ts';
import { toTrusts } from '../mapping/trust.ts';
import { toUser } from '../mapping/user.ts';
import type { Group, InstanceProfile, ManagedPolicy, Role, User } from '../schema.ts';
import type { ItemPlace } from './answers.ts';
import type { Listing } from './listings.ts';
import { everywhere, madeAt, rememberUser } from './state.ts';

function listingOf(at: ItemPlace, listing: Listing): ListingOf {
  return { scopeKey: at.scopeKey, listing };
}

/** A user, with its policies and groups where the call tells them. */
export function* readUser(user: User, at: ItemPlace): Generator<Observation> {
  const { state } = at.context;
  const { scopeKey: account } = at;
  rememberUser(state, user.UserName, user.Arn);
  yield upsert(listingOf(at, 'aws.users'), 'identity', toUser(user));
  for (const owner of ownersOf(user.Arn, user.Tags))
    yield upsert(listingOf(at, 'aws.user-tags'), 'ownership', owner);
  yield* readHeld(user, user.UserPolicyList, {
    at,
    listing: 'aws.user-policies',
    name: user.UserName,
  });
  for (const group of user.GroupList ?? [])
    state.memberships.push({ account, userArn: user.Arn, userName: user.UserName, group });
}

interface Holder {
  readonly Arn: string;
  readonly AttachedManagedPolicies?: Role['AttachedManagedPolicies'];
}

function* readHeld(
  holder: Holder,
  inline: Role['RolePolicyList'],
  of: {
    readonly at: ItemPlace;
    readonly listing: Listing;
    readonly name: string;
    readonly type?: Principal['type'];
  },
): Generator<Observation> {
  const { at, name, type = 'identity' } = of;
  const listing = listingOf(at, of.listing);
  const principal: Principal = { type, key: holder.Arn, name };
  for (const policy of inline ?? [])
    yield upsert(listing, 'entitlement', toInlineEntitlement(holder.Arn, policy));
  for (const key of heldPolicies(holder, inline)) {
    if (!key.includes('#inline/')) at.context.state.policiesNamed.add(key);
    yield upsert(listing, 'grant', toGrant(principal, key, { account: at.scopeKey, via: null }));
  }
}

/** A group: what it carries, for itself and later for its members. */
export function* readGroup(group: Group, at: ItemPlace): Generator<Observation> {
  const { Arn, GroupName, GroupPolicyList } = group;
  at.context.state.groups.set(`${at.scopeKey} ${GroupName}`, {
    arn: Arn,
    policies: heldPolicies(group, GroupPolicyList),
  });
  yield* readHeld(group, GroupPolicyList, {
    at,
    listing: 'aws.group-policies',
    name: GroupName,
    type: 'group',
  });
}

/** A role, with its trust policy, and its policies where the call tells them. */
export function* readRole(role: Role, at: ItemPlace): Generator<Observation> {
  const { state } = at.context;
  const asOf = madeAt(at.file.modifiedAt, at.context);
  yield upsert(listingOf(at, 'aws.roles'), 'identity', toRole(role, asOf));
  for (const owner of ownersOf(role.Arn, role.Tags))
    yield upsert(listingOf(at, 'aws.role-tags'), 'ownership', owner);
  yield* readHeld(role, role.RolePolicyList, {
    at,
    listing: 'aws.role-policies',
    name: role.RoleName,
  });
  for (const profile of role.InstanceProfileList ?? [])
    yield upsert(listingOf(at, 'aws.instance-profiles'), 'instance', toInstance(profile, role.Arn));

  const trusts = toTrusts(role, (provider) => {
    const host = provider.slice(provider.indexOf('oidc-provider/') + 14);
    return {
      audiences: state.audiences.get(provider) ?? state.audiencesByHost.get(host),
      validUntil: state.validUntil.get(provider),
    };
  });
  if (trusts === null) {
    noteProblem(state.ledger, at.scopeKey, {
      listing: 'aws.role-trusts',
      reason: 'malformed',
      message: `${at.file.name}: the trust policy of ${role.Arn} is absent or cannot be read`,
    });
    return;
  }
  const listing = listingOf(at, 'aws.role-trusts');
  for (const delegation of trusts.delegations) yield upsert(listing, 'delegation', delegation);
  for (const credential of trusts.credentials) yield upsert(listing, 'credential', credential);
}

/** A managed policy. Without its versions (as `ListPolicies` gives it) it adds to what is known. */
export function* readManagedPolicy(policy: ManagedPolicy, at: ItemPlace): Generator<Observation> {
  const listing = listingOf(at, 'aws.policies');
  const value = toEntitlement(policy);
  if (policy.PolicyVersionList) at.context.state.policiesSeen.add(policy.Arn);
  yield policy.PolicyVersionList || at.scopeKey !== everywhere
    ? upsert(listing, 'entitlement', value)
    : enrichment(listing, 'entitlement', value);
}

/** The roles that an instance profile offers. */
export function* readInstanceProfile(
  profile: InstanceProfile,
  at: ItemPlace,
): Generator<Observation> {
  for (const role of profile.Roles ?? [])
    yield upsert(listingOf(at, 'aws.instance-profiles'), 'instance', toInstance(profile, role.Arn));
}
