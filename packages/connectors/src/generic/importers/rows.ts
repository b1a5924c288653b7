import {
  beginListing,
  countItem,
  endListing,
  FileProblem,
  type ImportContext,
  type ImportFile,
  type LedgerRules,
  type ListingLedger,
  noteProblem,
  startLedger,
  upsert,
} from '@nonhuman/connector-kit';
import type { Noun, Observation } from '@nonhuman/model';
import { defaultMapping } from '../mapping/default-mapping.ts';
import type { Row } from '../mapping/fields.ts';
import { readMapping } from '../mapping/read-mapping.ts';
import { toThings } from '../mapping/record.ts';
import type { Mapping } from '../schema.ts';

const listing = 'generic.records' as const;
export const nouns: readonly Noun[] = [
  'identity',
  'credential',
  'ownership',
  'entitlement',
  'grant',
];
const rules: LedgerRules<typeof listing> = {
  nouns: { [listing]: nouns },
  proofs: {},
  emptyBecause: 'The export has no rows',
};

export interface GenericState {
  readonly ledger: ListingLedger<typeof listing>;
  readonly announced: Set<string>;
  /** By the option, or by a mapping file among the files; null: by the names of the columns. */
  mapping: Mapping | null;
}
export type GenericContext = ImportContext<GenericState>;

/** Throws `CONFIG_INVALID` for a mapping that is none. */
export function startState({ options }: Pick<GenericContext, 'options'>): GenericState {
  const text = options['mapping'];
  const mapping = text === undefined ? null : readMapping(text);
  return { ledger: startLedger(rules), announced: new Set(), mapping };
}

/** The rows of one file. */
export interface RowSource {
  /** Every column that the file is known to have; null when each row has all. */
  readonly columns: readonly string[] | null;
  rows(onBadRow: (problem: string) => void): AsyncIterable<FoundRow>;
}

export interface FoundRow {
  readonly row: Row;
  /** Line or byte, for messages. */
  readonly where: string;
}

interface Reading {
  readonly mapping: Mapping;
  readonly scopeKey: string;
  note(reason: 'malformed' | 'not-asked', message: string): void;
}

/** Reads the rows of a file by the mapping, else by the names of its columns. A bad row costs itself. */
export async function* readRows(
  file: ImportFile,
  context: GenericContext,
  source: RowSource,
): AsyncGenerator<Observation> {
  const { ledger, mapping } = context.state;
  let reading = mapping && begin(file, context, mapping);
  if (reading) yield* announce(context, reading);
  const badRows: string[] = [];
  try {
    for await (const { row, where } of source.rows((problem) => badRows.push(problem))) {
      if (reading === null) {
        reading = begin(file, context, guess(source.columns ?? Object.keys(row)));
        yield* announce(context, reading);
      }
      countItem(ledger, reading.scopeKey, { listing, key: `${file.name} ${where}` });
      try {
        yield* statements(row, reading, context);
      } catch (problem) {
        if (!(problem instanceof RangeError)) throw problem;
        reading.note('malformed', `${where}: ${problem.message}`);
      }
    }
  } catch (problem) {
    if (problem instanceof FileProblem) reading?.note('malformed', problem.message);
    throw problem;
  }
  for (const problem of badRows) reading?.note('malformed', problem);
  if (reading?.mapping.complete) endListing(ledger, reading.scopeKey, { listing, ifAny: false });
  else
    reading?.note('not-asked', 'no mapping says "complete: true", so it may be only a part of all');
}

function guess(columns: readonly string[]): Mapping {
  const mapping = defaultMapping(columns);
  if (mapping !== null) return mapping;
  throw new FileProblem('unsupported', 'line 1: none of its columns is known to name an identity', {
    needs: 'a mapping file among the files, or --mapping <file>, that says which columns are which',
  });
}

function begin(file: ImportFile, { state }: GenericContext, mapping: Mapping): Reading {
  const scopeKey = mapping.scope ?? mapping.provider;
  beginListing(state.ledger, scopeKey, { listing, goesOn: false });
  return {
    mapping,
    scopeKey,
    note: (reason, message) =>
      noteProblem(state.ledger, scopeKey, {
        listing,
        reason,
        message: `${file.name}: ${message}`,
      }),
  };
}

function* announce(
  { state }: GenericContext,
  { scopeKey, mapping }: Reading,
): Generator<Observation> {
  if (state.announced.has(scopeKey)) return;
  state.announced.add(scopeKey);
  const { provider } = mapping;
  yield { type: 'scope', scope: { key: scopeKey, kind: 'export', name: scopeKey, provider } };
}

function statements(
  row: Row,
  { mapping, scopeKey }: Reading,
  context: GenericContext,
): Observation[] {
  const of = { scopeKey, listing };
  const { identity, credential, ownership, entitlement, grant } = toThings(
    row,
    mapping,
    context.secrets,
  );
  return [
    upsert(of, 'identity', identity),
    ...(credential ? [upsert(of, 'credential', credential)] : []),
    ...(ownership ? [upsert(of, 'ownership', ownership)] : []),
    ...(entitlement ? [upsert(of, 'entitlement', entitlement)] : []),
    ...(grant ? [upsert(of, 'grant', grant)] : []),
  ];
}
