/** One demand on a token, in the words that checks of trusts read. */
export interface TokenCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Google takes 4,096 characters. */
const longest = 8192;

/** A demand that is not understood: kept as written, so that nobody takes it for none. */
function notUnderstood(text: string): TokenCondition {
  return { operator: 'Cel', key: text, values: [] };
}

/**
 * What an attribute condition of a provider asks of a token, when it is made of comparisons joined by
 * `&&`; alternatives (`||`) only where they all compare the same claim. `claimOf` gives the token's own
 * claim for an attribute that the provider maps.
 */
export function tokenConditions(
  expression: string,
  claimOf: (name: string) => string,
): TokenCondition[] {
  if (expression.length > longest) return [notUnderstood(expression.slice(0, 200))];
  const parts = splitTop(unwrapped(expression.trim()), '&&');
  return parts.map((part) => oneCondition(part, claimOf));
}

function oneCondition(part: string, claimOf: (name: string) => string): TokenCondition {
  const text = unwrapped(part.trim());
  const alternatives = splitTop(text, '||').map((one) =>
    comparison(unwrapped(one.trim()), claimOf),
  );
  const told = alternatives.filter((one) => one !== null);
  const [first] = told;
  const isOne =
    first !== undefined &&
    told.length === alternatives.length &&
    told.every(({ key, operator }) => key === first.key && operator === first.operator);
  return isOne ? { ...first, values: told.flatMap(({ values }) => values) } : notUnderstood(text);
}

const name = String.raw`((?:assertion|attribute|google)(?:\.\w+|\[(?:"[^"]*"|'[^']*')\])+)`;
const literal = String.raw`(?:"([^"\\]*)"|'([^'\\]*)')`;
const equal = new RegExp(`^${name}\\s*==\\s*${literal}$`);
const equalTurned = new RegExp(`^${literal}\\s*==\\s*${name}$`);
const oneOf = new RegExp(`^${name}\\s+in\\s+\\[(.*)\\]$`, 's');
const startsWith = new RegExp(`^${name}\\.startsWith\\(\\s*${literal}\\s*\\)$`);
const endsWith = new RegExp(`^${name}\\.endsWith\\(\\s*${literal}\\s*\\)$`);

function comparison(text: string, claimOf: (name: string) => string): TokenCondition | null {
  const said = (match: RegExpExecArray, at: number) => match[at] ?? match[at + 1] ?? '';
  const of = (operator: string, key: string | undefined, values: readonly string[]) => ({
    operator,
    key: claimOf(dotted(key ?? '')),
    values,
  });
  const same = equal.exec(text);
  if (same) return of('StringEquals', same[1], [said(same, 2)]);
  const turned = equalTurned.exec(text);
  if (turned) return of('StringEquals', turned[3], [said(turned, 1)]);
  const among = oneOf.exec(text);
  if (among) {
    const values = literals(among[2] ?? '');
    return values === null ? null : of('StringEquals', among[1], values);
  }
  const start = startsWith.exec(text);
  if (start) return of('StringLike', start[1], [`${said(start, 2)}*`]);
  const end = endsWith.exec(text);
  return end ? of('StringLike', end[1], [`*${said(end, 2)}`]) : null;
}

/** `assertion["a"]` as `assertion.a`. */
function dotted(key: string): string {
  return key.replace(/\[["']([^"']*)["']\]/g, '.$1');
}

function literals(text: string): string[] | null {
  const parts = text.split(',').map((part) => /^\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*$/.exec(part));
  return parts.every((part) => part !== null)
    ? parts.map((part) => part?.[1] ?? part?.[2] ?? '')
    : null;
}

/** Without one pair of brackets around the whole. */
function unwrapped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (const { char, at } of outsideQuotes(text)) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth === 0 && at < text.length - 1) return text;
  }
  return unwrapped(text.slice(1, -1).trim());
}

function splitTop(text: string, separator: '&&' | '||'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { char, at } of outsideQuotes(text)) {
    if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    if (depth === 0 && at >= from && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + 2;
    }
  }
  return [...parts, text.slice(from)];
}

function* outsideQuotes(text: string): Generator<{ readonly char: string; readonly at: number }> {
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== null) {
      if (char === '\\') at += 1;
      else if (char === quote) quote = null;
    } else if (char === '"' || char === "'") quote = char;
    else yield { char, at };
  }
}
