import type { ChangeGroup, Changes, RequestParts, Routes } from '@nonhuman/api-contract';
import { FindingId, NhiError } from '@nonhuman/model';
import {
  countDifferences,
  type IdentityDifference,
  nameOf,
  pageDifferences,
  type ThingDifference,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';
import { fieldChanges } from './identity-history.ts';
import { momentOf } from './moments.ts';

type Query = RequestParts<Routes['listChanges']>['query'];

const sort = 'risk:desc';
const hourMs = 3_600_000;
const hours = { h: 1, d: 24, w: 168 } as const;

/**
 * What is different between two moments, by identity, the greatest risk first. Throws
 * `REQUEST_INVALID` when the first does not come before the second.
 */
export async function listChanges(workings: Workings, query: Query): Promise<Changes> {
  const { db, workspaceId, now } = workings;
  const until = momentOf(query.until);
  const since = sinceOf(query.since, now());
  if (since >= (until ?? now())) {
    throw new NhiError('REQUEST_INVALID', { hint: 'since must lie before until, and before now.' });
  }
  const window = { since, until, withUse: query.withUse ?? false };
  const after = afterOf(query.cursor, { sort, kind: 'integer' });
  const [page, totals] = await Promise.all([
    pageDifferences(db, workspaceId, { window, after, limit: query.limit }),
    countDifferences(db, workspaceId, window),
  ]);
  const { opened, resolved, ...counts } = totals;
  return {
    since: since.toISOString(),
    until: (until ?? now()).toISOString(),
    totals: { ...counts, findingsOpened: opened, findingsResolved: resolved },
    ...pageAnswer(page, sort, (row) => groupAnswer(workings, row)),
  };
}

function sinceOf(since: string, now: Date): Date {
  const [, count, unit] = /^(\d+)([hdw])$/.exec(since) ?? [];
  if (count === undefined || (unit !== 'h' && unit !== 'd' && unit !== 'w')) {
    return momentOf(since) ?? now;
  }
  return new Date(now.getTime() - Number(count) * hours[unit] * hourMs);
}

function groupAnswer({ checks }: Pick<Workings, 'checks'>, row: IdentityDifference): ChangeGroup {
  return {
    identity: row.identity,
    risk: row.risk,
    things: row.things.map(thingAnswer),
    thingCount: row.thingCount,
    findings: row.findings.map(({ id, checkId, severity, change, because }) => ({
      id: FindingId.parse(id),
      checkId,
      title: checks.find((check) => check.id === checkId)?.title ?? checkId,
      severity,
      change,
      because,
    })),
    findingCount: row.findingCount,
  };
}

const accessFields =
  /^(?:access|scopes|permissions|attributes\.(?:permissions|\w*Permissions|superuser|subjectConditions))\b/;

function thingAnswer(row: ThingDifference): ChangeGroup['things'][number] {
  const { id, noun, change, before, after } = row;
  const shown = after ?? before;
  const fields = change === 'changed' ? fieldChanges(before ?? {}, after ?? {}) : [];
  return {
    at: new Date(row.at).toISOString(),
    change,
    thing: { id, noun, name: shown === null ? noun : nameOf(noun, shown) },
    fields,
    isAccess:
      noun === 'grant' ||
      noun === 'delegation' ||
      fields.some(({ field }) => accessFields.test(field)),
  };
}
