import type { Told, ToldFinding, ToldLink, ToldThing } from '@nonhuman/demo';
import type { Credential, Delegation, Exposure, Identity, Ownership } from '@nonhuman/model';
import type { Nonhuman } from '@nonhuman/server';
import { sql } from '@nonhuman/store';
import { z } from 'zod';

const row = <T>() => z.object({ id: z.string(), facts: z.custom<T>() });

function rowsOf<T>({ workings: { db, workspaceId } }: Nonhuman, table: string) {
  return db.many(
    row<T>(),
    sql`select id, facts from ${sql.identifier(table)} where workspace_id = ${workspaceId}`,
  );
}

/** All that an install says of what it was given. */
export async function readTold(nonhuman: Nonhuman): Promise<Told> {
  const [identities, credentials, exposures] = [
    await rowsOf<Identity>(nonhuman, 'identity'),
    await rowsOf<Credential>(nonhuman, 'credential'),
    await rowsOf<Exposure>(nonhuman, 'exposure'),
  ];
  const placesOf = new Map<string, string[]>();
  for (const { facts } of exposures) {
    const key = facts.credentialKey ?? '';
    placesOf.set(key, [...(placesOf.get(key) ?? []), ...placeNames(facts.place)]);
  }
  const things: ToldThing[] = [
    ...identities.map(({ id, facts }) => ({
      id,
      noun: 'identity' as const,
      names: [facts.key, ...placeNames(facts.place)],
    })),
    ...credentials.map(({ id, facts }) => ({
      id,
      noun: 'credential' as const,
      names: [
        facts.key,
        ...(facts.publicId ? [facts.publicId] : []),
        ...placeNames(facts.place),
        ...(placesOf.get(facts.key) ?? []),
      ],
    })),
    ...exposures.map(({ id, facts }) => ({
      id,
      noun: 'exposure' as const,
      names: [...placeNames(facts.place), facts.key],
    })),
  ];
  return {
    things,
    findings: await findingsOf(nonhuman),
    owners: await ownersOf(nonhuman, identities),
    links: await linksOf(nonhuman, identities),
  };
}

function placeNames(place: Identity['place']): string[] {
  if (place === undefined) return [];
  const { locator, line, keyPath } = place;
  return [
    ...(line === undefined ? [] : [`${locator}:${line}`]),
    ...(keyPath === undefined ? [] : [`${locator}#${keyPath}`]),
    ...(line === undefined && keyPath === undefined ? [locator] : []),
  ];
}

const FindingRow = z.object({
  checkId: z.string(),
  state: z.string(),
  because: z.string(),
  subject: z.object({ id: z.string() }),
});

async function findingsOf(nonhuman: Nonhuman): Promise<ToldFinding[]> {
  let text = '';
  const { text: pieces } = nonhuman.exportInventory({ format: 'json', of: 'findings', at: null });
  for await (const piece of pieces) text += piece;
  return z
    .array(FindingRow)
    .parse(JSON.parse(text))
    .filter(({ state }) => state === 'open')
    .map(({ checkId, because, subject }) => ({ checkId, because, subjectId: subject.id }));
}

/** The same order as where owners are shown: attested first, those who are there first, the surest first. */
async function ownersOf(
  nonhuman: Nonhuman,
  identities: readonly { readonly id: string; readonly facts: Identity }[],
): Promise<Map<string, string[][]>> {
  const idOf = new Map(identities.map(({ id, facts }) => [`${facts.provider} ${facts.key}`, id]));
  const bySubject = new Map<string, Ownership[]>();
  for (const { facts } of await rowsOf<Ownership>(nonhuman, 'ownership')) {
    const id = idOf.get(`${facts.provider} ${facts.subject.key}`) ?? idOf.get(facts.subject.key);
    if (id === undefined) continue;
    bySubject.set(id, [...(bySubject.get(id) ?? []), facts]);
  }
  return new Map(
    [...bySubject].map(([id, statements]) => [
      id,
      statements
        .toSorted(
          (one, other) =>
            Number(other.basis === 'attested') - Number(one.basis === 'attested') ||
            Number(one.owner.status === 'left') - Number(other.owner.status === 'left') ||
            other.confidence - one.confidence,
        )
        .map(({ owner }) => [owner.name, ...(owner.email ? [owner.email] : [])]),
    ]),
  );
}

async function linksOf(
  nonhuman: Nonhuman,
  identities: readonly { readonly id: string; readonly facts: Identity }[],
): Promise<ToldLink[]> {
  const idOf = new Map(identities.map(({ id, facts }) => [facts.key, id]));
  const links: ToldLink[] = [];
  for (const { facts } of await rowsOf<Delegation>(nonhuman, 'delegation')) {
    const one = idOf.get(facts.from.key);
    const other = idOf.get(facts.to.key);
    if (one && other) links.push({ oneId: one, otherId: other, kind: facts.kind });
  }
  return links;
}
