import { distinctPlaces } from '../distinct-places.ts';
import type { CredentialSeen, CredentialView } from '../subject.ts';

/**
 * Where the private key of a certificate is known to lie, each place once, in words.
 *
 * A key that anyone can read is told by its exposures. One under a passphrase or in a Java keystore has
 * none: then its own row tells one place, and a link to the row of another host tells one there.
 */
export function keyPlaces({ credential, exposures, holder }: CredentialView): string[] {
  const spki = credential.attributes?.['spkiSha256'];
  const keys = (holder?.credentials ?? []).filter(
    ({ credential: { kind, attributes } }) =>
      kind === 'private-key' && typeof spki === 'string' && attributes?.['spkiSha256'] === spki,
  );
  const seen = [...exposures, ...keys.flatMap((key) => key.exposures)];
  const told = distinctPlaces([
    ...seen.map(({ exposure }) => exposure.place),
    ...keys.flatMap(({ credential: { place } }) => place ?? []),
  ]);
  const brought = new Set(seen.flatMap(({ over }) => over?.link ?? []));
  return [...told, ...placesBehindLinks(keys, { holder, brought })];
}

/** Rows of the same key elsewhere that brought no exposure, each as the reason of its link. */
function placesBehindLinks(
  keys: readonly CredentialSeen[],
  { holder, brought }: { holder: CredentialView['holder']; brought: ReadonlySet<string> },
): string[] {
  const ids = new Set(keys.map(({ id }) => id));
  const others = new Map<string, string>();
  for (const { id, subjectId, relation, verdict, other, because } of holder?.links ?? []) {
    if (relation !== 'same' || verdict !== 'matched' || brought.has(id)) continue;
    if (ids.has(subjectId) && !ids.has(other.id)) others.set(other.id, because);
  }
  return [...others.values()].toSorted();
}
