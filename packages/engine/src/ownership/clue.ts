import type { Place } from '@nonhuman/model';
import type { People, Recognised } from './known-people.ts';
import type { Convention } from './naming.ts';
import type { SignalWeight } from './weights.ts';

/** What a tag tells of an owner. */
export type TagKind = 'owner' | 'team' | 'contact' | 'creator' | 'costCenter';

/** One statement of who answers, before it is known who that is. */
export interface Clue {
  readonly signal: string;
  /** Statements of one origin count once for each owner. */
  readonly origin: string;
  readonly weight: number;
  readonly because: string;
  readonly source: string;
  readonly basis: 'attested' | 'inferred';
  readonly mention: {
    readonly text: string;
    readonly email: string | null;
    readonly type: 'person' | 'team';
  };
  /** What the source itself says of them. */
  readonly status: 'active' | 'left' | 'unknown';
  readonly place?: Place;
  /** Who is meant, where that was found out already. */
  readonly recognised?: Recognised;
}

/** Settings made ready for a whole evaluation. */
export interface Habits {
  /** What a tag of this name tells; null for nothing. Facts are read more strictly than tags. */
  readonly tagKindOf: (name: string, isFact: boolean) => TagKind | null;
  readonly conventions: readonly Convention[];
  readonly weightOf: (signal: SignalWeight) => number;
}

/** Among whom clues are looked for. */
export interface Among {
  readonly people: People;
  readonly habits: Habits;
}
