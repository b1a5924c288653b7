import { type AccessLevel, accessLevels } from '@nonhuman/model';
import { countOf } from '../count-of.ts';
import { daysSince, isDead, staticKinds } from '../lifecycle.ts';
import type { CredentialSeen, IdentityView } from '../subject.ts';
import { minOwnerConfidence, riskLimits, riskWeights } from './weights.ts';

/** One line of the sum. */
export interface RiskFactor {
  readonly id: keyof typeof riskWeights | 'findings';
  readonly points: number;
  /** One clause for a person; names what was not told. */
  readonly because: string;
  /** What would take the points away; null when nothing reasonable would. */
  readonly action: string | null;
}

/** Every factor but the findings, in the order in which they are shown. */
export function factorsOf(view: IdentityView, now: Date): RiskFactor[] {
  const live = view.credentials.filter(({ credential }) => !isDead(credential.status));
  const secrets = live.filter(({ credential }) => staticKinds.has(credential.kind));
  return [
    accessFactor(view, live),
    exposureFactor(view, live),
    ageFactor(view, { secrets, now }),
    expiryFactor(view, secrets),
    usageFactor(view, now),
    ownershipFactor(view),
    authenticationFactor(view, { live, secrets }),
    environmentFactor(view),
    trustFactor(view),
  ];
}

function accessFactor(view: IdentityView, live: readonly CredentialSeen[]): RiskFactor {
  const weights = riskWeights.access;
  const lower = 'Reduce its rights to what it uses.';
  if (isDead(view.identity.status) && live.length === 0) {
    return factor('access', weights.none, 'it is disabled and has no live credential', null);
  }
  const level = highestOf(view, live);
  if (level === 'unknown') {
    return factor('access', weights.unknown, 'nothing tells what it may do', 'Read its grants.');
  }
  const complete = view.coverage.grant === 'complete' || known(view.identity.access);
  if (!complete && weights[level] < weights.unknown) {
    const because = `${level} access was seen, but its grants were not all read`;
    return factor('access', weights.unknown, because, 'Read its grants.');
  }
  return factor('access', weights[level], `its highest access is ${level}`, lower);
}

function highestOf(view: IdentityView, live: readonly CredentialSeen[]): AccessLevel {
  let highest = rank(view.identity.access);
  for (const { entitlement } of view.grants) highest = Math.min(highest, rank(entitlement?.access));
  for (const { credential } of live) highest = Math.min(highest, rank(credential.access));
  return accessLevels[highest] ?? 'unknown';
}

/** Admin first; unknown last, so that it never hides what was told. */
function rank(level: AccessLevel | undefined): number {
  return accessLevels.indexOf(level ?? 'unknown');
}

function known(level: AccessLevel | undefined): boolean {
  return level !== undefined && level !== 'unknown';
}

function exposureFactor(view: IdentityView, live: readonly CredentialSeen[]): RiskFactor {
  const weights = riskWeights.exposure;
  const remove = 'Rotate the exposed secret and remove its copies.';
  let worst: 'private' | 'readable' | 'misplaced' | 'tracked' | null = null;
  for (const { exposures } of live) {
    for (const { exposure } of exposures) {
      const { place, setting } = exposure;
      const readable = place.readableBy === 'everyone' || place.readableBy === 'group';
      const here =
        place.tracked === true
          ? 'tracked'
          : setting !== 'tool-configuration'
            ? 'misplaced'
            : readable
              ? 'readable'
              : 'private';
      if (worst === null || weights[here] > weights[worst]) worst = here;
    }
  }
  switch (worst) {
    case 'tracked':
      return factor('exposure', weights.tracked, 'a secret of it is under version control', remove);
    case 'misplaced':
      return factor(
        'exposure',
        weights.misplaced,
        'a secret of it lies where it should not',
        remove,
      );
    case 'readable':
      return factor(
        'exposure',
        weights.readable,
        'a secret of it lies in a file that others may read',
        'Let only the owner read the file.',
      );
    case 'private':
    case null:
      return view.coverage.exposure === 'complete'
        ? factor('exposure', weights.none, 'no exposed secret of it is known', null)
        : factor(
            'exposure',
            weights.unknown,
            'not every place was searched for its secrets',
            'Scan repositories and hosts for its secrets.',
          );
  }
}

interface Secrets {
  readonly secrets: readonly CredentialSeen[];
  readonly now: Date;
}

function ageFactor(view: IdentityView, { secrets, now }: Secrets): RiskFactor {
  const weights = riskWeights.age;
  let oldest = -1;
  let silent = secrets.length === 0 && view.coverage.credential !== 'complete';
  for (const { credential } of secrets) {
    const { lastRotatedAt, createdAt } = credential;
    const since = lastRotatedAt.state === 'seen' ? lastRotatedAt : createdAt;
    if (since.state === 'seen') oldest = Math.max(oldest, daysSince(since.value, now));
    else silent = true;
  }
  const rotate = 'Rotate its oldest secret.';
  if (oldest >= riskLimits.veryOldDays) {
    return factor('age', weights.overYear, `its oldest secret is ${oldest} days old`, rotate);
  }
  if (oldest > riskLimits.oldDays) {
    return factor('age', weights.overLimit, `its oldest secret is ${oldest} days old`, rotate);
  }
  if (silent) {
    return factor('age', weights.unknown, 'nothing tells how old its secrets are', rotate);
  }
  return oldest < 0
    ? factor('age', weights.none, 'it has no secret that could age', null)
    : factor('age', weights.young, `its oldest secret is ${oldest} days old`, null);
}

