/** A pattern of a word in any case, for detectors whose value is case-sensitive. */
export function anyCase(word: string): string {
  return Array.from(word, (letter) => {
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    if (lower !== upper) return `[${lower}${upper}]`;
    return /[\w-]/.test(letter) ? letter : `\\${letter}`;
  }).join('');
}

/**
 * A pattern of `name = value` in source, configuration or markup, from the words inside the name on.
 * The value is capture group 1.
 */
export function assigned(words: readonly string[], value: string): string {
  const named = `(?:${words.map(anyCase).join('|')})[\\w.-]{0,40}`;
  const operator = '["\'`\\]\\\\]{0,4}\\s{0,10}(?:=>|:=|==?|:|,|\\(|>)\\s{0,10}["\'`\\\\]{0,4}';
  return `${named}${operator}(${value})`;
}

/** Keywords `words` with every separator an assignment may write between them. */
export function spellings(...words: readonly string[]): string[] {
  return ['_', '-', '.', ''].map((separator) => words.join(separator));
}
