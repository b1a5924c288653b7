import type { Random } from './random.ts';

const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join('');
const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const classes: Readonly<Record<string, string>> = {
  d: digits,
  w: `${digits}${letters}_`,
  s: ' ',
  S: printable,
};
/** An unbounded repeat is sampled with at most so many beyond its least. */
const spare = 4;

interface Reader {
  readonly source: string;
  at: number;
  readonly random: Random;
  /** Where each capture group of the sample begins and ends. */
  readonly groups: [number, number][];
  groupCount: number;
}

/** A text that a pattern matches, and where its capture groups stand in it (index 0: the whole). */
export interface PatternSample {
  readonly text: string;
  readonly groups: readonly (readonly [start: number, end: number])[];
}

/**
 * Makes a text that a RE2-safe pattern matches. Knows literals, classes, groups, alternation and
 * repeats; throws on anything else, so that an unknown construct is seen.
 */
export function samplePattern(source: string, random: Random): PatternSample {
  const reader: Reader = { source, at: 0, random, groups: [], groupCount: 0 };
  const text = alternation(reader, '');
  if (reader.at < source.length) throw new SyntaxError(`cannot sample at ${reader.at}: ${source}`);
  reader.groups[0] = [0, text.length];
  return { text, groups: reader.groups };
}

/** Reads `a|b|c` and keeps one; `before` is what stands in the sample already. */
function alternation(reader: Reader, before: string): string {
  const made: { text: string; groups: [number, number][] }[] = [];
  const outer = reader.groups.slice();
  do {
    if (made.length > 0) reader.at += 1;
    reader.groups.splice(0, reader.groups.length, ...outer);
    made.push({ text: sequence(reader, before), groups: reader.groups.slice() });
  } while (reader.source[reader.at] === '|');
  const kept = made[reader.random.below(made.length)];
  reader.groups.splice(0, reader.groups.length, ...(kept?.groups ?? []));
  return kept?.text ?? before;
}

function sequence(reader: Reader, before: string): string {
  let text = before;
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    text = repeated(reader, text);
  }
  return text;
}

function repeated(reader: Reader, before: string): string {
  const start = reader.at;
  const groupsBefore = reader.groupCount;
  let text = atom(reader, before);
  const afterAtom = reader.at;
  const [least, most] = quantifier(reader);
  const end = reader.at;
  const times = least + reader.random.below(most - least + 1);
  if (times === 0) return before;
  for (let round = 1; round < times; round++) {
    reader.at = start;
    reader.groupCount = groupsBefore;
    text = atom(reader, text);
    if (reader.at !== afterAtom) throw new SyntaxError(`uneven repeat in ${reader.source}`);
  }
  reader.at = end;
  return text;
}

function quantifier(reader: Reader): readonly [number, number] {
  const rest = reader.source.slice(reader.at);
  const braces = /^\{(\d+)(?:(,)(\d*))?\}/.exec(rest);
  const sign = braces === null ? /^[?*+]/.exec(rest)?.[0] : undefined;
  reader.at += braces?.[0].length ?? sign?.length ?? 0;
  if ((braces !== null || sign !== undefined) && reader.source[reader.at] === '?') reader.at += 1;
  if (sign !== undefined) return sign === '?' ? [0, 1] : sign === '*' ? [0, spare] : [1, spare];
  if (braces === null) return [1, 1];
  const least = Number(braces[1]);
  if (braces[2] === undefined) return [least, least];
  return [least, braces[3] === '' ? least + spare : Number(braces[3])];
}

function atom(reader: Reader, before: string): string {
  const first = reader.source.charAt(reader.at);
  if (first === '(') return group(reader, before);
  reader.at += 1;
  if (first === '[') return before + reader.random.of(characterClass(reader));
  if (first === '.') return before + reader.random.of(printable);
  if (first === '^' || first === '$') return before;
  if (first !== '\\') return before + first;
  const escaped = reader.source.charAt(reader.at++);
  if (escaped === 'b') return before;
  return before + escapedOne(reader, escaped);
}

function escapedOne(reader: Reader, escaped: string): string {
  if (escaped === 'n') return '\n';
  return /[a-zA-Z]/.test(escaped) ? reader.random.of(named(escaped)) : escaped;
}

function named(letter: string): string {
  const members = classes[letter];
  if (members === undefined) throw new SyntaxError(`cannot sample \\${letter}`);
  return members;
}

function group(reader: Reader, before: string): string {
  const captures = !reader.source.startsWith('(?:', reader.at);
  if (captures && reader.source.startsWith('(?', reader.at)) {
    throw new SyntaxError(`cannot sample ${reader.source.slice(reader.at, reader.at + 4)}`);
  }
  reader.at += captures ? 1 : 3;
  const number = captures ? ++reader.groupCount : 0;
  const text = alternation(reader, before);
  if (reader.source[reader.at] !== ')') throw new SyntaxError(`unclosed group: ${reader.source}`);
  reader.at += 1;
  if (captures) reader.groups[number] = [before.length, text.length];
  return text;
}

function characterClass(reader: Reader): string {
  const negated = reader.source[reader.at] === '^';
  if (negated) reader.at += 1;
  let members = '';
  while (reader.source[reader.at] !== ']') members += classMember(reader);
  reader.at += 1;
  if (!negated) return members;
  return Array.from(printable)
    .filter((letter) => !members.includes(letter))
    .join('');
}

function classMember(reader: Reader): string {
  const one = reader.source.charAt(reader.at++);
  if (one === '\\') {
    const escaped = reader.source.charAt(reader.at++);
    if (escaped === 'n') return '\n';
    return /[a-zA-Z]/.test(escaped) ? named(escaped) : escaped;
  }
  const until = reader.source.charAt(reader.at + 1);
  if (reader.source[reader.at] !== '-' || until === ']') return one;
  reader.at += 2;
  const [from, to] = [one.charCodeAt(0), until.charCodeAt(0)];
  return String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, step) => from + step));
}
