import type { Truth } from '../truth.ts';
import { type NameIndex, written } from './names.ts';

/** Who the product says answers for an identity, the best first; each with every name that it gives. */
export type ToldOwners = ReadonlyMap<string, readonly (readonly string[])[]>;

/** How the product did at owners. */
export interface OwnerScore {
  /** Identities whose owner the data tells. */
  readonly asked: number;
  /** Share of those whose first owner is right; and one of the first three. */
  readonly top1: number;
  readonly top3: number;
  readonly missed: readonly string[];
}

/** Compares owners by name, whatever the case. */
export function scoreOwners(
  truth: Truth,
  { index, owners }: { readonly index: NameIndex; readonly owners: ToldOwners },
): OwnerScore {
  let asked = 0;
  let first = 0;
  let amongThree = 0;
  const missed: string[] = [];
  for (const { subject, owner } of truth.subjects) {
    if (!owner || subject.noun !== 'identity') continue;
    asked += 1;
    const right = new Set(owner.names.map((name) => name.toLowerCase()));
    const told = index.thingsNamed(subject).flatMap(({ id }) => owners.get(id) ?? []);
    const at = told.findIndex((names) => names.some((name) => right.has(name.toLowerCase())));
    if (at === 0) first += 1;
    if (at >= 0 && at < 3) amongThree += 1;
    if (at !== 0)
      missed.push(
        `${written(subject)}: ${told[0]?.[0] ?? 'nobody'} instead of ${owner.names[0] ?? ''} (${owner.evidence.join(', ')})`,
      );
  }
  const share = (count: number) => (asked === 0 ? 1 : count / asked);
  return { asked, top1: share(first), top3: share(amongThree), missed };
}
