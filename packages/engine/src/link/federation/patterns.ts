/** Whether some text fits both patterns; `*` is any text, `?` any one character. Takes time by the product of their lengths. */
export function patternsMeet(one: string, other: string): boolean {
  if (!hasWildcard(one) && !hasWildcard(other)) return one === other;
  // reached[j]: the first i characters of `one` and the first j of `other` have a common text.
  let reached = startOf(other);
  for (let i = 1; i <= one.length; i += 1) {
    const next: boolean[] = [one[i - 1] === '*' && reached[0] === true];
    for (let j = 1; j <= other.length; j += 1) {
      const [a, b] = [one[i - 1], other[j - 1]];
      next[j] =
        a === '*' || b === '*'
          ? (a === '*' && (reached[j] === true || next[j - 1] === true)) ||
            (b === '*' && (next[j - 1] === true || reached[j] === true))
          : (a === b || a === '?' || b === '?') && reached[j - 1] === true;
    }
    reached = next;
  }
  return reached[other.length] === true;
}

function startOf(other: string): boolean[] {
  const start = [true];
  for (let j = 1; j <= other.length; j += 1)
    start[j] = start[j - 1] === true && other[j - 1] === '*';
  return start;
}

/** Whether the text is a pattern. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
