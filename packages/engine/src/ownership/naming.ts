import type { People, Recognised } from './known-people.ts';
import { plainUserName } from './wording.ts';

/** A convention, ready to be matched. */
export interface Convention {
  readonly pattern: string;
  readonly names: 'team' | 'person';
  readonly before: RegExp;
  readonly after: RegExp;
  /** Set by the workspace: believed even of a team that nobody knows. */
  readonly isOwn: boolean;
}

/** Who a name names by a convention. */
export interface Named {
  readonly convention: Convention;
  readonly text: string;
  readonly recognised: Recognised | null;
}

/** `svc-{team}-*` as what must stand before and after the name. */
export function conventionOf(pattern: string, isOwn: boolean): Convention {
  const at = /\{(team|person)\}/.exec(pattern);
  const names = at?.[1] === 'person' ? 'person' : 'team';
  const before = pattern.slice(0, at?.index ?? 0);
  const after = pattern.slice((at?.index ?? 0) + (at?.[0].length ?? 0));
  return {
    pattern,
    names,
    before: new RegExp(`^${globOf(before)}$`, 'i'),
    after: new RegExp(`^${globOf(after)}$`, 'i'),
    isOwn,
  };
}

function globOf(text: string): string {
  return text
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

const boundaries = new Set('-_.:/@ \t\n');
/** Longer names are not made by a convention, and cost. */
const maxParts = 16;

/**
 * Who a name names by the conventions: the longest name of a known team or person; else, by a
 * convention of the workspace's own, the shortest that fits, whom nobody knows.
 */
export function namedBy(
  name: string,
  conventions: readonly Convention[],
  people: People,
): Named | null {
  let unknownName: Named | null = null;
  for (const convention of conventions) {
    const texts = fitting(name, convention);
    for (const text of texts) {
      const recognised = knownAs(text, convention, people);
      if (recognised !== null) return { convention, text, recognised };
    }
    const shortest = texts.at(-1);
    if (convention.isOwn && unknownName === null && shortest !== undefined)
      unknownName = { convention, text: shortest, recognised: null };
  }
  return unknownName;
}

/** The parts of a name that may stand for the placeholder, the longest first. */
function fitting(name: string, { before, after }: Convention): string[] {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index <= name.length; index += 1) {
    const left = index === 0 || boundaries.has(name[index - 1] ?? '');
    const right = index === name.length || boundaries.has(name[index] ?? '');
    if (left) starts.push(index);
    if (right && index > 0) ends.push(index);
    if (starts.length > maxParts) return [];
  }
  const found: string[] = [];
  for (const start of starts) {
    if (!before.test(name.slice(0, start))) continue;
    for (const end of ends) {
      if (end > start && after.test(name.slice(end))) found.push(name.slice(start, end));
    }
  }
  return found.sort((one, other) => other.length - one.length);
}

function knownAs(text: string, { names }: Convention, people: People): Recognised | null {
  if (names === 'team') {
    const team = people.teamNamed(text);
    return team === null ? null : { owner: team, by: 'name' };
  }
  if (plainUserName(text).length < 4) return null;
  const found = people.recognise({ text, provider: '', type: 'person' });
  return found?.owner.type === 'person' ? found : null;
}
