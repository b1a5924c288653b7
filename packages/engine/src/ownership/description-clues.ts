import type { Identity } from '@nonhuman/model';
import type { Among, Clue } from './clue.ts';
import type { People, Recognised } from './known-people.ts';
import type { SignalWeight } from './weights.ts';
import { emailsIn } from './wording.ts';

/** More in one text is a list of recipients, not of owners. */
const maxNames = 5;

const ownerWords =
  /\b(?:owner|owned by|contact|maintain\w*|responsible|team|squad|poc|managed by|ask)\b/i;
const ownerPhrase =
  /\b(?:owner|owned by|contact|maintainers?|maintained by|responsible|team|squad|poc|managed by)\b\s*(?:is|are)?\s*[:=-]?\s*@?([\p{L}\p{N}][\p{L}\p{N} ._/-]{1,60})/giu;

/** Whom a description names: by e-mail address, or in words that name somebody who is known. */
export function descriptionClues(
  { description, provider }: Identity,
  { people, habits }: Among,
): Clue[] {
  if (!description) return [];
  const text = description.slice(0, 2000);
  const clue = (signal: SignalWeight, name: string, email: string | null): Clue => ({
    signal,
    origin: 'description',
    weight: habits.weightOf(signal),
    because: `its description names ${name}`,
    source: provider,
    basis: 'inferred',
    mention: { text: name, email, type: 'person' },
    status: 'unknown',
  });
  const emails = emailsIn(text).slice(0, maxNames);
  if (emails.length > 0) {
    const signal = ownerWords.test(text) ? 'description-owner' : 'description-email';
    return emails.map((email) => clue(signal, email, email));
  }
  // Without an address, words are only believed when they name somebody who is known.
  return [...text.matchAll(ownerPhrase)].flatMap(([, phrase = '']) => {
    const known = beginningOf(phrase, people, provider);
    if (known === null) return [];
    const found = clue('description-owner', known.owner.name, known.owner.email);
    return [{ ...found, recognised: known }];
  });
}

/** The longest beginning of a phrase that names somebody who is known. */
function beginningOf(phrase: string, people: People, provider: string): Recognised | null {
  const words = phrase.trim().split(/\s+/).slice(0, 4);
  for (let count = words.length; count > 0; count -= 1) {
    const text = words
      .slice(0, count)
      .join(' ')
      .replace(/[.,;:]+$/, '');
    const known =
      people.recognise({ text, provider, type: 'team' }) ??
      people.recognise({ text, provider, type: 'person' });
    if (known !== null) return known;
  }
  return null;
}
