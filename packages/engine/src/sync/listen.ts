import { setImmediate } from 'node:timers/promises';
import {
  type ConnectionId,
  type Gap,
  type Observation,
  type Scope,
  type ScopeId,
  things,
  type Upsert,
} from '@nonhuman/model';
import { jsonText, readLastPasses, refreshStatistics, saveScope } from '@nonhuman/store';
import { textHash } from './content-hash.ts';
import { isOlderThanKnown, type SeenScope } from './finish-sync.ts';
import { type HeardListing, listingPasses } from './listing-passes.ts';
import type { SyncProgress } from './summary.ts';
import type { Telling } from './telling.ts';
import { thingOf } from './thing-of.ts';
import { type SyncWriter, writeBatch } from './write-batch.ts';

const batchRows = 5_000;
/** A slow source is written as it comes, so that little is lost when the process is killed. */
const batchMs = 2_000;

/** What a sync listens to. */
export interface Source {
  readonly observations: AsyncIterable<Observation>;
  readonly onProgress: ((progress: SyncProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly now: () => Date;
}

/** What was heard; with `failure` when the source threw. */
export interface Heard {
  readonly scopes: ReadonlyMap<string, SeenScope>;
  readonly heard: readonly HeardListing[];
  readonly failure: { readonly error: unknown } | null;
}

/** Writes what the source tells, batch by batch: one is written while the next is read. */
export async function listen(writer: SyncWriter, source: Source): Promise<Heard> {
  const passes = listingPasses();
  const scopes = new Map<string, SeenScope>();
  const batches = batchWriter(writer, source);

  /** Gives something to wait for only where there is: most observations are heard at once. */
  function hear(observation: Observation): Promise<void> | null {
    if (observation.type === 'scope') return seeAnnounced(observation.scope);
    const scope = scopes.get(observation.scopeKey);
    if (scope === undefined) {
      return seeUnannounced(observation.scopeKey).then(() => hear(observation) ?? undefined);
    }
    if (observation.type === 'complete') passes.complete(observation);
    else if (observation.type === 'gap') passes.gap(observation);
    else return hearUpsert(observation, scope);
    return null;
  }

  async function seeAnnounced(scope: Scope): Promise<void> {
    scopes.set(scope.key, await see(writer, scope));
  }

  /** A source that names a scope only by its key still tells what is there. */
  function seeUnannounced(key: string): Promise<void> {
    return seeAnnounced({ key, kind: 'unknown', name: key, provider: writer.connectorId });
  }

  function hearUpsert(upsert: Upsert, scope: SeenScope): Promise<void> | null {
    passes.tell(upsert);
    const telling = tellingOf(writer, upsert, scope);
    if (telling === null) passes.gap(leftOut(upsert));
    else if (isOlderThanKnown(writer, scope, upsert.listing)) writer.tally.ignoredAsOlder += 1;
    else return batches.add(telling);
    return null;
  }

  let failure: Heard['failure'] = null;
  try {
    for await (const observation of source.observations) {
      if (source.signal?.aborted) break;
      const waiting = hear(observation);
      if (waiting !== null) await waiting;
    }
  } catch (error) {
    failure = { error };
  }
  await batches.end();
  return { scopes, heard: passes.all(), failure };
}

/** Null when the value is not what its noun must be. */
function tellingOf(writer: SyncWriter, upsert: Upsert, scope: SeenScope): Telling | null {
  const { noun, listing, enriches = false, provisional = [] } = upsert;
  const text = JSON.stringify(upsert.value);
  // As the store can hold it, so that it compares equal with what is read back later.
  const isStorable = !text.includes('\\u');
  const told: unknown = isStorable ? upsert.value : JSON.parse(jsonText(upsert.value));
  const value = thingOf(noun, told);
  if (value === null) return null;
  return {
    noun,
    id: writer.idOf(noun, value.key),
    scopeId: scope.id,
    listing,
    enriches,
    provisional,
    value,
    valueText: isStorable && value === told ? text : null,
    hash: textHash(text),
  };
}

function leftOut({ noun, scopeKey, listing, value }: Upsert): Gap {
  const path = things[noun].safeParse(value).error?.issues[0]?.path.join('.');
  return {
    type: 'gap',
    scopeKey,
    listing,
    nouns: [noun],
    reason: 'malformed',
    message: `One ${noun} was left out: ${path ? `its ${path}` : 'it'} is not as expected`,
    needs: null,
  };
}

function batchWriter(writer: SyncWriter, { onProgress, now }: Source) {
  let batch: Telling[] = [];
  let begunAt = 0;
  let observations = 0;
  let looksAt = 2 * batchRows;
  let writing: Promise<Error | null> = Promise.resolve(null);

  async function flush(): Promise<void> {
    const full = batch;
    batch = [];
    const failure = await writing;
    if (failure) throw failure;
    if (full.length === 0) return;
    // Its failure is thrown by the next flush, or by `end`.
    writing = written(full).then(
      () => null,
      (error: unknown) =>
        error instanceof Error
          ? error
          : new Error('a batch could not be written', { cause: error }),
    );
  }

  async function written(full: readonly Telling[]): Promise<void> {
    await writeBatch(writer, full);
    observations += full.length;
    onProgress?.({ ...writer.tally, observations });
    if (observations < looksAt) return;
    // An inventory that has grown that much is read by other plans than the one before.
    looksAt = 4 * observations;
    await refreshStatistics(writer.db, { grownOnly: true });
  }

  async function pause(): Promise<void> {
    // A source that never waits would keep the write before from going on.
    await setImmediate();
    if (batch.length >= batchRows || now().getTime() - begunAt > batchMs) await flush();
  }

  return {
    /** Null when there is nothing to wait for. */
    add(telling: Telling): Promise<void> | null {
      if (batch.length === 0) begunAt = now().getTime();
      batch.push(telling);
      return batch.length % 100 === 0 ? pause() : null;
    },
    async end(): Promise<void> {
      await flush();
      await flush();
    },
  };
}

async function see(writer: SyncWriter, scope: SeenScope['scope']): Promise<SeenScope> {
  const { db, workspaceId, observedAt } = writer;
  const connectionId = writer.connectionId as ConnectionId;
  const id: ScopeId = await saveScope(db, workspaceId, { connectionId, scope, seenAt: observedAt });
  const passes = await readLastPasses(db, workspaceId, [id]);
  const completedAt = new Map<string, Date>();
  for (const { listing, completeObservedAt } of passes) {
    if (completeObservedAt) completedAt.set(listing, completeObservedAt);
  }
  return { id, scope, completedAt };
}
