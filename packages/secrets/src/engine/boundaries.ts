/** Whether an ASCII letter, digit or underscore. */
export function isWord(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95
  );
}

/**
 * Whether a token may begin at this offset: not inside a longer word.
 *
 * The last letter of an escape (`\n`, `%3D`, `\u0026`) ends a word: in JSON, shell and URLs a token
 * often stands right behind one.
 */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !isWord(text.charCodeAt(at - 1))) return true;
  const before = text.slice(Math.max(0, at - 6), at);
  return /\\[nrtbfv0]$|%[0-9A-Fa-f]{2}$|\\u[0-9A-Fa-f]{4}$|\\x[0-9A-Fa-f]{2}$/.test(before);
}

/** Whether a token may end before this offset: no word character, and none of `refused`, follows. */
export function endsWord(text: string, at: number, refused: string): boolean {
  if (at >= text.length) return true;
  return !isWord(text.charCodeAt(at)) && !refused.includes(text.charAt(at));
}

/** Whether white space, a quote or an angle bracket: what an unquoted value in text cannot hold. */
export function endsRun(unit: number): boolean {
  return (
    (unit >= 9 && unit <= 13) ||
    unit === 32 ||
    unit === 34 ||
    unit === 39 ||
    unit === 60 ||
    unit === 62 ||
    unit === 96
  );
}

/** Whether a literal stands within so many units, before any unit that ends a run. */
export function standsSoonAfter(
  text: string,
  at: number,
  soon: { readonly text: string; readonly within: number },
): boolean {
  const end = Math.min(text.length, at + soon.within + soon.text.length);
  for (let i = at; i < end && !endsRun(text.charCodeAt(i)); i++) {
    if (text.startsWith(soon.text, i)) return true;
  }
  return false;
}
