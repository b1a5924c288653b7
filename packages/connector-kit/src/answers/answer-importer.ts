import type { Noun, Observation } from '@nonhuman/model';
import {
  type AnyImporter,
  defineImporter,
  type FileHead,
  type ImportContext,
  type ImportKind,
  type ImportOption,
} from '../importer.ts';
import { closeLedger, endListing, noteProblem, startLedger } from '../listing-ledger.ts';
import { headJson } from '../reading/partial-json.ts';
import {
  type AnswerList,
  type AnswerState,
  fitsHead,
  headColumns,
  isCsvFile,
  isRecord,
  namedFile,
} from './answer-list.ts';
import { type AnswerRules, announce, readAnswers } from './read-answers.ts';

/** Rows that follow from several lists together: they are gone only when all of these were read whole. */
export interface JoinedListing {
  readonly id: string;
  readonly emits: readonly Noun[];
  /** The lists; first the one in whose scope the rows are. Another may be of a scope around it. */
  readonly from: readonly [string, ...string[]];
}

/** An importer of files that hold answers of a provider's API as its own tools print them. */
export interface AnswerImporter<Own> {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly permissions: readonly string[];
  readonly cannotTell: readonly string[];
  /** The tenant that everything belongs to. */
  readonly scope: {
    /** `okta-organization`. */
    readonly kind: string;
    /** As a person would say it: `the Okta organization`. */
    readonly title: string;
    /** The option that names it for files which do not: `org` makes `--option org=…`. */
    readonly option: string;
    /** How the key is written when several spellings are the same; as given unless told. */
    keyOf?(told: string): string;
  };
  readonly answers: readonly AnswerList<Own>[];
  /** Kinds of file that are no lists of answers. */
  readonly otherKinds?: readonly ImportKind<AnswerState<Own>>[];
  /** Listings of rows that no list tells alone. */
  readonly joined?: readonly JoinedListing[];
  /** Why the provider refused, when this answer is a refusal; else null. */
  refusal?(answer: Readonly<Record<string, unknown>>): string | null;
  readonly options?: readonly ImportOption[];
  /** What the files of one run need of one another. */
  start(): Own;
  /** Joins what several files told, before the listings are ended. */
  finish?(context: ImportContext<AnswerState<Own>>): Iterable<Observation>;
}

/**
 * Declares an importer of answers.
 *
 * Files are told apart by their names as the printed commands make them, else by their items. A list
 * is complete when its last page was read, nothing in it was unreadable, and either the answer tells
 * its extent (`next`, `total`) or the file has the name that a command gives it, which pages itself.
 */
export function defineAnswerImporter<Own>(importer: AnswerImporter<Own>): AnyImporter {
  const { answers, otherKinds = [], joined = [], scope, options = [] } = importer;
  const rules: AnswerRules = {
    provider: importer.id,
    scope,
    whats: new Set(answers.map((list) => list.what)),
    refusal: (value) => (isRecord(value) ? (importer.refusal?.(value) ?? null) : null),
  };
  const listings = Object.fromEntries(
    answers.flatMap((list) => (list.listings ?? [list.id]).map((name) => [name, list.emits])),
  );
  for (const kind of [...otherKinds, ...joined]) listings[kind.id] ??= kind.emits;
  return defineImporter<AnswerState<Own>>({
    id: importer.id,
    title: importer.title,
    ...(importer.description === undefined ? {} : { description: importer.description }),
    permissions: importer.permissions,
    cannotTell: importer.cannotTell,
    kinds: [...answers.map((list, order) => kindOf(list, { order, rules })), ...otherKinds],
    options: [
      {
        name: scope.option,
        title: `${capital(scope.title)} of files that do not tell it.`,
        from: 'value',
      },
      ...options,
    ],
    start: () => ({
      ledger: startLedger({
        nouns: listings,
        proofs: {},
        emptyBecause: 'The list is empty',
      }),
      announced: new Set(),
      parents: new Map(),
      readParents: new Map(),
      own: importer.start(),
    }),
    async *finish(context) {
      yield* importer.finish?.(context) ?? [];
      endParts(answers, context.state);
      for (const listing of joined) endJoined(listing, context.state);
      for (const { scopeKey } of context.state.ledger.entries.values())
        yield* announce(rules, { context, scopeKey });
      yield* closeLedger(context.state.ledger);
    },
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function kindOf<Own>(
  list: AnswerList<Own>,
  { order, rules }: { readonly order: number; readonly rules: AnswerRules },
): ImportKind<AnswerState<Own>> {
  const { id, title, commands, emits } = list;
  return {
    id,
    title,
    commands,
    emits,
    order,
    recognise: (head) => recognises(list, { head, rules }),
    read: (file, context) => readAnswers(list, { file, context, rules }),
  };
}

function recognises<Own>(
  list: AnswerList<Own>,
  { head, rules }: { readonly head: FileHead; readonly rules: AnswerRules },
): boolean {
  if (list.columns && isCsvFile(list, head)) {
    const columns = headColumns(head);
    return list.columns.every((name) => columns.has(name));
  }
  const root = headJson(head);
  if (typeof root !== 'object' || root === null) return false;
  const { what } = namedFile(head.name, rules.whats);
  return what === null ? fitsHead(list, root) : what === list.what;
}

/** Lists of parts are complete when the part of every item of their parent list was read. */
function endParts<Own>(answers: readonly AnswerList<Own>[], state: AnswerState<Own>): void {
  for (const [key, read] of state.readParents) {
    const [scopeKey = '', id] = JSON.parse(key) as string[];
    const list = answers.find((one) => one.id === id);
    const parent = list?.parentListing;
    if (list === undefined || parent === undefined) continue;
    const known = state.parents.get(JSON.stringify([scopeKey, parent]));
    const whole = state.ledger.entries.get(`${scopeKey} ${parent}`);
    const missing = [...(known ?? [])].filter((name) => !read.has(name)).sort();
    for (const listing of list.listings ?? [list.id]) {
      if (!whole?.ended || whole.problems.size > 0)
        noteProblem(state.ledger, scopeKey, {
          listing,
          reason: 'not-asked',
          message: `It was read for ${read.size}, but the list of all (${parent}) was not read to its end`,
        });
      else if (missing.length > 0)
        noteProblem(state.ledger, scopeKey, {
          listing,
          reason: 'not-asked',
          message: `It was not read for ${missing.length} of ${known?.size ?? 0}, among them ${missing[0]}`,
        });
      else endListing(state.ledger, scopeKey, { listing, ifAny: false });
    }
  }
}

function endJoined<Own>({ id, from }: JoinedListing, { ledger }: AnswerState<Own>): void {
  const entries = [...ledger.entries.values()];
  const of = (name: string) => entries.filter(({ listing }) => listing === name);
  if (from.some((name) => of(name).length === 0)) return;
  for (const { scopeKey } of of(from[0])) {
    const isWhole = from.every((name) => {
      const own = of(name).filter((entry) => entry.scopeKey === scopeKey);
      return (own.length > 0 ? own : of(name)).every(
        ({ ended, problems }) => ended && problems.size === 0,
      );
    });
    if (isWhole) endListing(ledger, scopeKey, { listing: id, ifAny: false });
    else
      noteProblem(ledger, scopeKey, {
        listing: id,
        reason: 'not-asked',
        message: `It follows from ${from.join(' and ')}, which were not all read to their end`,
      });
  }
}
