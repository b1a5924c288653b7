import {
  closeLedger,
  csvRows,
  defineImporter,
  type FileHead,
  FileProblem,
  headJson,
  type ImportFile,
  type ImportKind,
  jsonItems,
  partialJson,
  readHead,
  utf8Chunks,
} from '@nonhuman/connector-kit';
import { NhiError, type Observation } from '@nonhuman/model';
import type { Row } from '../mapping/fields.ts';
import { readMapping } from '../mapping/read-mapping.ts';
import { type GenericState, nouns, readRows, startState } from './rows.ts';

const mappingMark = /^\s*\{?\s*"?nonhumanMapping"?\s*:/m;

const mappingFile: ImportKind<GenericState> = {
  id: 'generic.mapping',
  title: 'A mapping file: which columns of the other files are which fields',
  commands: [],
  emits: [],
  order: 0,
  recognise: (head) => mappingMark.test(head.text.slice(0, 4096)),
  read: (file, { state }) => takeMapping(file, state),
};

/** A mapping tells nothing by itself; the option goes before a file. */
async function* takeMapping(file: ImportFile, state: GenericState): AsyncGenerator<Observation> {
  yield* [];
  const chunks: Uint8Array[] = [];
  for await (const chunk of utf8Chunks(file)) chunks.push(chunk);
  try {
    const mapping = readMapping(Buffer.concat(chunks).toString('utf8'));
    state.mapping ??= mapping;
  } catch (error) {
    if (!(error instanceof NhiError)) throw error;
    const problem = String(error.details['problem']);
    throw new FileProblem('malformed', problem, { cause: error });
  }
}

function isJson(head: FileHead): boolean {
  return /^\s*[[{]/.test(head.text);
}

const jsonFile: ImportKind<GenericState> = {
  id: 'generic.json',
  title: 'Records as JSON: a list, or one record a line',
  commands: [],
  emits: nouns,
  order: 1,
  recognise: (head) => isJson(head) && typeof headJson(head) === 'object',
  async *read(file, context) {
    const { path, columns } = recordsOf(await readHead(file));
    const records = context.state.mapping?.records ?? path;
    yield* readRows(file, context, {
      columns,
      async *rows(onBadRow) {
        for await (const { value, byte } of jsonItems(file, { paths: [records] }))
          if (isRow(value)) yield { row: value, where: `byte ${byte}` };
          else onBadRow(`byte ${byte}: this is no record`);
      },
    });
  },
};

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Records {
  readonly path: string;
  readonly columns: readonly string[];
}

/** Where the records lie (at the top, or in the only member that is a list of records), and their columns. */
function recordsOf(head: FileHead): Records {
  const value = headJson(head);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRow(first)) return { path: '', columns: [] };
  const lists = Object.entries(first).filter(
    ([, member]) => Array.isArray(member) && isRow(member[0]),
  );
  const [list] = lists;
  if (!Array.isArray(value) && list !== undefined && lists.length === 1)
    return { path: list[0], columns: columnsOf(list[1]) };
  if (Array.isArray(value)) return { path: '', columns: columnsOf(value) };
  return { path: '', columns: columnsOf(head.text.split('\n').map(partialJson)) };
}

/** The columns of every record that the head of a file shows: one may leave out what another has. */
function columnsOf(records: unknown): string[] {
  const rows = Array.isArray(records) ? (records as unknown[]).filter(isRow) : [];
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

const csvFile: ImportKind<GenericState> = {
  id: 'generic.csv',
  title: 'Rows as CSV with a header line; comma, semicolon or tab',
  commands: [],
  emits: nouns,
  order: 1,
  recognise: (head) => !isJson(head) && /^[^\n]*[,;\t][^\n]*\r?\n/.test(head.text),
  read: (file, context) =>
    readRows(file, context, {
      columns: null,
      async *rows(onBadRow) {
        const options = {
          required: [],
          onBadRow: (_: number, problem: string) => onBadRow(problem),
        };
        for await (const { cells, line } of csvRows(file, options))
          yield { row: cells, where: `line ${line}` };
      },
    }),
};

/** Reads CSV and JSON of any system by a mapping, or by the names of the columns. */
export const importer = defineImporter<GenericState>({
  id: 'generic',
  title: 'Any system, as CSV or JSON',
  description: `Give the tables and a mapping file in one call: nonhuman import generic accounts.csv map.yml

nonhumanMapping: 1
provider: acme-vault
complete: true
identity: { name: Account, kind: { column: Type, values: { S: service-account } }, createdAt: Created, lastUsedAt: { column: Used, format: DD/MM/YYYY, never: ['-'] } }
credential: { publicId: Key Id, kind: { constant: api-key }, expiresAt: Ends, scopes: Rights }
owner: { name: Owner, email: Mail }
grant: { entitlement: Role, on: Target }

Without a mapping, columns named like name, owner, created, last used, expires, key id and role are read, and no others.`,
  permissions: [],
  cannotTell: [
    'What the export has no column for: an absent column is unknown, never "never".',
    'Whether the export holds everything, unless the mapping says so.',
  ],
  options: [
    {
      name: 'mapping',
      title: 'The file that says which columns are which fields.',
      from: 'file',
    },
  ],
  kinds: [mappingFile, jsonFile, csvFile],
  start: startState,
  async *finish({ state }) {
    yield* closeLedger(state.ledger);
  },
});
