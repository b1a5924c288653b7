/** Where in a rule: keys and positions from the top. */
export type RulePath = readonly (string | number)[];

/** What is wrong with a rule, where, and what to do. */
export interface RuleProblem {
  readonly path: RulePath;
  readonly message: string;
}

/** `fail.all[1].field`, or `the rule` for the top. */
export function pathText(path: RulePath): string {
  if (path.length === 0) return 'the rule';
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part + 1}]` : at === 0 ? part : `.${part}`))
    .join('');
}

/** The name that comes nearest, when it is near enough to be meant. */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: { readonly name: string; readonly steps: number } | null = null;
  for (const one of known) {
    const begins = name.length > 2 && one.toLowerCase().startsWith(name.toLowerCase());
    const steps = begins ? 1 : stepsBetween(name.toLowerCase(), one.toLowerCase());
    if (best === null || steps < best.steps) best = { name: one, steps };
  }
  return best !== null && best.steps <= Math.max(2, Math.ceil(name.length / 3)) ? best.name : null;
}

/** How many letters must be put in, taken out or changed. */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
