import { type TrustCondition, trustConditionsOf } from '@nonhuman/checks';
import { hasWildcard, patternsMeet } from './patterns.ts';
import { type AskedClaim, type Claims, issuerHost, type Token } from './token.ts';

/** What a trust asks of tokens. */
export interface Trust {
  /** Host and path of the issuer; null when it is not told. */
  readonly issuer: string | null;
  /** Null when they are not told, or not in a form that is understood. */
  readonly conditions: readonly TrustCondition[] | null;
  /** Accepted audiences; null when not told. */
  readonly audience: readonly string[] | null;
}

/** Whether a token is accepted, and by what. */
export interface Acceptance {
  readonly accepted: 'yes' | 'no' | 'unknown';
  /** The condition that decides: the first that fails, else the first that cannot be told, else all in words. */
  readonly because: string;
}

/** The conditions of a trust in the agreed form; null when they are not. */
export function conditionsIn(value: unknown): TrustCondition[] | null {
  return trustConditionsOf(value);
}

/** Conditions on the request that whoever calls can meet. */
const metByAnyCaller = new Set([
  'aws:requestedregion',
  'aws:securetransport',
  'sts:rolesessionname',
]);

interface Operator {
  readonly comparison: 'equals' | 'equals-ignoring-case' | 'like' | 'null' | 'other';
  readonly negated: boolean;
  /** What holds when the token lacks the claim; null: as the comparison says. */
  readonly ifAbsent: 'yes' | null;
  /** Part of a denying statement. */
  readonly denies: boolean;
}

function operatorOf(written: string): Operator {
  const denies = written.startsWith('Deny:');
  const text = written.replace(/^Deny:/, '');
  const quantified = text.replace(/^For(?:All|Any)(?:Values|Value):/, '');
  const base = quantified.replace(/IfExists$/, '');
  const vacuous = text.startsWith('ForAllValues:') || quantified.endsWith('IfExists');
  const negated = base.startsWith('StringNot');
  const comparisons: Readonly<Record<string, Operator['comparison']>> = {
    StringEquals: 'equals',
    StringNotEquals: 'equals',
    StringEqualsIgnoreCase: 'equals-ignoring-case',
    StringNotEqualsIgnoreCase: 'equals-ignoring-case',
    StringLike: 'like',
    StringNotLike: 'like',
    Null: 'null',
  };
  const comparison = comparisons[base] ?? 'other';
  return { comparison, negated, ifAbsent: vacuous || negated ? 'yes' : null, denies };
}

/** The name of the claim that a condition is about; null when it is about the request. */
function claimOf({ key }: TrustCondition, issuer: string | null): string | null {
  if (/^(?:aws|sts|iam):/i.test(key)) return null;
  // The claim of CircleCI has a slash and a dot of its own.
  const host = issuer === null ? null : `${issuer.toLowerCase()}:`;
  const name =
    host !== null && key.toLowerCase().startsWith(host)
      ? key.slice(host.length)
      : key.slice(key.lastIndexOf(':') + 1);
  if (name === 'google.subject') return 'sub';
  return name.replace(/^(?:assertion|attribute)\./, '');
}

/** Claims that must have one of some values, for finding who could meet them. */
export function askedOf({ conditions, issuer }: Trust): AskedClaim[] {
  return (conditions ?? []).flatMap((condition) => {
    const { comparison, negated, denies, ifAbsent } = operatorOf(condition.operator);
    const claim = claimOf(condition, issuer);
    const isPlain = !negated && !denies && ifAbsent === null;
    if (claim === null || !isPlain || comparison === 'null' || comparison === 'other') return [];
    return [{ claim, values: condition.values }];
  });
}

type Answer = Acceptance['accepted'];

/** Whether the trust accepts the token in some run of its workload. */
export function accepts(trust: Trust, token: Token): Acceptance {
  if (trust.conditions === null) {
    return {
      accepted: 'unknown',
      because: 'the conditions of the trust are not told, or not in a form that is understood',
    };
  }
  const answers = trust.conditions.map((condition) => ({
    condition,
    answer: answerOf(condition, trust, token),
  }));
  const audience = audienceAnswer(trust, token.claims);
  const failed = answers.find(({ answer }) => answer === 'no');
  if (failed) return { accepted: 'no', because: `it asks ${worded(failed.condition)}` };
  if (audience === 'no') {
    return {
      accepted: 'no',
      because: `it accepts only the audience ${(trust.audience ?? []).join(', ')}`,
    };
  }
  const open = answers.find(({ answer }) => answer === 'unknown');
  if (open)
    return {
      accepted: 'unknown',
      because: `it asks ${worded(open.condition)}, which is not told of the token`,
    };
  const decisive = trust.conditions.filter((condition) => !isAudience(condition, trust));
  return {
    accepted: 'yes',
    because:
      decisive.length === 0
        ? 'it asks nothing of who calls'
        : `it asks ${decisive.map(worded).join(' and ')}`,
  };
}

