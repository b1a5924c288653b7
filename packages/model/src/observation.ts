import type { Noun } from './ids.ts';
import type { Place, Scope, Things } from './things.ts';
import type { GapReason } from './words.ts';

/** "This exists": one row of the inventory, as a source shows it. */
export type Upsert = {
  [N in Noun]: {
    readonly type: 'upsert';
    readonly noun: N;
    readonly scopeKey: string;
    /**
     * The listing that shows it, e.g. `aws.iam-users`: what a complete pass of this listing no longer
     * shows is gone.
     */
    readonly listing: string;
    /** True when this source only adds to rows that another listing shows; it then owns no row's existence unless it is the first. */
    readonly enriches?: boolean;
    /**
     * Fields of `value` that are only the best that can be said without a list that was not read, such
     * as a reference by another id: they fill in what is not known, and replace nothing that is.
     */
    readonly provisional?: readonly string[];
    readonly value: Things[N];
  };
}[Noun];

/** "This listing was read to its end": rows of it that were not seen in this pass are gone. */
export interface Complete {
  readonly type: 'complete';
  readonly scopeKey: string;
  readonly listing: string;
  /** What the listing tells about, so that an empty one means "none" and not "not told". */
  readonly nouns: readonly Noun[];
  /** Items that the listing had. */
  readonly items: number;
  /** Rows whose place lies below one of these could not be seen and are kept. */
  readonly exceptBelow?: readonly string[];
}

/** "This could not be seen": one line of the coverage page. Never an empty answer. */
export interface Gap {
  readonly type: 'gap';
  readonly scopeKey: string;
  readonly listing: string;
  readonly nouns: readonly Noun[];
  readonly reason: GapReason;
  /** What, where and what to do, fit for a person; never a secret. */
  readonly message: string;
  /** The permission, option or command that would close the gap; null when none is known. */
  readonly needs: string | null;
  readonly place?: Place;
}

export interface ScopeSeen {
  readonly type: 'scope';
  readonly scope: Scope;
}

/** One statement by a source. `scope` comes before anything that names its key. */
export type Observation = ScopeSeen | Upsert | Complete | Gap;
