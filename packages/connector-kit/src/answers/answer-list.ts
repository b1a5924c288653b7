import type { Noun, Observation } from '@nonhuman/model';
import type { z } from 'zod';
import type { FileHead, ImportContext, ImportFile } from '../importer.ts';
import type { ListingLedger } from '../listing-ledger.ts';
import type { ListingOf } from '../observe.ts';

/** What an importer of answers keeps over the files of one run. */
export interface AnswerState<Own> {
  readonly ledger: ListingLedger<string>;
  /** Scopes that were named, by key. */
  readonly announced: Set<string>;
  /** Scope and listing → what its items are called in the names of files of their parts. */
  readonly parents: Map<string, Set<string>>;
  /** Scope and listing → the parents whose part was read to its end. */
  readonly readParents: Map<string, Set<string>>;
  /** The importer's own, as its `start` made it. */
  readonly own: Own;
}

/** Where an item was read. */
export interface AnswerPlace<Own> {
  readonly scopeKey: string;
  /** The scope and the first listing of the list, as `upsert` wants them. */
  readonly of: ListingOf;
  /** What the file's name calls the item that this list belongs to; null when it tells none. */
  readonly parent: string | null;
  readonly file: ImportFile;
  readonly context: ImportContext<AnswerState<Own>>;
  /** `context.state.own`. */
  readonly own: Own;
}

interface AnswerListOf<T, Own> {
  /** `<provider>.<what>`: the id of the kind of file, and of its listing unless `listings` tells others. */
  readonly id: string;
  readonly title: string;
  /** The exact read-only commands; they write `<scope>__<what>.json` or `<scope>__<parent>__<what>.json`. */
  readonly commands: readonly string[];
  readonly emits: readonly Noun[];
  /** The end of the file names that the commands make, without the extension. */
  readonly what: string;
  /**
   * Where the items lie: member names joined by dots; `''` when the answer itself is the list or one
   * item. Every one that is there is read.
   */
  readonly members: readonly string[];
  /** The provider leaves the member out of an answer that holds no items. */
  readonly leavesOutEmpty?: boolean;
  /** Members that tell, by being a non-empty text, number or true, that another page follows. */
  readonly next?: readonly string[];
  /** The member that tells how many items there are in all. */
  readonly total?: string;
  readonly item: z.ZodType<T>;
  /** Whether an item of a file with another name looks like one of this list. Not asked of CSV. */
  fits(item: Readonly<Record<string, unknown>>): boolean;
  /** Whether an answer is this list by what stands beside the items; asked before `fits`, null when that does not tell. */
  isAnswer?(answer: Readonly<Record<string, unknown>>): boolean | null;
  /** CSV with these columns instead of JSON. */
  readonly columns?: readonly string[];
  /** How cells are escaped; `quotes` unless told. */
  readonly escapes?: 'quotes' | 'backslash';
  /** The list comes as JSON too: `columns` are asked of files that are not JSON only. */
  readonly alsoJson?: boolean;
  /** The listings that its items are counted in and that its end ends; the id alone unless told. */
  readonly listings?: readonly string[];
  /** The list whose items each have such a list: this one is complete when every one of them was read. */
  readonly parentListing?: string;
  /** A file of it that names no parent holds the parts of all. */
  readonly alsoWhole?: boolean;
  /** What files of parts call this item, for lists that name this one as `parentListing`; null when it has no parts. */
  nameOf?(item: NoInfer<T>): string | null;
  /** The scope that the item itself tells; null when it does not. */
  scopeOf?(item: NoInfer<T>): string | null;
  read(item: NoInfer<T>, at: AnswerPlace<Own>): Iterable<Observation>;
}

/** One list that a provider answers with, whatever its items are. */
export interface AnswerList<Own>
  extends Omit<AnswerListOf<unknown, Own>, 'item' | 'nameOf' | 'scopeOf' | 'read'> {
  /** What a value is told to be, or what is wrong with it. */
  take(value: unknown): Taken<Own>;
}

type Taken<Own> =
  | { readonly wrong: string }
  | {
      readonly scopeKey: string | null;
      readonly name: string | null;
      read(at: AnswerPlace<Own>): Iterable<Observation>;
    };

/** Declares a list that a provider answers with. */
export function answerList<Own>(): <T>(list: AnswerListOf<T, Own>) => AnswerList<Own> {
  return (list) => ({
    ...list,
    fits: (value) => list.fits(value),
    take(value) {
      const parsed = list.item.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        return { wrong: `${issue?.path.join('.') || 'its top'} (${issue?.code ?? 'invalid'})` };
      }
      return {
        scopeKey: list.scopeOf?.(parsed.data) ?? null,
        name: list.nameOf?.(parsed.data) ?? null,
        read: (at) => list.read(parsed.data, at),
      };
    },
  });
}

/** The file's name without folders and extension, in its parts. */
export interface NamedFile {
  readonly scopeKey: string | null;
  readonly parent: string | null;
  readonly what: string | null;
}

/** Reads `<scope>__<what>`, `<scope>__<parent>__<what>`; nothing when `what` is none of these. */
export function namedFile(name: string, whats: ReadonlySet<string>): NamedFile {
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.(json|ndjson|jsonl|csv|tsv)$/i, '');
  const parts = base.split('__');
  const what = parts.at(-1) ?? '';
  if (parts.length < 2 || !whats.has(what)) return { scopeKey: null, parent: null, what: null };
  const middle = parts.slice(1, -1).join('__');
  return { scopeKey: parts[0] || null, parent: middle || null, what };
}

/** The first record in a value, looked for through lists. */
export function firstRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  if (Array.isArray(value)) return value.length === 0 ? null : firstRecord(value[0]);
  return isRecord(value) ? value : null;
}

/** The value at a path of member names joined by dots; the value itself at `''`. */
export function atPath(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path
    .split('.')
    .reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the head of a file whose name does not tell looks like this list. */
export function fitsHead<Own>(list: AnswerList<Own>, root: unknown): boolean {
  const page = firstRecord(root);
  if (page === null) return false;
  const told = list.isAnswer?.(page) ?? null;
  if (told !== null) return told;
  return list.members.some((member) => {
    const item = firstRecord(member === '' ? page : atPath(page, member));
    return item !== null && list.fits(item);
  });
}

/** Whether this list is read as CSV out of a file that starts so. */
export function isCsvFile<Own>(list: AnswerList<Own>, { text }: FileHead): boolean {
  return list.columns !== undefined && !(list.alsoJson === true && /^\uFEFF?\s*[[{]/.test(text));
}

/** The columns of the first line of a CSV file, for telling what it is. */
export function headColumns({ text }: FileHead): ReadonlySet<string> {
  const [line = ''] = text.replace(/^\uFEFF/, '').split('\n', 1);
  return new Set(line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, '')));
}
