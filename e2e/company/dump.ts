import { nouns } from '@nonhuman/model';
import type { Nonhuman } from '@nonhuman/server';
import { sql } from '@nonhuman/store';
import { z } from 'zod';

/**
 * All that an install knows, in an order of its own, without the ids of syncs and without when it was
 * read: equal for equal knowledge. Each part is what a thing is called → what is said of it.
 */
export interface Dump {
  /** Noun and key → id, scope, listing and facts. */
  readonly things: ReadonlyMap<string, string>;
  /** Check and subject → state and reason. */
  readonly findings: ReadonlyMap<string, string>;
  /** Id of a link that holds → its ends, verdict and reason. */
  readonly links: ReadonlyMap<string, string>;
  /** Scope and listing → whether it was read to its end, of how many items. */
  readonly ledger: ReadonlyMap<string, Pass>;
  /** Check and outcome → the number of subjects. */
  readonly tallies: ReadonlyMap<string, number>;
  /** Scope and listing → when it was last read to its end. */
  readonly completedAt: ReadonlyMap<string, string>;
  /** Rows that are gone, as noun and key. */
  readonly removed: readonly string[];
}

/** What the ledger says of a listing. */
export interface Pass {
  readonly isComplete: boolean;
  readonly items: number;
  readonly gaps: readonly string[];
}

const Named = z.object({ name: z.string(), says: z.string() });

/** Reads all of it. `folder` is left out of what is said of files. */
export async function dumpOf(
  { workings: { db, workspaceId } }: Nonhuman,
  folder: string,
): Promise<Dump> {
  const tables = { 'secret-reference': 'secret_reference', grant: 'access_grant' };
  const things = new Map<string, string>();
  for (const noun of nouns) {
    const table = sql.identifier(noun in tables ? tables[noun as keyof typeof tables] : noun);
    const rows = await db.many(
      Named,
      sql`select ${noun} || ' ' || t.key as name,
            jsonb_build_object('id', t.id, 'scope', s.key, 'listing', t.listing, 'facts', t.facts)::text as says
          from ${table} t join scope s on s.workspace_id = t.workspace_id and s.id = t.scope_id
          where t.workspace_id = ${workspaceId} order by t.key collate "C"`,
    );
    for (const { name, says } of rows) things.set(name, says);
  }
  const findings = await db.many(
    Named,
    sql`select check_id || ' ' || subject_id || ' ' || id as name, state || ': ' || because as says
        from finding where workspace_id = ${workspaceId} order by 1`,
  );
  const links = await db.many(
    Named,
    sql`select id as name, concat_ws(' ', rule, relation, verdict, from_id, to_id, because) as says
        from link where workspace_id = ${workspaceId} and ended_at is null order by 1`,
  );
  const Removed = z.object({ name: z.string() });
  const removed = await db.many(
    Removed,
    sql`select noun || ' ' || key as name from thing_version
        where workspace_id = ${workspaceId} and ended_by = 'removal' order by 1`,
  );
  const Tally = z.object({ name: z.string(), subjects: z.number() });
  const tallies = await db.many(
    Tally,
    sql`select check_id || ' ' || outcome as name, sum(subjects)::int as subjects
        from check_tally where workspace_id = ${workspaceId} group by 1 order by 1`,
  );
  const Ledger = z.object({
    name: z.string(),
    isComplete: z.boolean(),
    items: z.number(),
    gaps: z.array(z.string()),
    completedAt: z.date().nullable(),
  });
  const ledger = await db.many(
    Ledger,
    sql`select s.key || ' ' || l.listing as name, l.complete as "isComplete", l.items,
          l.complete_observed_at as "completedAt",
          array(select g.message from gap g
            where g.workspace_id = l.workspace_id and g.scope_id = l.scope_id and g.listing = l.listing
            order by 1) as gaps
        from scope_ledger l join scope s on s.workspace_id = l.workspace_id and s.id = l.scope_id
        where l.workspace_id = ${workspaceId} order by 1`,
  );
  return {
    things: mapOf(things),
    findings: mapOf(findings.map(({ name, says }) => [name, says])),
    links: mapOf(links.map(({ name, says }) => [name, says])),
    ledger: mapOf(
      ledger.map(({ name, isComplete, items, gaps }) => {
        const told = gaps.map((gap) => gap.replaceAll(`${folder}/`, ''));
        return [name, { isComplete, items, gaps: told.sort() }];
      }),
    ),
    completedAt: mapOf(
      ledger.flatMap(({ name, completedAt }) =>
        completedAt ? [[name, completedAt.toISOString()] as const] : [],
      ),
    ),
    tallies: mapOf(tallies.map(({ name, subjects }) => [name, subjects])),
    removed: removed.map(({ name }) => name),
  };
}

function mapOf<T>(entries: Iterable<readonly [string, T]>): Map<string, T> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where two maps differ, as lines for a person: `-` gone, `+` new, `~` changed. */
export function differences<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): string[] {
  const text = (value: T) => (typeof value === 'string' ? value : JSON.stringify(value));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one === undefined) return [`+ ${name}: ${text(other as T)}`];
    if (other === undefined) return [`- ${name}: ${text(one)}`];
    return text(one) === text(other) ? [] : [`~ ${name}: ${text(one)} => ${text(other)}`];
  });
}

/** Everything that two dumps say differently, in few enough lines for a person. */
export function differing(before: Dump, after: Dump): Record<string, string[]> {
  const parts = ['things', 'findings', 'links', 'ledger', 'tallies'] as const;
  const found = parts.map(
    (part) => [part, differences<unknown>(before[part], after[part])] as const,
  );
  return Object.fromEntries(
    found.flatMap(([part, lines]) =>
      lines.length === 0 ? [] : [[part, lines.slice(0, 5).map((line) => line.slice(0, 800))]],
    ),
  );
}

/** Where files lay, and how many they were, is not what is compared. */
export function withoutFolders(dump: Dump): Dump {
  const ledger = new Map(
    [...dump.ledger].map(([name, { isComplete, items, gaps }]) => {
      const told = gaps.map((gap) => gap.replace(/^.*\/(?=[^/]+?\.\w+: )/, '')).sort();
      return [name, { isComplete, items: name.endsWith(' import.files') ? 0 : items, gaps: told }];
    }),
  );
  return { ...dump, ledger };
}

/** Which rows and findings there are, without what is said of each. */
export function byName(dump: Dump): Dump {
  const names = (of: ReadonlyMap<string, string>) =>
    new Map([...of.keys()].map((name) => [name, '']));
  return { ...dump, things: names(dump.things), findings: names(dump.findings) };
}

/** What is not there any more. */
export function lost(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): string[] {
  return [...before.keys()].filter((name) => !after.has(name));
}

/** Findings that were not resolved. */
export function standing({ findings }: Dump): Map<string, string> {
  return new Map([...findings].filter(([, says]) => !says.startsWith('resolved')));
}

/** How many subjects each check passed. */
export function passesOf({ tallies }: Dump): [string, number][] {
  return [...tallies].filter(([name]) => name.endsWith(' pass'));
}