const isAudience = (condition: TrustCondition, trust: Trust) =>
  claimOf(condition, trust.issuer) === 'aud';

/** The audience is asked for by whoever logs in: one that is not told may be the right one. */
function audienceAnswer({ audience, conditions, issuer }: Trust, { aud }: Claims): Answer {
  if (audience === null || audience.length === 0 || aud === undefined || aud === 'absent')
    return 'yes';
  if (conditions?.some((condition) => claimOf(condition, issuer) === 'aud')) return 'yes';
  return audience.some((one) => aud.some((possible) => patternsMeet(possible, one))) ? 'yes' : 'no';
}

function answerOf(condition: TrustCondition, { issuer }: Trust, token: Token): Answer {
  const { claims } = token;
  const operator = operatorOf(condition.operator);
  const claim = claimOf(condition, issuer);
  if (claim === null) return metByAnyCaller.has(condition.key.toLowerCase()) ? 'yes' : 'unknown';
  if (isOfOtherIssuer(condition, issuer)) return operator.ifAbsent ?? 'no';
  const possible = claims[claim];
  if (operator.denies) return denied(condition, operator, possible);
  if (claim === 'aud' && possible === undefined) return 'yes';
  if (operator.comparison === 'null') return nullAnswer(condition.values, possible);
  if (operator.comparison === 'other' || possible === undefined) return 'unknown';
  if (possible === 'absent') return operator.ifAbsent ?? 'no';
  const answer = compare(condition.values, operator, possible);
  if (answer !== 'no' || operator.negated) return answer;
  const further = token.possibly?.[claim];
  return further !== undefined && compare(condition.values, operator, further) === 'yes'
    ? 'unknown'
    : 'no';
}

/** A denial that certainly hits ends it; one of several conditions of a denial may not be all of it. */
function denied(
  condition: TrustCondition,
  operator: Operator,
  possible: readonly string[] | 'absent' | undefined,
): Answer {
  if (possible === undefined || operator.comparison === 'other' || operator.comparison === 'null')
    return 'unknown';
  if (possible === 'absent') return operator.ifAbsent === 'yes' ? 'unknown' : 'yes';
  return compare(condition.values, operator, possible) === 'no' ? 'yes' : 'unknown';
}

/** `Null: false` asks that the claim be there. */
function nullAnswer(
  values: readonly string[],
  possible: readonly string[] | 'absent' | undefined,
): Answer {
  if (possible === undefined) return 'unknown';
  const mustBeAbsent = values.includes('true');
  return mustBeAbsent === (possible === 'absent') ? 'yes' : 'no';
}

/** A condition whose key names another issuer finds no such claim in the token. */
function isOfOtherIssuer({ key }: TrustCondition, issuer: string | null): boolean {
  const colon = key.lastIndexOf(':');
  const prefix = issuerHost(key.slice(0, Math.max(0, colon)));
  if (issuer === null || prefix === null || !prefix.includes('.')) return false;
  return (
    prefix.toLowerCase() !== issuer.toLowerCase() &&
    !key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`)
  );
}

function compare(
  values: readonly string[],
  operator: Operator,
  possible: readonly string[],
): Answer {
  const { comparison, negated } = operator;
  if (negated) {
    const excluded = (one: string) =>
      !hasWildcard(one) && values.some((value) => fits(one, value, comparison));
    return possible.every(excluded) ? 'no' : 'yes';
  }
  const usable = comparison === 'like' ? values : values.filter((value) => !hasWildcard(value));
  if (usable.some((value) => value.includes('${'))) return 'unknown';
  if (usable.some((value) => possible.some((one) => fits(one, value, comparison)))) return 'yes';
  const ignoringCase = usable.some((value) =>
    possible.some((one) => patternsMeet(one.toLowerCase(), value.toLowerCase())),
  );
  // A clone may be written in another case than the name has at its host, which signs it.
  return ignoringCase ? 'unknown' : 'no';
}

function fits(possible: string, value: string, comparison: Operator['comparison']): boolean {
  return comparison === 'equals-ignoring-case'
    ? patternsMeet(possible.toLowerCase(), value.toLowerCase())
    : patternsMeet(possible, value);
}

function worded({ operator, key, values }: TrustCondition): string {
  const shown = values.length > 3 ? [...values.slice(0, 3), `${values.length - 3} more`] : values;
  return `${key} ${operator} ${shown.join(' or ')}`;
}
