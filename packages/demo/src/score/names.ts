import type { SubjectName } from '../truth.ts';

/** A row of the inventory, as far as names go. */
export interface ToldThing {
  readonly id: string;
  readonly noun: SubjectName['noun'];
  /** Everything that it may be called by in the truth. */
  readonly names: readonly string[];
}

/** Finds rows by the names of the truth. */
export interface NameIndex {
  /** Rows that bear the name; none when the inventory lacks it. */
  thingsNamed(subject: SubjectName): readonly ToldThing[];
  thing(id: string): ToldThing | null;
}

/** An index over all rows. */
export function indexOf(things: Iterable<ToldThing>): NameIndex {
  const byName = new Map<string, ToldThing[]>();
  const byId = new Map<string, ToldThing>();
  for (const thing of things) {
    byId.set(thing.id, thing);
    for (const name of new Set(thing.names)) {
      const key = `${thing.noun} ${name}`;
      const known = byName.get(key);
      if (known === undefined) byName.set(key, [thing]);
      else known.push(thing);
    }
  }
  return {
    thingsNamed: ({ noun, name }) => byName.get(`${noun} ${name}`) ?? [],
    thing: (id) => byId.get(id) ?? null,
  };
}

/** One text for a name of the truth. */
export function written({ noun, name }: SubjectName): string {
  return `${noun} ${name}`;
}
