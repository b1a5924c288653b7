import type { GapReason, Observation, ScopeSeen } from '@nonhuman/model';
import type { ImportContext, ImportFile } from '../importer.ts';
import { beginListing, countItem, endListing, noteProblem } from '../listing-ledger.ts';
import { FileProblem } from '../problems.ts';
import { csvRows } from '../reading/csv-rows.ts';
import { readHead } from '../reading/file-head.ts';
import { jsonItems } from '../reading/json-items.ts';
import { headJson } from '../reading/partial-json.ts';
import {
  type AnswerList,
  type AnswerState,
  atPath,
  firstRecord,
  isCsvFile,
  isRecord,
  namedFile,
} from './answer-list.ts';

/** What all lists of an importer have in common. */
export interface AnswerRules {
  readonly provider: string;
  readonly scope: {
    readonly kind: string;
    readonly title: string;
    readonly option: string;
    keyOf?(told: string): string;
  };
  readonly whats: ReadonlySet<string>;
  refusal(value: unknown): string | null;
}

interface Reading<Own> {
  readonly file: ImportFile;
  readonly context: ImportContext<AnswerState<Own>>;
  readonly rules: AnswerRules;
}

/** The scope of files that name none. */
const nowhere = 'unknown';

/** Names a scope the first time that something of it is told. */
export function* announce<Own>(
  { provider, scope }: AnswerRules,
  { context, scopeKey }: { context: ImportContext<AnswerState<Own>>; scopeKey: string },
): Generator<ScopeSeen> {
  if (context.state.announced.has(scopeKey)) return;
  context.state.announced.add(scopeKey);
  yield { type: 'scope', scope: { key: scopeKey, kind: scope.kind, name: scopeKey, provider } };
}

interface Problem {
  readonly reason: GapReason;
  readonly message: string;
}

/** What was found out about one file. */
interface Extent {
  readonly scopes: Set<string>;
  readonly problems: Problem[];
  items: number;
  total: number | null;
  /** It says that another page follows. */
  goesOn: boolean;
  /** It says how far it goes. */
  tellsEnd: boolean;
}

/** Reads the items of a file, and notes in the ledger what it ends. */
export async function* readAnswers<Own>(
  list: AnswerList<Own>,
  reading: Reading<Own>,
): AsyncGenerator<Observation> {
  const { file, context, rules } = reading;
  const named = namedFile(file.name, rules.whats);
  const spelled = named.scopeKey ?? context.options[rules.scope.option] ?? null;
  const ofFile = spelled === null ? null : (rules.scope.keyOf?.(spelled) ?? spelled);
  const extent: Extent = {
    scopes: new Set(),
    problems: [],
    items: 0,
    total: null,
    goesOn: false,
    tellsEnd: false,
  };
  try {
    for await (const { value, at } of itemsOf(list, { reading, extent })) {
      const taken = list.take(value);
      if ('wrong' in taken) {
        const message = `${file.name}: ${at}: an item is not as expected at ${taken.wrong}`;
        extent.problems.push({ reason: 'malformed', message });
        continue;
      }
      const told = taken.scopeKey;
      const scopeKey = (told === null ? ofFile : (rules.scope.keyOf?.(told) ?? told)) ?? nowhere;
      if (!extent.scopes.has(scopeKey)) {
        extent.scopes.add(scopeKey);
        yield* announce(rules, { context, scopeKey });
      }
      const listings = list.listings ?? [list.id];
      for (const listing of listings)
        countItem(context.state.ledger, scopeKey, { listing, key: null });
      if (taken.name !== null) remember(context.state.parents, [scopeKey, list.id], taken.name);
      yield* taken.read({
        scopeKey,
        of: { scopeKey, listing: listings[0] ?? list.id },
        parent: named.parent,
        file,
        context,
        own: context.state.own,
      });
    }
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    extent.problems.push({ reason: problem.reason, message: `${file.name}: ${problem.message}` });
    if (extent.scopes.size > 0 || ofFile !== null)
      yield* end(list, { reading, extent, ofFile, isNamed: named.what !== null });
    throw problem;
  }
  yield* end(list, { reading, extent, ofFile, isNamed: named.what !== null });
}

