import type {
  CredentialRow,
  FindingRow,
  IdentityFacets,
  IdentityRow,
} from '@nonhuman/api-contract';
import type { World } from './fake-world.ts';

/** A parsed query of a list. */
export type Query = Record<string, unknown>;

const severityRank = ['critical', 'high', 'medium', 'low', 'info'];

export function bySeverity(a: FindingRow, b: FindingRow): number {
  return severityRank.indexOf(a.severity) - severityRank.indexOf(b.severity);
}

function textOf(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}

const listFilters = ['kind', 'provider', 'status', 'environment', 'access'] as const;

function ownerWord(row: IdentityRow): string {
  return row.owner?.basis ?? 'none';
}

function fits(chosen: unknown, value: string): boolean {
  return !Array.isArray(chosen) || chosen.includes(value);
}

export function identitiesIn(world: World, query: Query, except?: string): IdentityRow[] {
  const least = severityRank.indexOf(textOf(query, 'severity') || 'info');
  const q = textOf(query, 'q').toLowerCase();
  return world.identities
    .map(({ row }) => row)
    .filter(
      (row) =>
        listFilters.every((name) => name === except || fits(query[name], row[name])) &&
        (except === 'owner' || fits(query['owner'], ownerWord(row))) &&
        fits(query['scope'], row.scope?.id ?? '') &&
        (query['exposed'] !== true || row.exposures > 0) &&
        (query['severity'] === undefined ||
          except === 'severity' ||
          (row.worstSeverity !== null && severityRank.indexOf(row.worstSeverity) <= least)) &&
        row.name.toLowerCase().includes(q),
    )
    .map((row) => (query['asOf'] === undefined ? row : { ...row, risk: null }));
}

export function sortedIdentities(rows: IdentityRow[], query: Query): IdentityRow[] {
  const way = query['order'] === 'asc' ? 1 : -1;
  const time = (row: IdentityRow) => (row.lastUsedAt.state === 'seen' ? row.lastUsedAt.value : '');
  return rows.sort((a, b) => {
    if (query['sort'] === 'name') return way * a.name.localeCompare(b.name);
    if (query['sort'] === 'lastUsed') return way * time(a).localeCompare(time(b));
    return way * ((a.risk ?? 0) - (b.risk ?? 0));
  });
}

export function facetsOf(world: World, query: Query): IdentityFacets {
  const count = (name: string, read: (row: IdentityRow) => string) => {
    const values = identitiesIn(world, query, name).map(read);
    return [...new Set(values)]
      .map((key) => ({ key, count: values.filter((value) => value === key).length }))
      .sort((a, b) => b.count - a.count);
  };
  const names = new Map(
    world.identities.map(({ row }) => [row.scope?.id ?? '', row.scope?.name ?? '']),
  );
  return {
    total: identitiesIn(world, query).length,
    kind: count('kind', (row) => row.kind),
    provider: count('provider', (row) => row.provider),
    status: count('status', (row) => row.status),
    environment: count('environment', (row) => row.environment),
    access: count('access', (row) => row.access),
    severity: count('severity', (row) => row.worstSeverity ?? 'none'),
    owner: count('owner', ownerWord),
    scope: count('scope', (row) => row.scope?.id ?? '').map((found) => ({
      ...found,
      name: names.get(found.key) ?? '',
    })),
  };
}

export function findingsIn(world: World, query: Query): FindingRow[] {
  const q = textOf(query, 'q').toLowerCase();
  return world.findings
    .filter(
      (row) =>
        fits(query['state'] ?? ['open'], row.state) &&
        fits(query['severity'], row.severity) &&
        fits(query['check'], row.checkId) &&
        fits(query['provider'], row.identity?.provider ?? '') &&
        (query['identity'] === undefined || row.identity?.id === query['identity']) &&
        (!Array.isArray(query['owasp']) ||
          query['owasp'].some((id) => row.controls.includes(`owasp-nhi-2025:${String(id)}`))) &&
        `${row.title} ${row.because} ${row.subject.name}`.toLowerCase().includes(q),
    )
    .sort(bySeverity);
}

export function credentialsIn(world: World, query: Query): CredentialRow[] {
  return world.identities.flatMap(({ row, credentials, exposures }) =>
    credentials
      .filter(
        ({ value }) =>
          fits(query['kind'], value.kind) &&
          fits(query['status'], value.status) &&
          fits(query['expiry'], value.expiresAt.state),
      )
      .map(({ id, value }) => ({
        ...value,
        id: id as CredentialRow['id'],
        scope: row.scope,
        access: row.access,
        identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
        publicId: value.publicId ?? null,
        preview: value.preview ?? null,
        place: null,
        exposures: exposures.length,
        openFindings: row.openFindings,
        worstSeverity: row.worstSeverity,
      })),
  );
}

export function pageOf<T>(rows: readonly T[], query: Query) {
  const from = Number(query['cursor'] ?? 0);
  const to = from + Number(query['limit'] ?? 50);
  return { items: rows.slice(from, to), nextCursor: to < rows.length ? String(to) : null };
}
