import type { CredentialSeen, ExposureSeen, IdentityView, LinkSeen } from '@nonhuman/checks';
import type { LinkedExposureRow, SubjectLinkRow, SubjectLinks } from '@nonhuman/store';

/** How sure a link must be for what is exposed at one end to count at the other. */
export const surelySame = 0.9;

/**
 * Views with their links, and with the exposures of what is the same elsewhere: a key that lies in a
 * file is exposed also where its provider lists it. A view without any is given back as it is.
 */
export function withLinks(
  views: readonly IdentityView[],
  { links, exposures }: SubjectLinks,
): IdentityView[] {
  if (links.length === 0 && exposures.length === 0) return [...views];
  const linksOf = byKey(links, ({ subjectId }) => subjectId);
  const exposuresOf = byKey(exposures, ({ credentialId }) => credentialId);
  return views.map((view) => {
    const credentials = view.credentials.map((seen) =>
      withExposures(seen, exposuresOf.get(seen.id)),
    );
    const own = [view.id, ...view.credentials.map(({ id }) => id)].flatMap(
      (id) => linksOf.get(id) ?? [],
    );
    const added = credentials.flatMap((seen) => seen.exposures.filter(({ over }) => over));
    if (own.length === 0 && added.length === 0) return view;
    return {
      ...view,
      credentials,
      exposures: [...view.exposures, ...added.map(({ exposure }) => exposure)],
      links: own.map(linkSeen),
    };
  });
}

function withExposures(
  seen: CredentialSeen,
  linked: readonly LinkedExposureRow[] | undefined,
): CredentialSeen {
  if (linked === undefined) return seen;
  const known = new Set(seen.exposures.map(({ id }) => id));
  const once = new Map(linked.map((row) => [row.id, row]));
  const further = [...once.values()]
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, facts, linkId, rule, confidence }): ExposureSeen => ({
        id,
        exposure: facts,
        over: { link: linkId, rule, confidence },
      }),
    );
  return { ...seen, exposures: [...seen.exposures, ...further] };
}

function linkSeen(row: SubjectLinkRow): LinkSeen {
  const { id, rule, subjectId, relation, verdict, confidence, outward, because } = row;
  const other = { noun: row.otherNoun, id: row.otherId };
  return { id, rule, subjectId, relation, verdict, confidence, outward, other, because };
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
