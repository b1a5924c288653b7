import type { Told, ToldFinding, ToldLink, ToldThing } from '@nonhuman/demo';
import type { Credential, Exposure, Identity } from '@nonhuman/model';
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
  const namesOf = (facts: Credential) => [
    facts.key,
    ...(facts.publicId ? [facts.publicId] : []),
    ...placeNames(facts.place),
    ...(placesOf.get(facts.key) ?? []),
  ];
  // Whom nothing names goes by the places of its secrets.
  const heldBy = new Map<string, string[]>();
  for (const { facts } of credentials) {
    const key = facts.identityKey ?? '';
    heldBy.set(key, [...(heldBy.get(key) ?? []), ...namesOf(facts)]);
  }
  const things: ToldThing[] = [
    ...identities.map(({ id, facts }) => ({
      id,
      noun: 'identity' as const,
      names: [
        facts.key,
        ...placeNames(facts.place),
        ...(isMadeUp(facts) ? (heldBy.get(facts.key) ?? []) : []),
      ],
    })),
    ...credentials.map(({ id, facts }) => ({
      id,
      noun: 'credential' as const,
      names: namesOf(facts),
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
    owners: await ownersOf(nonhuman),
    links: await linksOf(nonhuman),
  };
}

/** Concluded from a secret in a file: nothing else tells of it. */
function isMadeUp({ place, status }: Identity): boolean {
  return status === 'unknown' && place === undefined;
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

const OwnerRow = z.object({
  identityId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});

/** The candidates of each identity in the order in which the product shows them. */
async function ownersOf({
  workings: { db, workspaceId },
}: Nonhuman): Promise<Map<string, string[][]>> {
  const rows = await db.many(
    OwnerRow,
    sql`select c.identity_id as "identityId", o.name, o.email from identity_owner c
        join owner o on o.workspace_id = c.workspace_id and o.key = c.owner_key
        where c.workspace_id = ${workspaceId} order by c.identity_id, c.rank`,
  );
  const owners = new Map<string, string[][]>();
  for (const { identityId, name, email } of rows)
    owners.set(identityId, [...(owners.get(identityId) ?? []), [name, ...(email ? [email] : [])]]);
  return owners;
}

const LinkRow = z.object({ oneId: z.string(), otherId: z.string(), kind: z.string() });

/** Links that hold, and delegations: what one row says that it may become. */
async function linksOf(nonhuman: Nonhuman): Promise<ToldLink[]> {
  const { db, workspaceId } = nonhuman.workings;
  const links = await db.many(
    LinkRow,
    sql`select from_id as "oneId", to_id as "otherId", rule as kind from link
        where workspace_id = ${workspaceId} and ended_at is null and verdict = 'matched'`,
  );
  const delegations = await db.many(
    LinkRow,
    sql`select from_id as "oneId", to_id as "otherId", kind from delegation
        where workspace_id = ${workspaceId} and from_id is not null`,
  );
  return [...links, ...delegations];
}