function expiryFactor(view: IdentityView, secrets: readonly CredentialSeen[]): RiskFactor {
  const weights = riskWeights.expiry;
  const limit = 'Replace its secrets by ones that expire.';
  if (secrets.some(({ credential }) => credential.expiresAt.state === 'never')) {
    return factor('expiry', weights.never, 'it has a secret that never expires', limit);
  }
  if (secrets.some(({ credential }) => credential.expiresAt.state === 'unknown')) {
    return factor('expiry', weights.unknown, 'nothing tells when its secrets expire', limit);
  }
  if (secrets.length > 0) return factor('expiry', weights.ends, 'all its secrets expire', null);
  return view.coverage.credential === 'complete'
    ? factor('expiry', weights.none, 'it has no secret that could expire', null)
    : factor(
        'expiry',
        weights.unknown,
        'its credentials were not all read',
        'Read its credentials.',
      );
}

function usageFactor({ identity, credentials }: IdentityView, now: Date): RiskFactor {
  const weights = riskWeights.usage;
  const remove = 'Disable it, and delete it when nothing misses it.';
  let latest = identity.lastUsedAt.state === 'seen' ? identity.lastUsedAt.value : '';
  for (const { credential } of credentials) {
    const { lastUsedAt } = credential;
    if (lastUsedAt.state === 'seen' && lastUsedAt.value > latest) latest = lastUsedAt.value;
  }
  const days = latest === '' ? null : daysSince(latest, now);
  if (days !== null && days <= riskLimits.unusedDays) {
    return factor('usage', weights.used, `it was used ${days} days ago`, null);
  }
  if (identity.lastUsedAt.state === 'unknown') {
    const connect = 'Connect a source that tells its last use.';
    return factor('usage', weights.unknown, 'nothing tells when it was last used', connect);
  }
  if (days !== null)
    return factor('usage', weights.unused, `it was last used ${days} days ago`, remove);

  const { createdAt } = identity;
  const young =
    createdAt.state === 'seen' && daysSince(createdAt.value, now) <= riskLimits.graceDays;
  return young
    ? factor('usage', weights.used, 'it is new and not used yet', null)
    : factor('usage', weights.neverUsed, 'it was never used', remove);
}

function ownershipFactor({ ownership, coverage, identity }: IdentityView): RiskFactor {
  const weights = riskWeights.ownership;
  const name = 'Name an owner and have them confirm.';
  if (identity.attributes?.['providerManaged'] === true) {
    return factor('ownership', weights.owned, 'the provider itself runs it', null);
  }
  if (ownership.length === 0) {
    return coverage.ownership === 'complete'
      ? factor('ownership', weights.none, 'nobody answers for it', name)
      : factor('ownership', weights.unknown, 'nothing tells who answers for it', name);
  }
  const there = ownership.filter(({ owner }) => owner.status !== 'left');
  if (there.length === 0) {
    return factor('ownership', weights.left, 'everyone who answered for it has left', name);
  }
  return there.some((one) => one.basis === 'attested' || one.confidence >= minOwnerConfidence)
    ? factor('ownership', weights.owned, 'somebody answers for it', null)
    : factor('ownership', weights.guessed, 'its owner is only a guess', name);
}

function authenticationFactor(
  view: IdentityView,
  { live, secrets }: { live: readonly CredentialSeen[]; secrets: readonly CredentialSeen[] },
): RiskFactor {
  const weights = riskWeights.authentication;
  const federate = 'Replace its secrets by federation or a platform identity.';
  if (secrets.length > 0) {
    const because = `it authenticates with ${countOf(secrets.length, 'static secret')}`;
    return factor('authentication', weights.static, because, federate);
  }
  if (view.coverage.credential !== 'complete') {
    const because = 'its credentials were not all read';
    return factor('authentication', weights.unknown, because, 'Read its credentials.');
  }
  return live.length > 0
    ? factor('authentication', weights.federated, 'it authenticates without a static secret', null)
    : factor('authentication', weights.none, 'it has no credential of its own', null);
}

function environmentFactor({ identity }: IdentityView): RiskFactor {
  const weights = riskWeights.environment;
  switch (identity.environment) {
    case 'production':
      return factor('environment', weights.production, 'it belongs to production', null);
    case 'non-production':
      return factor('environment', weights.nonProduction, 'it lies outside of production', null);
    case 'unknown':
    case undefined:
      return factor(
        'environment',
        weights.unknown,
        'nothing tells its environment',
        'Mark its environment.',
      );
  }
}

function trustFactor({ delegationsTo, coverage }: IdentityView): RiskFactor {
  const weights = riskWeights.trust;
  const narrow = 'Narrow who may become it.';
  let worst: 'internal' | 'externalConditional' | 'external' | 'public' = 'internal';
  let name = '';
  for (const { from, conditional } of delegationsTo) {
    const here =
      from.type === 'public'
        ? conditional
          ? 'external'
          : 'public'
        : from.type === 'external'
          ? conditional
            ? 'externalConditional'
            : 'external'
          : 'internal';
    if (weights[here] > weights[worst] || (here === worst && from.name < name)) {
      worst = here;
      name = from.name;
    }
  }
  switch (worst) {
    case 'public':
      return factor('trust', weights.public, 'anyone may become it', narrow);
    case 'external':
      return factor('trust', weights.external, `${name} from outside may become it`, narrow);
    case 'externalConditional': {
      const because = `${name} from outside may become it on a condition`;
      return factor('trust', weights.externalConditional, because, narrow);
    }
    case 'internal':
      return coverage.delegation === 'complete'
        ? factor('trust', weights.internal, 'nobody from outside may become it', null)
        : factor(
            'trust',
            weights.unknown,
            'nothing tells who may become it',
            'Read who may become it.',
          );
  }
}

function factor(
  id: RiskFactor['id'],
  points: number,
  because: string,
  action: string | null,
): RiskFactor {
  return { id, points, because, action };
}
