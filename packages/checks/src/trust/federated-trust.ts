import { trustConditionsOf } from '../attribute-readers.ts';
import type { TrustCondition } from '../attribute-words.ts';
import { credentialFact, delegationFact } from '../attributes.ts';
import { isDead } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';
import { type Issuer, issuers } from './issuers.ts';
import { both, firstWildcard, hasWildcard, isNarrow, type Reach } from './reach.ts';
import { widest } from './subject-grammar.ts';

/** That tokens of an issuer are accepted, under conditions. */
export interface FederatedTrust {
  /** Host and path of the issuer; null when it is not told. */
  readonly issuer: string | null;
  /** Whose tokens these are, by the source; null when it does not say. */
  readonly provider: string | null;
  /** Null when they are not told, or not in the agreed form. */
  readonly conditions: readonly TrustCondition[] | null;
  /** Accepted audiences; null when not told. */
  readonly audience: readonly string[] | null;
}

/** What can be said about who may use a trust. */
export interface Judged {
  readonly reach: Reach;
  readonly because: string;
}

/** Every federated trust towards the identity, told by delegations, credentials or both. */
export function federatedTrustsOf(view: IdentityView): FederatedTrust[] {
  const trusts: FederatedTrust[] = [];
  const audiences = new Map<string, readonly string[]>();
  const providers = new Map<string, string>();
  const told: FederatedTrust[] = [];
  for (const { credential } of view.credentials) {
    if (credential.kind !== 'federated-trust' || isDead(credential.status)) continue;
    const issuer = hostOf(credentialFact(credential, 'issuer'));
    const audience = credentialFact(credential, 'audience');
    if (issuer !== null && audience !== null) audiences.set(issuer, audience);
    const provider = credentialFact(credential, 'provider');
    if (issuer !== null && provider !== null) providers.set(issuer, provider);
    const conditions = credentialFact(credential, 'subjectConditions');
    told.push({ issuer: issuer ?? issuerIn(conditions), provider, conditions, audience });
  }
  for (const delegation of view.delegationsTo) {
    if (delegation.kind !== 'federated-login' || delegation.from.type === 'identity') continue;
    const conditions = delegation.conditional
      ? trustConditionsOf(delegation.conditions)
      : (trustConditionsOf(delegation.conditions) ?? []);
    const issuer =
      hostOf(delegationFact(delegation, 'issuer')) ??
      issuerIn(conditions) ??
      hostOf(delegation.from.key);
    const audience = (issuer === null ? null : audiences.get(issuer)) ?? null;
    const provider =
      delegationFact(delegation, 'provider') ??
      (issuer === null ? null : providers.get(issuer)) ??
      null;
    trusts.push({ issuer, provider, conditions, audience });
  }
  const issuersSeen = new Set(trusts.map(({ issuer }) => issuer));
  for (const trust of told) if (!issuersSeen.has(trust.issuer)) trusts.push(trust);
  return trusts;
}

