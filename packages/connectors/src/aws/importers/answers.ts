import {
  beginListing,
  countItem,
  endListing,
  type FileHead,
  FileProblem,
  headJson,
  type ImportFile,
  jsonItems,
  noteProblem,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import type { z } from 'zod';
import type { Listing } from './listings.ts';
import { type AwsContext, announce, everywhere } from './state.ts';

/** Where an item of an answer stands. */
export interface ItemPlace {
  /** Account id or organization id; `everywhere` when the item belongs to none. */
  readonly scopeKey: string;
  readonly file: ImportFile;
  readonly context: AwsContext;
}

interface AnswerListOf<T> {
  /** The member of the answer that holds the items, e.g. `UserDetailList`, or one item, e.g. `Role`. */
  readonly member: string;
  readonly item: z.ZodType<T>;
  /** The listings that its items are counted in, and that it ends when it is a list. */
  readonly listings: readonly Listing[];
  /**
   * `all`: lists everything. `if-any`: an empty list may have been filtered. `if-empty`: tells enough
   * only when it has no items. `one`: ends nothing.
   */
  readonly extent: 'all' | 'if-any' | 'if-empty' | 'one';
  /** The scope of an item; null when only the other files can tell. */
  scopeOf(item: NoInfer<T>): string | null;
  read(item: NoInfer<T>, at: ItemPlace): Iterable<Observation>;
}

/** A list in an answer of the API, whatever its items are. */
export interface AnswerList extends Pick<AnswerListOf<unknown>, 'member' | 'listings' | 'extent'> {
  /** What a value is told to be: its scope and observations, or what is wrong with it. */
  take(value: unknown): Taken;
}

type Taken =
  | { readonly wrong: string }
  | {
      readonly scopeKey: string | null;
      readonly key: string;
      read(at: ItemPlace): Iterable<Observation>;
    };

/** Declares a list in an answer. */
export function answerList<T>(list: AnswerListOf<T>): AnswerList {
  const { member, extent } = list;
  return {
    member,
    listings: list.listings,
    extent,
    take(value) {
      const parsed = list.item.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        return { wrong: `${issue?.path.join('.') ?? ''} (${issue?.code ?? 'invalid'})` };
      }
      return {
        scopeKey: list.scopeOf(parsed.data),
        key: isRecord(value) && typeof value['Arn'] === 'string' ? value['Arn'] : '',
        read: (at) => list.read(parsed.data, at),
      };
    },
  };
}

/** Answers may stand alone or in the wrapper of a recording. */
const wrappers = ['', 'data.', 'authz.'];

/** The first page of a head, taken out of its wrapper; null when it is no object. */
export function firstPage(head: FileHead): Record<string, unknown> | null {
  let page = headJson(head);
  while (Array.isArray(page)) page = page[0];
  if (!isRecord(page)) return null;
  for (const name of ['data', 'authz']) if (isRecord(page[name])) return page[name];
  return page;
}

function unwrapped(value: unknown): unknown {
  return isRecord(value) && isRecord(value['data']) ? value['data'] : value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Page {
  readonly scopes: Set<string>;
  readonly problems: { readonly listings: readonly Listing[]; readonly message: string }[];
  truncated: boolean;
  /** Holds single items only, and so ends no listing. */
  single: boolean;
}

/** Reads the answers of a file and keeps the ledger of what they end. */
export async function* readAnswers(
  file: ImportFile,
  context: AwsContext,
  lists: readonly AnswerList[],
): AsyncGenerator<Observation> {
  const members = [...lists.map((list) => list.member), 'IsTruncated', 'NextToken', 'Marker'];
  const whole = members.includes('');
  const paths = whole
    ? ['']
    : wrappers.flatMap((wrapper) => members.map((member) => `${wrapper}${member}`));
  const pages = new Map<number, Page>();
  try {
    for await (const found of jsonItems(file, { paths })) {
      const page = pages.get(found.page) ?? newPage();
      pages.set(found.page, page);
      const member = found.path.slice(found.path.lastIndexOf('.') + 1);
      const list = lists.find((one) => one.member === member);
      if (!list) page.truncated ||= saysThereIsMore(member, found.value);
      else yield* takeItem(found, { list, page, file, context });
    }
  } catch (problem) {
    if (problem instanceof FileProblem) noteCutOff(context, { lists, pages, problem, file });
    throw problem;
  }
  for (const page of pages.size === 0 ? [newPage()] : pages.values())
    endLists(context, lists, page);
}

function newPage(): Page {
  return { scopes: new Set(), problems: [], truncated: false, single: false };
}

function saysThereIsMore(member: string, value: unknown): boolean {
  if (member === 'IsTruncated') return value === true;
  return member === 'NextToken' && typeof value === 'string' && value !== '';
}

function* takeItem(
  found: { readonly value: unknown; readonly byte: number },
  at: {
    readonly list: AnswerList;
    readonly page: Page;
    readonly file: ImportFile;
    readonly context: AwsContext;
  },
): Generator<Observation> {
  const { list, page, file, context } = at;
  const taken = list.take(list.member === '' ? unwrapped(found.value) : found.value);
  if ('wrong' in taken) {
    const message = `${file.name}: byte ${found.byte}: an item of ${list.member} is not as expected at ${taken.wrong}`;
    page.problems.push({ listings: list.listings, message });
    return;
  }
  if (list.extent === 'one' || list.extent === 'if-empty') page.single = true;
  const scopeKey = taken.scopeKey ?? everywhere;
  if (taken.scopeKey !== null) {
    if (scopeKey !== everywhere) page.scopes.add(scopeKey);
    if (scopeKey !== everywhere)
      for (const listing of list.listings)
        countItem(context.state.ledger, scopeKey, { listing, key: taken.key });
    yield* announce(context, scopeKey);
  }
  yield* taken.read({ scopeKey, file, context });
}

function noteCutOff(
  context: AwsContext,
  of: {
    readonly lists: readonly AnswerList[];
    readonly pages: ReadonlyMap<number, Page>;
    readonly problem: FileProblem;
    readonly file: ImportFile;
  },
): void {
  const scopes = new Set([...of.pages.values()].flatMap((page) => [...page.scopes]));
  const names = of.lists.flatMap((list) => list.listings);
  noteProblems(context, names, { scopes, message: `${of.file.name}: ${of.problem.message}` });
}

function noteProblems(
  context: AwsContext,
  names: readonly Listing[],
  of: { readonly scopes: ReadonlySet<string>; readonly message: string },
): void {
  const { ledger, unplacedProblems } = context.state;
  for (const listing of names) {
    const problem = { listing, reason: 'malformed' as const, message: of.message };
    if (of.scopes.size === 0) unplacedProblems.push(problem);
    for (const scopeKey of of.scopes) noteProblem(ledger, scopeKey, problem);
  }
}

function endLists(context: AwsContext, lists: readonly AnswerList[], page: Page): void {
  for (const { listings, message } of page.problems)
    noteProblems(context, listings, { scopes: page.scopes, message });
  if (page.single) return;
  for (const list of lists) {
    if (list.extent === 'one') continue;
    const ifAny = list.extent === 'if-any';
    for (const listing of list.listings) {
      for (const scopeKey of page.scopes)
        if (page.truncated) beginListing(context.state.ledger, scopeKey, { listing, goesOn: true });
        else endListing(context.state.ledger, scopeKey, { listing, ifAny });
      if (page.scopes.size === 0 && !page.truncated)
        context.state.unplacedEnds.push({ listing, ifAny });
    }
  }
}
