/** Something that was worked out, and what it was worked out from. */
export interface Held<T> {
  readonly stamp: string;
  /** When it was worked out, in milliseconds. */
  readonly at: number;
  readonly value: Promise<T>;
}

/** Answers by what was asked, kept while the inventory and its findings stay as they are. */
export type Kept<T> = Map<string, Held<T>>;
