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
import { cellsOf } from './cell-cache.ts';
import { afterOf, pageAnswer } from './cursors.ts';
import { momentOf } from './moments.ts';
import { countsBy } from './overview.ts';

type ListQuery = RequestParts<Routes['listIdentities']>['query'];

const sorts = {
  risk: { kind: 'integer', order: 'desc' },
  name: { kind: 'text', order: 'asc' },
  lastUsed: { kind: 'time', order: 'asc' },
  created: { kind: 'time', order: 'desc' },
} as const;

/** Identities, filtered and ordered, a page at a time. */
export async function listIdentities(
  { db, workspaceId }: Workings,
  query: ListQuery,
): Promise<{ items: IdentityRow[]; nextCursor: string | null }> {
  const { asOf, sort: asked, order: askedOrder, limit, cursor, ...filter } = query;
  const at = momentOf(asOf);
  refuseJudgedPast(filter, at);
  const by = at !== null && asked === 'risk' ? 'name' : asked;
  const order = askedOrder ?? sorts[by].order;
  const sort = `${by}:${order}`;
  const after = afterOf(cursor, { sort, kind: sorts[by].kind });
  const request = { filter, sort: by, order, at, limit, after };
  return pageAnswer(await pageIdentities(db, workspaceId, request), sort, (row) => row);
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
  const { whole, but } = narrow(cells, filter);
  const counts = (dimension: Dimension) =>
    countsBy([...whole, ...but[dimension]], (cell) => cell[dimension] ?? 'none');
  const scopes = counts('scope').slice(0, 100);
  const names = await readScopeNames(
    workings.db,
    workings.workspaceId,
    scopes.map(({ key }) => key),
  );
  return {
    total: whole.reduce((total, { count }) => total + count, 0),
    kind: counts('kind'),
    provider: counts('provider'),
    status: counts('status'),
    environment: counts('environment'),
    access: counts('access'),
    severity: counts('severity'),
    owner: counts('owner'),
    scope: scopes.map(({ key, count }) => ({ key, count, name: names.get(key) ?? key })),
  };
}

/** The cells that meet every filter, and by dimension those that only its own filter keeps out. */
function narrow(cells: readonly IdentityCell[], filter: Omit<IdentityFilters, 'asOf' | 'q'>) {
  const { exposed } = filter;
  const allowed = allowedBy(filter);
  const filtered = dimensions.filter((dimension) => allowed[dimension] !== undefined);
  const whole: IdentityCell[] = [];
  const but = Object.fromEntries(dimensions.map((name) => [name, []])) as unknown as Record<
    Dimension,
    IdentityCell[]
  >;
  for (const cell of cells) {
    if (exposed !== undefined && cell.exposed !== exposed) continue;
    const misses = filtered.filter((name) => !allowed[name]?.has(cell[name] ?? 'none'));
    const [only] = misses;
    if (only === undefined) whole.push(cell);
    else if (misses.length === 1) but[only].push(cell);
  }
  return { whole, but };
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
