import type { ExportFormat, ExportSubject } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { streamCredentials, streamFindings, streamIdentities } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { csvOf } from './export/csv.ts';
import type { Rows } from './export/rows.ts';
import { sarifOf } from './export/sarif.ts';
import { findingAnswer } from './finding-answers.ts';

/** What to export. */
export interface ExportRequest {
  readonly format: ExportFormat;
  /** Identities unless told; findings for SARIF. */
  readonly of?: ExportSubject | undefined;
  readonly at: Date | null;
}

/** An export as it is written: its media type, a name for a file, and its text piece by piece. */
export interface Export {
  readonly media: string;
  readonly fileName: string;
  readonly text: AsyncGenerator<string, void, undefined>;
}

const media = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  sarif: 'application/sarif+json',
} as const;

/** Everything of one kind, in one snapshot, without holding it in memory. Throws `REQUEST_INVALID`. */
export function exportInventory(workings: Workings, { format, of, at }: ExportRequest): Export {
  const subject = of ?? (format === 'sarif' ? 'findings' : 'identities');
  if (format === 'sarif' && subject !== 'findings') {
    throw new NhiError('REQUEST_INVALID', { hint: 'SARIF holds findings only.' });
  }
  if (subject === 'findings' && at !== null) {
    throw new NhiError('REQUEST_INVALID', { hint: 'Findings are known for now only.' });
  }
  const rows = rowsOf(workings, subject, at);
  const text = { json: jsonOf, csv: (given: Rows) => csvOf(subject, given) };
  return {
    media: media[format],
    fileName: `nonhuman-${subject}.${format}`,
    text: format === 'sarif' ? sarifOf(workings, rows) : text[format](rows),
  };
}

function rowsOf(workings: Workings, subject: ExportSubject, at: Date | null): Rows {
  const { db, workspaceId } = workings;
  if (subject === 'identities') return streamIdentities(db, workspaceId, at);
  if (subject === 'credentials') return streamCredentials(db, workspaceId, at);
  return findingsWithChecks(workings);
}

async function* findingsWithChecks(workings: Workings) {
  for await (const row of streamFindings(workings.db, workings.workspaceId)) {
    yield { ...findingAnswer(workings, row), evidence: row.evidence };
  }
}

async function* jsonOf(rows: Rows): AsyncGenerator<string, void, undefined> {
  let separator = '[\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
