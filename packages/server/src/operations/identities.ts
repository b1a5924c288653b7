import type {
  IdentityFacets,
  IdentityFilters,
  IdentityRow,
  RequestParts,
  Routes,
} from '@nonhuman/api-contract';
import { NhiError, severities } from '@nonhuman/model';
import { type IdentityCell, pageIdentities, readScopeNames } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';
import { momentOf } from './moments.ts';
import { cellsOf, exposedIdentities } from './while-unchanged.ts';

type ListQuery = RequestParts<Routes['listIdentities']>['query'];

const sorts = {
  risk: { kind: 'integer', order: 'desc' },
  name: { kind: 'text', order: 'asc' },
  lastUsed: { kind: 'time', order: 'asc' },
  created: { kind: 'time', order: 'desc' },
} as const;

/** Identities, filtered and ordered, a page at a time. */
export async function listIdentities(
  workings: Workings,
  query: ListQuery,
): Promise<{ items: IdentityRow[]; nextCursor: string | null }> {
  const { asOf, sort: asked, order: askedOrder, limit, cursor, ...filter } = query;
  const at = momentOf(asOf);
  refuseJudgedPast(filter, at);
  const by = at !== null && asked === 'risk' ? 'name' : asked;
  const order = askedOrder ?? sorts[by].order;
  const sort = `${by}:${order}`;
  const after = afterOf(cursor, { sort, kind: sorts[by].kind });
  const exposedIds = filter.exposed === undefined ? null : await exposedIdentities(workings);
  const request = { filter: { ...filter, exposedIds }, sort: by, order, at, limit, after };
  const page = await pageIdentities(workings.db, workings.workspaceId, request);
  return pageAnswer(page, sort, (row) => row);
}

/** Risk, findings and the choice of an owner are kept as they are now: their past cannot be asked for. */
function refuseJudgedPast(
  { severity, owner, exposed }: Pick<IdentityFilters, 'severity' | 'owner' | 'exposed'>,
  at: Date | null,
): void {
  if (at === null || (severity ?? owner ?? exposed) === undefined) return;
  throw new NhiError('REQUEST_INVALID', {
    hint: 'Severity, owner and exposed are known for now only: leave them out, or leave asOf out.',
  });
}

const dimensions = [
  'kind',
  'provider',
  'status',
  'environment',
  'access',
  'severity',
  'owner',
  'scope',
] as const;
type Dimension = (typeof dimensions)[number];

/** How many identities there are of each value, under the other filters. */
export async function identityFacets(
  workings: Workings,
  { asOf, q, ...filter }: IdentityFilters,
): Promise<IdentityFacets> {
  const at = momentOf(asOf);
  refuseJudgedPast(filter, at);
  const cells = await cellsOf(workings, { at, q: q ?? '' });
  const { total, counts } = countEach(cells, filter);
  const scopes = ranked(counts.scope).slice(0, 100);
  const names = await readScopeNames(
    workings.db,
    workings.workspaceId,
    scopes.map(({ key }) => key),
  );
  return {
    total,
    kind: ranked(counts.kind),
    provider: ranked(counts.provider),
    status: ranked(counts.status),
    environment: ranked(counts.environment),
    access: ranked(counts.access),
    severity: ranked(counts.severity),
    owner: ranked(counts.owner),
    scope: scopes.map(({ key, count }) => ({ key, count, name: names.get(key) ?? key })),
  };
}

type Counts = Readonly<Record<Dimension, Map<string, number>>>;

/** A cell counts where it meets every filter, and in a dimension also where only its own filter keeps it out. */
function countEach(cells: readonly IdentityCell[], filter: Omit<IdentityFilters, 'asOf' | 'q'>) {
  const allowed = allowedBy(filter);
  const filtered = dimensions.filter((dimension) => allowed[dimension] !== undefined);
  const counts: Counts = {
    kind: new Map(),
    provider: new Map(),
    status: new Map(),
    environment: new Map(),
    access: new Map(),
    severity: new Map(),
    owner: new Map(),
    scope: new Map(),
  };
  const add = (dimension: Dimension, cell: IdentityCell) => {
    const key = cell[dimension] ?? 'none';
    counts[dimension].set(key, (counts[dimension].get(key) ?? 0) + cell.count);
  };
  let total = 0;
  for (const cell of cells) {
    if (filter.exposed !== undefined && cell.exposed !== filter.exposed) continue;
    const [miss, ...more] = filtered.filter((name) => !allowed[name]?.has(cell[name] ?? 'none'));
    if (more.length > 0) continue;
    if (miss !== undefined) {
      add(miss, cell);
      continue;
    }
    total += cell.count;
    for (const dimension of dimensions) add(dimension, cell);
  }
  return { total, counts };
}

/** The most frequent first. */
function ranked(counts: ReadonlyMap<string, number>) {
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function allowedBy(filter: Omit<IdentityFilters, 'asOf' | 'q'>) {
  const { severity, exposed: _, ...lists } = filter;
  const allowed: Partial<Record<Dimension, ReadonlySet<string>>> = {};
  for (const name of dimensions) {
    if (name !== 'severity' && lists[name] !== undefined) allowed[name] = new Set(lists[name]);
  }
  if (severity !== undefined) {
    allowed.severity = new Set(severities.slice(0, severities.indexOf(severity) + 1));
  }
  return allowed;
}
