import type { ExportSubject } from '@nonhuman/api-contract';
import type { Rows } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;
type Columns = Readonly<Record<string, (row: Row) => unknown>>;

const field =
  (...path: readonly string[]) =>
  (row: Row): unknown => {
    let value: unknown = row;
    for (const name of path) {
      value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
    }
    return value;
  };

/** An observed time: when seen, `never`, or `unknown`. */
const observed = (name: string) => (row: Row) =>
  field(name, 'value')(row) ?? field(name, 'state')(row);

const columns: Readonly<Record<ExportSubject, Columns>> = {
  identities: {
    id: field('id'),
    name: field('name'),
    kind: field('kind'),
    native_type: field('nativeType'),
    provider: field('provider'),
    scope: field('scope', 'name'),
    environment: field('environment'),
    status: field('status'),
    access: field('access'),
    created_at: observed('createdAt'),
    last_used_at: observed('lastUsedAt'),
    risk: field('risk'),
    worst_severity: field('worstSeverity'),
    open_findings: field('openFindings'),
    owner: field('owner', 'name'),
    owner_basis: field('owner', 'basis'),
    credentials: field('credentials'),
    exposures: field('exposures'),
  },
  credentials: {
    id: field('id'),
    name: field('name'),
    kind: field('kind'),
    native_type: field('nativeType'),
    provider: field('provider'),
    scope: field('scope', 'name'),
    status: field('status'),
    access: field('access'),
    identity_id: field('identity', 'id'),
    identity: field('identity', 'name'),
    public_id: field('publicId'),
    created_at: observed('createdAt'),
    expires_at: observed('expiresAt'),
    last_used_at: observed('lastUsedAt'),
    last_rotated_at: observed('lastRotatedAt'),
    exposures: field('exposures'),
    open_findings: field('openFindings'),
  },
  findings: {
    id: field('id'),
    check: field('checkId'),
    title: field('title'),
    severity: field('severity'),
    state: field('state'),
    because: field('because'),
    next_action: field('nextAction'),
    subject_type: field('subject', 'type'),
    subject_id: field('subject', 'id'),
    subject: field('subject', 'name'),
    identity_id: field('identity', 'id'),
    identity: field('identity', 'name'),
    first_seen_at: field('firstSeenAt'),
    last_seen_at: field('lastSeenAt'),
    accepted_until: field('acceptedUntil'),
    controls: (row) => (Array.isArray(row['controls']) ? row['controls'].join(' ') : ''),
  },
};

/** Rows as CSV (RFC 4180) with a header line. */
export async function* csvOf(
  subject: ExportSubject,
  rows: Rows,
): AsyncGenerator<string, void, undefined> {
  const getters = Object.values(columns[subject]);
  yield `${Object.keys(columns[subject]).join(',')}\r\n`;
  for await (const row of rows) yield `${getters.map((get) => cell(get(row))).join(',')}\r\n`;
}

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it: names come
 * from providers, where strangers may choose them.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
