import type {
  DerivedPair,
  LinkedNoun,
  LinkJoin,
  LinkPair,
  LinkRelation,
  LinkSide,
  LinkVerdict,
  PairEnd,
} from '@nonhuman/store';

import { copyingConnectors } from './copying-connectors.ts';

/** One end of a link. */
export interface LinkedThing {
  readonly noun: LinkedNoun;
  readonly id: string;
}

/** What a rule says of two things. */
export interface Judgement {
  readonly verdict: LinkVerdict;
  /**
   * From 0 to 1: how many of such matches are right, as far as the rule can know. See `sureness` for
   * the steps that rules use.
   */
  readonly confidence: number;
  /** A sentence with the identifiers that were compared. Never a secret. */
  readonly because: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** A link that a rule has found. */
export interface FoundLink extends Judgement {
  readonly from: LinkedThing;
  readonly to: LinkedThing;
  /** Where it is another than the rule's own. */
  readonly relation?: LinkRelation;
}

/** What rules read of the inventory: rows joined by the store, so that no rule holds the inventory. */
export interface LinkWorld {
  /** Pairs of rows with an identifier in common. */
  pairs(join: LinkJoin): AsyncIterable<LinkPair>;
  /** Rows of one side, in the order of their ids. */
  rows(side: Omit<LinkSide, 'by'>): AsyncIterable<PairEnd>;
  /** Of rules that go on from links of credentials: holders of two rows of one credential, the first made up from it. */
  holders(): AsyncIterable<DerivedPair>;
  /** Of the same: who is handed a credential, and whose it is. */
  opened(): AsyncIterable<DerivedPair>;
}

/** One way in which things of different sources are found to be the same or bound to each other. */
export interface LinkRule {
  /** Kebab-case; part of every link's id: never changed. */
  readonly id: string;
  readonly title: string;
  /** What it joins, in one sentence. */
  readonly joins: string;
  /** What is compared, and how sure that makes it, for the reference page. */
  readonly why: string;
  readonly relation: LinkRelation;
  /** Goes on from links that the other rules have found. */
  readonly derived?: true;
  find(world: LinkWorld): AsyncIterable<FoundLink>;
}

/** Declares a rule. */
export function defineLink(rule: LinkRule): LinkRule {
  return rule;
}

/** Steps of confidence, each with what it means. */
export const sureness = {
  /** The same keyed fingerprint, public key, or an identifier that its provider never gives twice. */
  proven: 0.99,
  /** Both sides name each other, by identifiers that are unique in their place. */
  agreed: 0.95,
  /** One side names the other by an identifier that is unique in its place. */
  named: 0.9,
  /** Everything that is told fits, and something that would decide is not told. */
  likely: 0.7,
  /** It may be; something that would decide is not told on either side. */
  open: 0.5,
} as const;

/** What confidence is left when several rows fit equally well: only one of them can be the one. */
export function among(candidates: number, confidence: number): number {
  return candidates <= 1 ? confidence : Math.round((confidence / candidates) * 1000) / 1000;
}

/** Words for a row: its name and where it was told. */
export function called({ name, connector, scope }: PairEnd): string {
  return scope === null || scope === name
    ? `${name} (${connector})`
    : `${name} (${connector}, ${scope})`;
}

/** An identifier without its space. */
export function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The finder of a rule that judges pairs by themselves; null is no link. */
export function judging(
  joins: readonly {
    readonly noun: { readonly from: LinkedNoun; readonly to: LinkedNoun };
    readonly join: LinkJoin;
  }[],
  judge: (pair: LinkPair) => Judgement | null,
): LinkRule['find'] {
  return async function* find(world) {
    for (const { noun, join } of joins) {
      for await (const found of world.pairs(join)) {
        const pair = join.to === undefined ? outward(found) : found;
        const judged = judge(pair);
        if (judged === null) continue;
        yield {
          ...judged,
          from: { noun: noun.from, id: pair.from.id },
          to: { noun: noun.to, id: pair.to.id },
        };
      }
    }
  };
}

/** Of two rows of one sort, the copy comes first and what its provider tells last. */
export function outward(pair: LinkPair): LinkPair {
  const { from, to, candidates } = pair;
  const isInward = !isCopy(from) && isCopy(to);
  if (!isInward) return pair;
  return { ...pair, from: to, to: from, candidates: { from: candidates.to, to: candidates.from } };
}

function isCopy({ connector }: PairEnd): boolean {
  return copyingConnectors.includes(connector);
}

/** Both ends are credentials. */
export const credentials = { from: 'credential', to: 'credential' } as const;
/** Both ends are identities. */
export const identities = { from: 'identity', to: 'identity' } as const;
