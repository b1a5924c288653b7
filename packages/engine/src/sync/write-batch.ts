import { type Noun, nouns, type WorkspaceId } from '@nonhuman/model';
import {
  addSightings,
  closeVersions,
  type Db,
  type EndedRow,
  hasOtherSync,
  type IdOf,
  insertThings,
  lockRowsOf,
  type NounRows,
  readEnded,
  readStamps,
  readThings,
  reopenVersions,
  replaceThings,
  restampThings,
  retryOnDeadlock,
  type ThingRow,
  type ThingStamp,
  type WrittenRow,
} from '@nonhuman/store';
import { contentHash } from './content-hash.ts';
import { emptyTally, type Tally } from './summary.ts';
import { isToldAgain, type Teller, type Telling, tell } from './telling.ts';

/** What a row was before this sync changed it. */
interface Before {
  readonly contentHash: string;
  readonly validFrom: Date;
}

/** One sync that writes. */
export interface SyncWriter extends Teller {
  readonly db: Db;
  readonly workspaceId: WorkspaceId;
  readonly connectorId: string;
  readonly idOf: IdOf;
  readonly tally: Tally;
  /**
   * Rows that this sync has changed. Two listings may tell different things of one row; when the
   * last of them tells what was known before the sync, the row has not changed.
   */
  readonly changed: Map<string, Before>;
  /**
   * Ids of the rows that this sync has written, while it can be the first of its connector: then no
   * other row can be there, and none is looked for. Null once they are too many to hold.
   */
  written: Set<string> | null;
}

/** Ids that a first sync holds, so that memory stays bounded. */
const heldIds = 250_000;

/** More are not remembered, so that memory stays bounded: such a row may then count as changed. */
const rememberedChanges = 100_000;

/** What a transaction is about to do to the rows of one noun. */
interface Plan {
  readonly insert: WrittenRow[];
  readonly replace: WrittenRow[];
  /** Ids of rows of which the same was told as the last time. */
  readonly sighted: string[];
  /** Rows whose facts are the same as before. */
  readonly restamp: ThingRow[];
  /** Ids whose present facts become history. */
  readonly close: string[];
  /** Ids whose last history turns out to be no history. */
  readonly reopen: string[];
  readonly remember: Map<string, Before>;
  readonly tally: Tally;
}

/** Writes what a batch tells, in one transaction. Tellings of one row are joined in their order. */
export async function writeBatch(writer: SyncWriter, batch: readonly Telling[]): Promise<void> {
  const plans = await retryOnDeadlock(() =>
    writer.db.transaction(async (tx) => {
      await lockRowsOf(tx, writer.workspaceId, writer.connectorId);
      const mayBeThere = await whatMayBeThere(tx, writer);
      const done: Plan[] = [];
      for (const noun of nouns) {
        const tellings = batch.filter((telling) => telling.noun === noun);
        if (tellings.length > 0)
          done.push(await writeNoun(tx, writer, { noun, tellings, mayBeThere }));
      }
      return done;
    }),
  );
  for (const plan of plans) takeOver(writer, plan);
}

/** Whether a row of this id may be there, or may have been. Under the lock of the connector's rows. */
async function whatMayBeThere(tx: Db, writer: SyncWriter): Promise<(id: string) => boolean> {
  const { written } = writer;
  if (written === null || (await hasOtherSync(tx, writer.workspaceId, writer))) return () => true;
  return (id) => written.has(id);
}

async function writeNoun(
  tx: Db,
  writer: SyncWriter,
  {
    noun,
    tellings,
    mayBeThere,
  }: {
    noun: Noun;
    tellings: readonly Telling[];
    mayBeThere: (id: string) => boolean;
  },
): Promise<Plan> {
  const rows: NounRows = { workspaceId: writer.workspaceId, noun };
  const plan = emptyPlan();
  const ids = [...new Set(tellings.map(({ id }) => id))].filter(mayBeThere);
  const stamps = new Map((await readStamps(tx, rows, ids)).map((stamp) => [stamp.id, stamp]));
  const rest = setAsideToldAgain(writer, plan, { tellings, stamps });
  const known = await readKnown(tx, writer, { rows, tellings: rest, stamps, mayBeThere });
  planRows(writer, plan, { known, tellings: rest });
  const { syncId, observedAt } = writer;
  await closeVersions(tx, rows, { ids: plan.close, endedAt: observedAt });
  await reopenVersions(tx, rows, { ids: plan.reopen, endedAt: observedAt });
  plan.tally.unchanged += await addSightings(tx, syncId, { noun, ids: plan.sighted });
  await restampThings(tx, rows, plan.restamp);
  await insertThings(tx, rows, { rows: plan.insert, idOf: writer.idOf });
  await replaceThings(tx, rows, { rows: plan.replace, idOf: writer.idOf });
  return plan;
}