/** `https://host/path/` and `arn:…:oidc-provider/host/path` as `host/path`; null for no host. */
function hostOf(issuer: string | null): string | null {
  if (issuer === null) return null;
  const host = issuer
    .replace(/^https?:\/\//, '')
    .replace(/^arn:[^/]*:oidc-provider\//, '')
    .replace(/\/+$/, '')
    .toLowerCase();
  return host === '' ? null : host;
}

function issuerIn(conditions: readonly TrustCondition[] | null): string | null {
  for (const { key } of conditions ?? []) {
    const colon = key.lastIndexOf(':');
    const prefix = key.slice(0, Math.max(0, colon));
    if (prefix.includes('.')) return hostOf(prefix);
  }
  return null;
}

/** The name of the claim that a condition is about; null when it is about the request, not the token. */
export function claimOf(key: string): string | null {
  if (/^(?:aws|sts|iam):/i.test(key)) return null;
  const name = key.slice(key.lastIndexOf(':') + 1);
  if (name === 'google.subject') return 'sub';
  return name.replace(/^(?:assertion|attribute)\./, '');
}

/** Conditions on the request that whoever calls can always meet. */
const metByAnyCaller = new Set([
  'aws:requestedregion',
  'aws:securetransport',
  'sts:rolesessionname',
]);

interface Asked {
  /** Whether values are patterns; null when the operator does not say what a claim must be. */
  readonly patterns: boolean | null;
  /** True when the condition also holds for a token that lacks the claim. */
  readonly vacuous: boolean;
  /** True when it is not understood and could narrow. */
  readonly unmodelled: boolean;
}

/** What an operator asks, with its quantifier, its `IfExists`, and the `Deny:` of a denying statement. */
function askedBy(operator: string): Asked {
  const denied = operator.startsWith('Deny:');
  const bare = operator.replace(/^Deny:/, '').replace(/^For(?:All|Any)(?:Values|Value):/, '');
  const base = bare.replace(/IfExists$/, '');
  const vacuous = !denied && (operator.includes('ForAllValues:') || bare.endsWith('IfExists'));
  const positive = denied ? base.replace(/^StringNot/, 'String') : base;
  const negates = denied && base === positive;
  if (!negates) {
    if (positive === 'StringEquals' || positive === 'StringEqualsIgnoreCase') {
      return { patterns: false, vacuous, unmodelled: false };
    }
    if (positive === 'StringLike') return { patterns: true, vacuous, unmodelled: false };
  }
  const asksNothing = !denied && (base === 'Null' || base.startsWith('StringNot'));
  return { patterns: null, vacuous, unmodelled: !asksNothing };
}

/** What the trust asks for that no token of its issuer ever has: it lets nobody in by these. */
export function neverMatches(trust: FederatedTrust): readonly string[] {
  const issuer = issuerOf(trust)?.issuer;
  const never: string[] = [];
  for (const { operator, key, values } of trust.conditions ?? []) {
    const asked = askedBy(operator);
    const claim = claimOf(key);
    if (asked.patterns === null) continue;
    if (values.length === 0 && !asked.vacuous) never.push(`${key} is one of nothing`);
    const reachOf = claim === null ? undefined : issuer?.claims[claim];
    for (const value of values) {
      const literalWildcard = !asked.patterns && hasWildcard(value);
      const isForeign = claim !== null && reachOf?.(value) === 'nothing' && !value.includes('${');
      if (literalWildcard || isForeign) never.push(value);
    }
  }
  return never;
}

/** How many could present a token that this trust accepts. */
export function judgeTrust(trust: FederatedTrust): Judged {
  if (trust.conditions === null) {
    return { reach: 'unclear', because: 'the conditions of a trust are not told' };
  }
  const known = issuerOf(trust);
  if (known === null) {
    const name = trust.issuer ?? 'an issuer that is not named';
    return { reach: 'unclear', because: `tokens of ${name} are not understood` };
  }
  return judgeConditions(known.issuer, known.isOwnServer, trust.conditions);
}

/** The issuer by its address, else by what the source says it is: then a server of one's own. */
function issuerOf({
  issuer: host,
  provider,
}: FederatedTrust): { readonly issuer: Issuer; readonly isOwnServer: boolean } | null {
  const byHost = issuers.find((issuer) => host !== null && issuer.host.test(host));
  if (byHost !== undefined) return { issuer: byHost, isOwnServer: false };
  const byName = issuers.find((issuer) => issuer.provider === provider);
  return byName === undefined ? null : { issuer: byName, isOwnServer: host !== null };
}

function judgeConditions(
  issuer: Issuer,
  isOwnServer: boolean,
  conditions: readonly TrustCondition[],
): Judged {
  let reach: Reach = issuer.tenants;
  let narrowed = false;
  let unmodelled: string | null = null;
  let vacuous: string | null = null;
  for (const condition of conditions) {
    if (metByAnyCaller.has(condition.key.toLowerCase())) continue;
    const asked = askedBy(condition.operator);
    const claim = claimOf(condition.key);
    if (asked.patterns === null || claim === null) {
      if (asked.unmodelled || claim === null) unmodelled ??= condition.key;
      continue;
    }
    const reachOf = issuer.claims[claim];
    const isNarrowing = issuer.narrowing.has(claim);
    if (reachOf === undefined && !isNarrowing) {
      if (!issuer.ignored.has(claim)) unmodelled ??= condition.key;
      continue;
    }
    if (asked.vacuous) {
      vacuous ??= claim;
      continue;
    }
    const values = asked.patterns
      ? condition.values
      : condition.values.filter((value) => !hasWildcard(value));
    if (isNarrowing && values.every(isPinned)) narrowed = true;
    if (reachOf !== undefined) reach = both(reach, widest(values, reachOf));
  }
  if (narrowed && (reach === 'project' || reach === 'pull-requests')) reach = 'exact';
  // Everyone who has an account on a server of one's own is not everyone.
  if (isOwnServer && reach === 'everyone') reach = 'organisation';
  return concluded(issuer, { reach, unmodelled, vacuous });
}

/** Literal at least up to a branch or environment name. */
function isPinned(value: string): boolean {
  const wildcard = firstWildcard(value);
  return wildcard === -1 || !/^(?:refs\/?(?:heads\/?|tags\/?)?)?$/.test(value.slice(0, wildcard));
}

function concluded(
  issuer: Issuer,
  {
    reach,
    unmodelled,
    vacuous,
  }: { reach: Reach; unmodelled: string | null; vacuous: string | null },
): Judged {
  if (isNarrow(reach)) return { reach, because: 'one branch, environment or account may log in' };
  if (reach === 'unclear') {
    return { reach, because: `a subject of ${issuer.title} has a form that is not understood` };
  }
  if (unmodelled !== null) {
    return { reach: 'unclear', because: `its condition on ${unmodelled} is not understood` };
  }
  const absent =
    vacuous === null ? '' : `; its condition on ${vacuous} also holds when the claim is absent`;
  return { reach, because: `${issuer.words[reach]}${absent}` };
}
