import type { Ownership } from '@nonhuman/model';

/** Who answers for it: attested before inferred, people and teams that are there before those that left, then the surest. */
export function foremostOwner(candidates: readonly Ownership[]): Ownership | null {
  const ranked = candidates.toSorted(
    (one, other) =>
      Number(other.basis === 'attested') - Number(one.basis === 'attested') ||
      Number(one.owner.status === 'left') - Number(other.owner.status === 'left') ||
      other.confidence - one.confidence ||
      one.owner.name.localeCompare(other.owner.name),
  );
  return ranked[0] ?? null;
}