function emptyPlan(): Plan {
  return {
    insert: [],
    replace: [],
    sighted: [],
    restamp: [],
    close: [],
    reopen: [],
    remember: new Map(),
    tally: emptyTally(),
  };
}

type Stamps = ReadonlyMap<string, ThingStamp>;

/** Plans those that tell nothing new, without reading their facts; gives the others. */
function setAsideToldAgain(
  writer: SyncWriter,
  plan: Plan,
  { tellings, stamps }: { tellings: readonly Telling[]; stamps: Stamps },
): readonly Telling[] {
  if (stamps.size === 0) return tellings;
  const times = new Map<string, number>();
  for (const { id } of tellings) times.set(id, (times.get(id) ?? 0) + 1);
  return tellings.filter((telling) => {
    const stamp = stamps.get(telling.id);
    const isSame = stamp && times.get(telling.id) === 1 && isToldAgain(writer, telling, stamp);
    if (!isSame) return true;
    if (stamp.syncId !== writer.syncId) plan.sighted.push(telling.id);
    return false;
  });
}

type Known = ReadonlyMap<string, ThingRow | EndedRow>;

async function readKnown(
  tx: Db,
  { syncId, observedAt }: SyncWriter,
  {
    rows,
    tellings,
    stamps,
    mayBeThere,
  }: {
    rows: NounRows;
    tellings: readonly Telling[];
    stamps: Stamps;
    mayBeThere: (id: string) => boolean;
  },
): Promise<Map<string, ThingRow | EndedRow>> {
  const present = new Set<string>();
  const absent = new Set<string>();
  for (const { id } of tellings) {
    if (stamps.has(id)) present.add(id);
    else if (mayBeThere(id)) absent.add(id);
  }
  const known = new Map<string, ThingRow | EndedRow>();
  for (const row of await readThings(tx, rows, { ids: [...present], syncId, observedAt }))
    known.set(row.id, row);
  for (const row of await readEnded(tx, rows.workspaceId, [...absent])) known.set(row.id, row);
  return known;
}

function planRows(
  writer: SyncWriter,
  plan: Plan,
  { known, tellings }: { known: Known; tellings: readonly Telling[] },
): void {
  const told = new Map<string, WrittenRow>();
  for (const telling of tellings) {
    const before = told.get(telling.id) ?? known.get(telling.id) ?? null;
    const after = tell(writer, telling, before);
    if (after === null) plan.tally.ignoredAsOlder += 1;
    else told.set(telling.id, after);
  }
  for (const after of told.values()) {
    const before = known.get(after.id);
    if (before && 'facts' in before) planKnown(writer, plan, { before, row: after });
    else {
      plan.insert.push(after);
      plan.tally.added += 1;
    }
  }
}

function planKnown(
  writer: SyncWriter,
  plan: Plan,
  { before, row }: { before: ThingRow; row: WrittenRow },
): void {
  const isCounted = before.syncId === writer.syncId;
  const hash = contentHash(row.facts);
  const hashBefore = contentHash(before.facts);
  if (hash === hashBefore) {
    plan.restamp.push(unlessSilenced(before, row));
    if (!isCounted) plan.tally.unchanged += 1;
    return;
  }
  const original = writer.changed.get(row.id);
  if (original?.contentHash === hash) {
    plan.reopen.push(row.id);
    plan.replace.push({ ...row, validFrom: original.validFrom });
    plan.tally.changed -= 1;
    plan.tally.unchanged += 1;
    return;
  }
  const isOlder = before.validFrom < writer.observedAt;
  plan.replace.push(isOlder ? { ...row, validFrom: writer.observedAt } : row);
  if (isOlder) plan.close.push(row.id);
  if (original || (isCounted && !isOlder)) return;
  plan.remember.set(row.id, { contentHash: hashBefore, validFrom: before.validFrom });
  plan.tally.changed += 1;
  if (isCounted) plan.tally.unchanged -= 1;
}

/** An addition that added nothing leaves the listing's own word as it was. */
function unlessSilenced(before: ThingRow, row: ThingRow): ThingRow {
  const isOwnWord = row.toldHash !== null;
  return isOwnWord ? row : { ...row, toldHash: before.toldHash };
}

/** Only after the commit: a transaction that was undone has told nothing. */
function takeOver(writer: SyncWriter, plan: Plan): void {
  for (const { id } of plan.insert) writer.written?.add(id);
  if (writer.written !== null && writer.written.size > heldIds) writer.written = null;
  for (const id of plan.reopen) writer.changed.delete(id);
  for (const [id, before] of plan.remember) {
    if (writer.changed.size >= rememberedChanges) break;
    writer.changed.set(id, before);
  }
  for (const name of Object.keys(plan.tally) as (keyof Tally)[]) {
    writer.tally[name] += plan.tally[name];
  }
}
