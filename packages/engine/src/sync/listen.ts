import { setImmediate } from 'node:timers/promises';
import {
  type ConnectionId,
  type Gap,
  type Observation,
  type ScopeId,
  things,
  type Upsert,
} from '@nonhuman/model';
import { thingId } from '@nonhuman/runtime';
import { jsonText, readLastPasses, saveScope } from '@nonhuman/store';
import { textHash } from './content-hash.ts';
import { isOlderThanKnown, type SeenScope } from './finish-sync.ts';
import { type HeardListing, listingPasses } from './listing-passes.ts';
import type { SyncProgress } from './summary.ts';
import type { Telling } from './telling.ts';
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

  async function hear(observation: Observation): Promise<void> {
    if (observation.type === 'scope') {
      scopes.set(observation.scope.key, await see(writer, observation.scope));
      return;
    }
    const scope = scopes.get(observation.scopeKey) ?? (await seeUnannounced(observation.scopeKey));
    if (observation.type === 'complete') passes.complete(observation);
    else if (observation.type === 'gap') passes.gap(observation);
    else await hearUpsert(observation, scope);
  }

  /** A source that names a scope only by its key still tells what is there. */
  async function seeUnannounced(key: string): Promise<SeenScope> {
    const scope = { key, kind: 'unknown', name: key, provider: writer.connectorId };
    const seen = await see(writer, scope);
    scopes.set(key, seen);
    return seen;
  }

  async function hearUpsert(upsert: Upsert, scope: SeenScope): Promise<void> {
    passes.tell(upsert);
    const telling = tellingOf(writer, upsert, scope);
    if (telling === null) passes.gap(leftOut(upsert));
    else if (isOlderThanKnown(writer, scope, upsert.listing)) writer.tally.ignoredAsOlder += 1;
    else await batches.add(telling);
  }

  let failure: Heard['failure'] = null;
  try {
    for await (const observation of source.observations) {
      if (source.signal?.aborted) break;
      await hear(observation);
    }
  } catch (error) {
    failure = { error };
  }
  await batches.end();
  return { scopes, heard: passes.all(), failure };
}

/** Null when the value is not what its noun must be. */
function tellingOf(writer: SyncWriter, upsert: Upsert, scope: SeenScope): Telling | null {
  const { noun, listing, enriches = false } = upsert;
  const text = JSON.stringify(upsert.value);
  // As the store can hold it, so that it compares equal with what is read back later.
  const value: unknown = text.includes('\\u') ? JSON.parse(jsonText(upsert.value)) : upsert.value;
  const parsed = things[noun].safeParse(value);
  if (!parsed.success) return null;
  const { workspaceId, connectorId } = writer;
  const id = thingId({ workspaceId, connectorId, noun, key: parsed.data.key });
  const hash = textHash(text);
  return { noun, id, scopeId: scope.id, listing, enriches, value: parsed.data, hash };
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
  let writing: Promise<Error | null> = Promise.resolve(null);

  async function flush(): Promise<void> {
    const full = batch;
    batch = [];
    const failure = await writing;
    if (failure) throw failure;
    if (full.length === 0) return;
    // Its failure is thrown by the next flush, or by `end`.
    writing = writeBatch(writer, full).then(
      () => {
        observations += full.length;
        onProgress?.({ ...writer.tally, observations });
        return null;
      },
      (error: unknown) =>
        error instanceof Error
          ? error
          : new Error('a batch could not be written', { cause: error }),
    );
  }

  return {
    async add(telling: Telling): Promise<void> {
      if (batch.length === 0) begunAt = now().getTime();
      batch.push(telling);
      // A source that never waits would keep the write before from going on.
      if (batch.length % 200 === 0) await setImmediate();
      const isDue = batch.length % 100 === 0 && now().getTime() - begunAt > batchMs;
      if (batch.length >= batchRows || isDue) await flush();
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
