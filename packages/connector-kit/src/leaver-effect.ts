/** What somebody is to a thing. */
export type LeaverRelation = 'holder' | 'creator' | 'owner';

/** What becomes of a kind of thing when a person's account at the provider is closed, as data. */
export interface LeaverEffect {
  readonly provider: string;
  /** Native types of identities or credentials; one that ends in `*` stands for all that begin so. */
  readonly nativeTypes: readonly string[];
  /** For whom it holds: whose account it is, who made it, who answers for it. */
  readonly relations: readonly LeaverRelation[];
  readonly effect: 'stops' | 'survives' | 'unknown';
  /** One sentence: why, and on what it depends. */
  readonly because: string;
  /** The one thing to do before the last day. */
  readonly nextAction: string;
  /** The vendor's page. */
  readonly source: string;
  /** `documented`: the page says so. `derived`: it follows from what the page says. */
  readonly standing: 'documented' | 'derived';
}
