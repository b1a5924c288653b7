import type { LinkKind, Truth } from '../truth.ts';
import { type NameIndex, written } from './names.ts';

/** Two rows that the product says belong together. */
export interface ToldLink {
  readonly oneId: string;
  readonly otherId: string;
  readonly kind: string;
}

/** How the product did at one kind of link, or at all. */
export interface LinkScore {
  readonly kind: LinkKind | 'all';
  readonly planted: number;
  readonly found: number;
  readonly recall: number;
  readonly missed: readonly string[];
}

/** How the product did at links. Precision counts links between things of which the truth knows both. */
export interface LinkScores {
  readonly kinds: readonly LinkScore[];
  readonly precision: number;
  readonly wrong: readonly string[];
}

/** Compares links in either direction. */
export function scoreLinks(
  truth: Truth,
  { index, links }: { readonly index: NameIndex; readonly links: readonly ToldLink[] },
): LinkScores {
  const told = new Set(
    links.flatMap(({ oneId, otherId }) => [`${oneId} ${otherId}`, `${otherId} ${oneId}`]),
  );
  const right = new Set<string>();
  const judged = truth.links.map((link) => {
    const ones = index.thingsNamed(link.one).map(({ id }) => id);
    const others = index.thingsNamed(link.other).map(({ id }) => id);
    const pairs = ones.flatMap((one) =>
      others.filter((other) => other !== one).map((other) => `${one} ${other}`),
    );
    for (const pair of pairs) right.add(pair).add(pair.split(' ').reverse().join(' '));
    // One row for both is the strongest link there is.
    const isOneRow = ones.length === 1 && others.length === 1 && ones[0] === others[0];
    return { link, isFound: isOneRow || pairs.some((pair) => told.has(pair)) };
  });
  const linkable = new Set(
    truth.links.flatMap(({ one, other }) =>
      [...index.thingsNamed(one), ...index.thingsNamed(other)].map(({ id }) => id),
    ),
  );
  const wrong = links.filter(
    ({ oneId, otherId }) =>
      linkable.has(oneId) &&
      linkable.has(otherId) &&
      !right.has(`${oneId} ${otherId}`) &&
      !haveNameInCommon(index, oneId, otherId),
  );
  const kinds = [...new Set(truth.links.map(({ kind }) => kind))].sort();
  const score = (kind: LinkScore['kind']): LinkScore => {
    const ofKind = judged.filter(({ link }) => kind === 'all' || link.kind === kind);
    const found = ofKind.filter(({ isFound }) => isFound).length;
    return {
      kind,
      planted: ofKind.length,
      found,
      recall: ofKind.length === 0 ? 1 : found / ofKind.length,
      missed: ofKind
        .filter(({ isFound }) => !isFound)
        .map(({ link }) => `${written(link.one)} = ${written(link.other)}`),
    };
  };
  const all = score('all');
  return {
    kinds: [...kinds.map(score), all],
    precision: all.found + wrong.length === 0 ? 1 : all.found / (all.found + wrong.length),
    wrong: wrong.map(({ kind, oneId, otherId }) => {
      const name = (id: string) => index.thing(id)?.names[0] ?? id;
      return `${kind}: ${name(oneId)} = ${name(otherId)}`;
    }),
  };
}

/** Two rows of one thing, by the name that its provider gives it. */
function haveNameInCommon(index: NameIndex, oneId: string, otherId: string): boolean {
  const names = new Set(index.thing(oneId)?.names ?? []);
  return (index.thing(otherId)?.names ?? []).some((name) => names.has(name));
}
