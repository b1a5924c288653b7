import {
  beginListing,
  countItem,
  csvRows,
  endListing,
  FileProblem,
  headJson,
  type ImportFile,
  type ImportKind,
  jsonItems,
  noteProblem,
  upsert,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { type ReportRow, readReportRow } from '../mapping/report-row.ts';
import { firstPage } from './answers.ts';
import type { Listing } from './listings.ts';
import { type AwsContext, type AwsState, announce, rememberUser } from './state.ts';

const required = ['user', 'arn', 'password_enabled', 'access_key_1_active'];
const told: readonly Listing[] = [
  'aws.users',
  'aws.root-user',
  'aws.passwords',
  'aws.access-keys',
  'aws.signing-certificates',
];

/** Every user with password, keys and certificates, the root user included. */
export const credentialReport: ImportKind<AwsState> = {
  id: 'aws.credential-report',
  title: 'Credential report of an account',
  commands: [
    'aws iam generate-credential-report',
    'aws iam get-credential-report --query Content --output text | base64 -d > aws-credential-report.csv',
  ],
  emits: ['identity', 'credential'],
  order: 10,
  recognise(head) {
    if (/^\ufeff?"?user"?,"?arn"?,/.test(head.text)) return true;
    const content = typeof headJson(head) === 'object' ? firstPage(head)?.['Content'] : null;
    // CSV as text, or its first column in base64: other services have contents, too.
    return typeof content === 'string' && /^(?:dXNlcixhcm4|user,arn)/.test(content);
  },
  async *read(file, context) {
    const accounts = new Set<string>();
    const badRows: string[] = [];
    try {
      const source = await reportOf(file);
      const onBadRow = (_: number, problem: string) => badRows.push(problem);
      for await (const { cells, line } of csvRows(source, { required, onBadRow })) {
        const row = readReportRow(cells);
        if (row === null) {
          badRows.push(`line ${line}: the arn column holds no ARN of an account`);
          continue;
        }
        accounts.add(row.account);
        yield* takeRow(row, context);
      }
    } catch (problem) {
      if (problem instanceof FileProblem)
        note(context, accounts, `${file.name}: ${problem.message}`);
      throw problem;
    }
    for (const problem of badRows) note(context, accounts, `${file.name}: ${problem}`);
    for (const account of accounts)
      for (const listing of told)
        endListing(context.state.ledger, account, { listing, ifAny: false });
  },
};

/** The report itself, out of the answer that carries it as (base64) text when it is one. */
async function reportOf(file: ImportFile): Promise<ImportFile> {
  for await (const chunk of file.open()) {
    if (!/^[^\w<"]*\{/.test(Buffer.from(chunk.subarray(0, 16)).toString('latin1'))) return file;
    break;
  }
  for await (const { value } of jsonItems(file, { paths: ['Content', 'data.Content'] })) {
    if (typeof value !== 'string') continue;
    const text = value.startsWith('user,') ? value : Buffer.from(value, 'base64').toString('utf8');
    return { ...file, open: () => oneChunk(text) };
  }
  throw new FileProblem('malformed', 'the answer holds no report');
}

async function* oneChunk(text: string) {
  yield Buffer.from(text, 'utf8');
}

function* takeRow(row: ReportRow, context: AwsContext): Generator<Observation> {
  const { state } = context;
  const { ledger } = state;
  const { account, identity } = row;
  yield* announce(context, account);
  for (const listing of told) beginListing(ledger, account, { listing, goesOn: false });
  state.reportRows.set(row.arn, row);
  if (!row.isRoot) rememberUser(state, row.userName, row.arn);

  const listing = row.isRoot ? 'aws.root-user' : 'aws.users';
  countItem(ledger, account, { listing, key: row.arn });
  yield upsert({ scopeKey: account, listing }, 'identity', identity);
  if (row.password) {
    countItem(ledger, account, { listing: 'aws.passwords', key: row.arn });
    yield upsert({ scopeKey: account, listing: 'aws.passwords' }, 'credential', row.password);
  }
}

function note(context: AwsContext, accounts: ReadonlySet<string>, message: string): void {
  for (const listing of told) {
    const problem = { listing, reason: 'malformed' as const, message };
    if (accounts.size === 0) context.state.unplacedProblems.push(problem);
    for (const account of accounts) noteProblem(context.state.ledger, account, problem);
  }
}
