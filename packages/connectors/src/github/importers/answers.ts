import {
  beginListing,
  countItem,
  endListing,
  type FileHead,
  FileProblem,
  headJson,
  type ImportFile,
  type ImportKind,
  jsonItems,
  noteProblem,
} from '@nonhuman/connector-kit';
import type { GapReason, Noun, Observation } from '@nonhuman/model';
import type { z } from 'zod';
import type { GitHubPlace } from '../mapping/place.ts';
import type { Listing } from './listings.ts';
import {
  announce,
  type GitHubContext,
  type GitHubState,
  placeOfFile,
  repositoryWasRead,
  scopeOf,
  unknownOrg,
} from './state.ts';

/** One list that GitHub answers with. */
export interface Answer<T> {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly string[];
  readonly emits: readonly Noun[];
  readonly order: number;
  /** The end of the file names that the commands make. */
  readonly what: string;
  /** The member that holds the items, beside `total_count`; `''` when the answer itself is the list. */
  readonly member: string;
  readonly item: z.ZodType<T>;
  /** Whether an item of a file with another name looks like one of this list. */
  fits(item: Readonly<Record<string, unknown>>): boolean;
  /** The listing of a place; repositories have their own. */
  listingOf(place: GitHubPlace): Listing;
  /** Organization and repository, where the item itself tells them. */
  placeOf?(item: NoInfer<T>): Partial<GitHubPlace>;
  read(item: NoInfer<T>, at: AnswerPlace): Iterable<Observation>;
}

/** Where an item was read. */
export interface AnswerPlace {
  readonly place: GitHubPlace;
  readonly of: { readonly scopeKey: string; readonly listing: Listing };
  readonly context: GitHubContext;
}

/** A kind of file out of what GitHub answers. */
export function answerKind<T>(answer: Answer<T>): ImportKind<GitHubState> {
  const { id, title, commands, emits, order } = answer;
  return {
    id,
    title,
    commands,
    emits,
    order,
    recognise: (head) => recognises(answer, head),
    read: (file, context) => readAnswer(answer, file, context),
  };
}

function recognises<T>(answer: Answer<T>, head: FileHead): boolean {
  const { what } = placeOfFile(head.name, { options: {} });
  const root = headJson(head);
  const first = firstOf(root);
  if (what !== null) return what === answer.what && (Array.isArray(root) || isRecord(first));
  const item = isRecord(first) && answer.member !== '' ? firstOf(first[answer.member]) : first;
  return isRecord(item) && answer.fits(item);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? firstOf(value[0]) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const refused =
  'GitHub refused the call and gh wrote the refusal into the file; the permission is missing, or there is no such thing';

/** gh prints the body of an error where the answer would be. */
function isRefusal(value: unknown): boolean {
  return isRecord(value) && 'message' in value && 'documentation_url' in value;
}

/** Why a file does not tell all of its listing. */
interface Problem {
  readonly reason: GapReason;
  readonly message: string;
}

async function* readAnswer<T>(
  answer: Answer<T>,
  file: ImportFile,
  context: GitHubContext,
): AsyncGenerator<Observation> {
  const { place: ofFile, what } = placeOfFile(file.name, context);
  const places = new Map<string, GitHubPlace>();
  let items = 0;
  let total: number | null = null;
  let isList = answer.member === '';
  const paths = isList ? [''] : [answer.member, 'total_count', 'message'];
  const problems: Problem[] = [];
  try {
    for await (const { path, value, byte } of jsonItems(file, { paths })) {
      if (path === 'message' || isRefusal(value)) {
        problems.push({ reason: 'not-permitted', message: `${file.name}: ${refused}` });
        continue;
      }
      isList = true;
      if (path === 'total_count') {
        total = typeof value === 'number' ? value : total;
        continue;
      }
      items += 1;
      const parsed = answer.item.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const at = `${issue?.path.join('.') ?? ''} (${issue?.code ?? 'invalid'})`;
        const message = `${file.name}: byte ${byte}: an item is not as expected at ${at}`;
        problems.push({ reason: 'malformed', message });
        continue;
      }
      const place = { ...ofFile, ...answer.placeOf?.(parsed.data) };
      const of = { scopeKey: scopeOf(place), listing: answer.listingOf(place) };
      places.set(`${of.scopeKey} ${of.listing} ${place.repo ?? ''}`, place);
      yield* announce(context, place);
      countItem(context.state.ledger, of.scopeKey, {
        listing: of.listing,
        key: `${file.name} ${byte}`,
      });
      yield* answer.read(parsed.data, { place, of, context });
    }
  } catch (problem) {
    if (problem instanceof FileProblem)
      end(answer, [...places.values(), ofFile], {
        context,
        problems: [{ reason: problem.reason, message: `${file.name}: ${problem.message}` }],
      });
    throw problem;
  }
  if (total !== null && total !== items)
    problems.push({
      reason: 'not-asked',
      message: `${file.name}: it holds ${items} of the ${total} items that it tells of`,
    });
  if (!isList && problems.length === 0)
    problems.push({ reason: 'malformed', message: `${file.name}: it holds no ${answer.member}` });
  if (total === null && what === null)
    problems.push({
      reason: 'not-asked',
      message: `${file.name}: nothing tells that these are all pages; a file made and named by the printed command is taken to hold all`,
    });
  if (places.size === 0) yield* announce(context, ofFile);
  end(answer, places.size === 0 ? [ofFile] : [...places.values()], { context, problems });
}

function end<T>(
  answer: Answer<T>,
  places: readonly GitHubPlace[],
  { context, problems }: { context: GitHubContext; problems: readonly Problem[] },
): void {
  const { ledger } = context.state;
  for (const place of places) {
    const scopeKey = scopeOf(place);
    const listing = answer.listingOf(place);
    if (!context.state.announced.has(scopeKey)) continue;
    beginListing(ledger, scopeKey, { listing, goesOn: false });
    for (const { reason, message } of problems)
      noteProblem(ledger, scopeKey, { listing, reason, message });
    if (place.org === unknownOrg)
      noteProblem(ledger, scopeKey, {
        listing,
        reason: 'not-asked',
        message: 'No file tells which organization these belong to',
        needs: '--option org=<organization>',
      });
    if (problems.length > 0) continue;
    if (place.repo === null) endListing(ledger, scopeKey, { listing, ifAny: false });
    else repositoryWasRead(context.state, place, listing);
  }
}
