import { fieldOf, type Sight } from './fields.ts';
import type { RulePath, RuleProblem } from './problem.ts';

/** Text with fields in it: `{credential.name} is {credential.createdAt in days} days old`. */
export type Sentence = readonly (string | { readonly path: string; readonly inDays: boolean })[];

const placeholder = /\{([^{}]*)\}/g;

/** The parts of a sentence. Problems: a field that there is not, or not here. */
export function parseSentence(
  text: string,
  nouns: readonly string[],
  { path, problems }: { readonly path: RulePath; readonly problems: RuleProblem[] },
): Sentence {
  const parts: Exclude<Sentence[number], never>[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [name = '', unit] = (match[1] ?? '').split(/ in (?=days$)/);
    const found = fieldOf(name);
    if (found === null || !nouns.includes(found.noun)) {
      problems.push({ path, message: `"{${match[1]}}" is no field that can be seen here.` });
    } else if (unit === 'days' && found.field.type !== 'moment') {
      problems.push({ path, message: `"${name}" is no moment, so it has no days.` });
    } else parts.push({ path: name, inDays: unit === 'days' });
  }
  parts.push(text.slice(end));
  return parts;
}

/** The sentence about what is seen; a field that is not told reads `(not told)`. */
export function sayOf(sentence: Sentence, sight: Sight, now: Date): string {
  return sentence
    .map((part) => (typeof part === 'string' ? part : valueText(part, sight, now)))
    .join('');
}

/** The value of a field as a sentence or as evidence shows it. */
export function valueText(
  { path, inDays }: { readonly path: string; readonly inDays: boolean },
  sight: Sight,
  now: Date,
): string {
  const found = fieldOf(path);
  const thing = found === null ? null : sight.things[found.noun];
  if (found === null || thing === null || thing === undefined) return '(not told)';
  const told = found.field.read(thing);
  if (!told.told) return '(not told)';
  if ('never' in told) return found.field.type === 'moment' ? 'never' : 'none';
  const { value } = told;
  if (inDays && typeof value === 'string') {
    return String(Math.abs(Math.floor((now.getTime() - Date.parse(value)) / 86_400_000)));
  }
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
