import type { WorkspaceId } from '@nonhuman/model';
import { type Log, stableId } from '@nonhuman/runtime';
import {
  type Db,
  type LinkCounts,
  type LinkRow,
  readCopyConnections,
  readInventoryStamp,
  readLinkRun,
  refreshStatistics,
  replaceLinks,
  saveLinkRun,
  streamEnds,
  streamHolders,
  streamOpened,
  streamPairs,
  withLinkLock,
} from '@nonhuman/store';
import { textHash } from '../sync/content-hash.ts';
import { copyingConnectors } from './copying-connectors.ts';
import type { FoundLink, LinkRule, LinkWorld } from './define-link.ts';
import { linkRules } from './rules.ts';

/** What a pass over the links needs. */
export interface LinkContext {
  readonly db: Db;
  readonly workspaceId: WorkspaceId;
  readonly now: () => Date;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

/** What a pass over the links did; `unchanged` when nothing that it goes by had changed since the last. */
export type LinkSummary = LinkCounts & { readonly unchanged: boolean };

/** Changes whenever what rules find of the same inventory may change. */
const version = 2;

/**
 * Brings the links up to the inventory.
 *
 * Rules are joined by the store and judged pair by pair, so that memory does not grow with the
 * inventory. Told the same again, nothing is written; a link that no longer holds is ended, not
 * erased. Killed at any moment, the next pass makes it good. Two at once wait for each other.
 */
export function linkInventory(
  context: LinkContext,
  rules: readonly LinkRule[] = linkRules,
): Promise<LinkSummary> {
  return withLinkLock(context.db, context.workspaceId, () => link(context, rules));
}

const nothing: LinkCounts = { links: 0, added: 0, changed: 0, ended: 0 };

async function link(context: LinkContext, rules: readonly LinkRule[]): Promise<LinkSummary> {
  const { db, workspaceId } = context;
  const [{ stamp, running }, last] = await Promise.all([
    readInventoryStamp(db, workspaceId),
    readLinkRun(db, workspaceId),
  ]);
  const ofRules = `${version}:${rules.map(({ id }) => id).join()}`;
  if (last?.stamp === stamp && last.rules === ofRules) return { ...nothing, unchanged: true };

  await refreshStatistics(db);
  const at = context.now();
  const world = await openWorld(context);
  let counts = nothing;
  for (const derived of [false, true]) {
    const ofPhase = rules.filter((rule) => (rule.derived ?? false) === derived);
    const among = ofPhase.map(({ id }) => id);
    const found = await db.transaction(
      (tx) =>
        replaceLinks(tx, workspaceId, {
          rows: rowsOf(context, ofPhase, world),
          rules: { among },
          at,
        }),
      { statementTimeoutMs: 0 },
    );
    counts = sum(counts, found);
  }
  const allBut = rules.map(({ id }) => id);
  const dropped = await db.transaction((tx) =>
    replaceLinks(tx, workspaceId, { rows: noRows(), rules: { allBut }, at }),
  );
  counts = { ...counts, ended: counts.ended + dropped.ended };
  // While a sync writes, the stamp does not yet tell what it has changed.
  await saveLinkRun(db, workspaceId, {
    ranAt: at,
    stamp: running ? `${stamp} (running)` : stamp,
    rules: ofRules,
    counts: { ...counts },
  });
  context.log.info('links were brought up to date', { ...counts });
  return { ...counts, unchanged: false };
}

function sum(one: LinkCounts, other: LinkCounts): LinkCounts {
  return {
    links: one.links + other.links,
    added: one.added + other.added,
    changed: one.changed + other.changed,
    ended: one.ended + other.ended,
  };
}

async function openWorld({ db, workspaceId }: LinkContext): Promise<LinkWorld> {
  const copies = await readCopyConnections(db, workspaceId, copyingConnectors);
  return {
    pairs: (join) => streamPairs(db, workspaceId, { join, copies }),
    rows: (side) => streamEnds(db, workspaceId, { side, copies }),
    holders: () => streamHolders(db, workspaceId),
    opened: () => streamOpened(db, workspaceId),
  };
}

async function* rowsOf(
  { workspaceId, signal }: LinkContext,
  rules: readonly LinkRule[],
  world: LinkWorld,
): AsyncGenerator<LinkRow> {
  for (const rule of rules) {
    for await (const found of rule.find(world)) {
      signal?.throwIfAborted();
      yield rowOf(workspaceId, rule, found);
    }
  }
}

function rowOf(workspaceId: WorkspaceId, rule: LinkRule, found: FoundLink): LinkRow {
  const { from, to, verdict, confidence, because, evidence, relation = rule.relation } = found;
  return {
    id: stableId('lnk', workspaceId, rule.id, from.id, to.id),
    rule: rule.id,
    relation,
    verdict,
    fromNoun: from.noun,
    fromId: from.id,
    toNoun: to.noun,
    toId: to.id,
    confidence,
    because,
    evidence,
    digest: textHash(JSON.stringify([relation, verdict, confidence, because, evidence])),
  };
}

async function* noRows(): AsyncGenerator<LinkRow> {}
