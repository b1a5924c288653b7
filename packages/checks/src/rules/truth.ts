/** Whether a condition holds, with the reason when nothing tells. Unknown is never false. */
export type Truth =
  | { readonly is: true }
  | { readonly is: false }
  | { readonly is: null; readonly because: string };

export const holds: Truth = { is: true };
export const fails: Truth = { is: false };

/** Nothing tells whether it holds. */
export function unclear(because: string): Truth {
  return { is: null, because };
}

export function truthOf(value: boolean): Truth {
  return value ? holds : fails;
}

/** All must hold: one that fails decides, whatever else is unclear. */
export function allOf(truths: readonly Truth[]): Truth {
  return truths.find(({ is }) => is === false) ?? truths.find(({ is }) => is === null) ?? holds;
}

/** One must hold: one that does decides, whatever else is unclear. */
export function anyOf(truths: readonly Truth[]): Truth {
  return truths.find(({ is }) => is === true) ?? truths.find(({ is }) => is === null) ?? fails;
}

export function negated(truth: Truth): Truth {
  return truth.is === null ? truth : truthOf(!truth.is);
}
