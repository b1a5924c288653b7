/**
 * How many could present a token that a trust accepts, from none to anyone who has an account at the
 * issuer. `project` is one repository, namespace or pipeline with all its branches;
 * `pull-requests` its unreviewed changes; `unclear` means that it cannot be told.
 */
export type Reach =
  | 'nothing'
  | 'exact'
  | 'pull-requests'
  | 'project'
  | 'organisation'
  | 'everyone'
  | 'unclear';

const order: readonly Reach[] = [
  'nothing',
  'exact',
  'pull-requests',
  'project',
  'organisation',
  'everyone',
];

/** Both must hold: the narrower of two reaches; something unclear could still narrow a wide one. */
export function both(one: Reach, other: Reach): Reach {
  if (one === 'unclear') return isNarrow(other) ? other : 'unclear';
  if (other === 'unclear') return isNarrow(one) ? one : 'unclear';
  return order.indexOf(one) <= order.indexOf(other) ? one : other;
}

/** One of them suffices: the wider of two reaches; everyone is everyone, whatever else is unclear. */
export function either(one: Reach, other: Reach): Reach {
  if (one === 'everyone' || other === 'everyone') return 'everyone';
  if (one === 'unclear' || other === 'unclear') return 'unclear';
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

/** Narrow enough that nothing unclear could make a difference. */
export function isNarrow(reach: Reach): reach is 'nothing' | 'exact' {
  return reach === 'nothing' || reach === 'exact';
}

/** The position of the first `*` or `?`; -1 when the pattern is literal. */
export function firstWildcard(pattern: string): number {
  const star = pattern.indexOf('*');
  const mark = pattern.indexOf('?');
  if (star === -1) return mark;
  return mark === -1 ? star : Math.min(star, mark);
}

export function hasWildcard(pattern: string): boolean {
  return firstWildcard(pattern) !== -1;
}