async function* itemsOf<Own>(
  list: AnswerList<Own>,
  { reading, extent }: { readonly reading: Reading<Own>; readonly extent: Extent },
): AsyncGenerator<{ readonly value: unknown; readonly at: string }> {
  const { file, rules } = reading;
  if (list.columns && isCsvFile(list, await readHead(file))) {
    extent.tellsEnd = true;
    const onBadRow = (_: number, message: string) =>
      extent.problems.push({ reason: 'malformed', message: `${file.name}: ${message}` });
    for await (const { line, cells } of csvRows(file, {
      required: list.columns,
      onBadRow,
      ...(list.escapes ? { escapes: list.escapes } : {}),
    })) {
      extent.items += 1;
      yield { value: cells, at: `line ${line}` };
    }
    return;
  }
  const { isWrapped, holdsList } = await shapeOf(list, file);
  const members = isWrapped ? list.members.filter((member) => member !== '') : [''];
  const next = isWrapped ? (list.next ?? []) : [];
  const paths = [...members, ...next, ...(isWrapped && list.total ? [list.total] : [])];
  let isList = holdsList;
  let holdsNull = false;
  extent.tellsEnd ||= next.length > 0;
  const goingOn = new Set<number>();
  let pages = 0;
  const onPages = (told: number) => (pages = told);
  for await (const { path, value, byte, page } of jsonItems(file, { paths, onPages })) {
    if (path === list.total) {
      extent.total = typeof value === 'number' ? value : extent.total;
      continue;
    }
    if (next.includes(path)) {
      if (value !== null && value !== '' && value !== false) goingOn.add(page);
      continue;
    }
    if (value === null && path !== '') {
      holdsNull = true;
      continue;
    }
    const refused = rules.refusal(value);
    if (refused !== null) {
      extent.problems.push({ reason: 'not-permitted', message: `${file.name}: ${refused}` });
      isList = true;
      continue;
    }
    isList = true;
    extent.items += 1;
    yield { value, at: `byte ${byte}` };
  }
  // Each page names the next one, wherever that stands in the file: all do only when the last is missing.
  extent.goesOn = goingOn.size > 0 && goingOn.size >= pages;
  if (isList && !(holdsNull && extent.items === 0)) return;
  const problem = await whyNoList(list, reading);
  // Null is how some providers write an empty list, and how others leave it out of a refusal.
  if (problem !== null && (!holdsNull || problem.reason === 'not-permitted'))
    extent.problems.push(problem);
}

/** Whether the items lie in a member, and whether a list, even an empty one, is where it should be. */
async function shapeOf<Own>(list: AnswerList<Own>, file: ImportFile) {
  const wrapped = list.members.filter((member) => member !== '');
  const page = firstRecord(headJson(await readHead(file)));
  const holdsMember = wrapped.some((member) => atPath(page, member) !== undefined);
  const isWrapped = holdsMember || !list.members.includes('');
  return { isWrapped, holdsList: holdsMember || !isWrapped };
}

/** Why a file without any of the members has none: refused, or something else; null when that means none. */
async function whyNoList<Own>(
  list: AnswerList<Own>,
  { file, rules }: Reading<Own>,
): Promise<Problem | null> {
  const nothing: Problem = {
    reason: 'malformed',
    message: `${file.name}: it holds no ${list.members.join(' or ')}`,
  };
  let isAnswer = false;
  for await (const { value } of jsonItems(file, { paths: [''] })) {
    const refused = rules.refusal(value);
    if (refused !== null) return { reason: 'not-permitted', message: `${file.name}: ${refused}` };
    isAnswer ||= isRecord(value);
  }
  return list.leavesOutEmpty === true && isAnswer ? null : nothing;
}

function* end<Own>(
  list: AnswerList<Own>,
  of: {
    readonly reading: Reading<Own>;
    readonly extent: Extent;
    readonly ofFile: string | null;
    readonly isNamed: boolean;
  },
): Generator<Observation> {
  const { reading, extent, ofFile, isNamed } = of;
  const { context, file, rules } = reading;
  const { ledger } = context.state;
  const { problems, total, items } = extent;
  if (total !== null && total !== items && !extent.goesOn)
    problems.push({
      reason: 'not-asked',
      message: `${file.name}: it holds ${items} of the ${total} items that it tells of`,
    });
  if (total === null && !extent.tellsEnd && !isNamed)
    problems.push({
      reason: 'not-asked',
      message: `${file.name}: nothing tells that these are all pages; a file made and named by the printed command is taken to hold all`,
    });
  const scopes = extent.scopes.size > 0 ? [...extent.scopes] : [ofFile ?? nowhere];
  const { parent } = namedFile(file.name, rules.whats);
  const isWhole = problems.length === 0 && !extent.goesOn;
  const holdsAllParts =
    list.parentListing === undefined || (list.alsoWhole === true && isNamed && parent === null);
  for (const scopeKey of scopes) {
    yield* announce(rules, { context, scopeKey });
    for (const listing of list.listings ?? [list.id]) {
      beginListing(ledger, scopeKey, { listing, goesOn: extent.goesOn });
      for (const problem of problems) noteProblem(ledger, scopeKey, { listing, ...problem });
      if (scopeKey === nowhere)
        noteProblem(ledger, scopeKey, {
          listing,
          reason: 'not-asked',
          message: `No file tells ${rules.scope.title} that these belong to`,
          needs: `--option ${rules.scope.option}=<${rules.scope.option}>`,
        });
      if (isWhole && holdsAllParts) endListing(ledger, scopeKey, { listing, ifAny: false });
    }
    if (list.parentListing !== undefined && isWhole && parent !== null)
      remember(context.state.readParents, [scopeKey, list.id], parent);
  }
}

function remember(names: Map<string, Set<string>>, key: readonly string[], name: string): void {
  const text = JSON.stringify(key);
  const known = names.get(text);
  if (known) known.add(name);
  else names.set(text, new Set([name]));
}
