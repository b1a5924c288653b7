import {
  beginListing,
  endListing,
  type FileHead,
  FileProblem,
  headJson,
  type ImportFile,
  jsonItems,
  noteProblem,
  readHead,
  yamlDocuments,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { type Listing, listings } from './listings.ts';
import { listingOfKind, readObject } from './objects.ts';
import { announce, asksForAll, clusterOf, type KubernetesContext } from './state.ts';

/** Whether a file holds objects of Kubernetes. */
export function looksLikeObjects(head: FileHead): boolean {
  if (isJson(head)) return isObject(firstOf(headJson(head)));
  return (
    /^(?:- )?\s*apiVersion: ?\S+/m.test(head.text) &&
    /^\s*(?:- )?kind: ?["']?[A-Z]\w+/m.test(head.text)
  );
}

function isJson(head: FileHead): boolean {
  return /^\s*[[{]/.test(head.text);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? firstOf(value[0]) : value;
}

function isObject(value: unknown): boolean {
  if (!isRecord(value) || typeof value['apiVersion'] !== 'string') return false;
  return Array.isArray(value['items']) || typeof value['kind'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Found {
  readonly kind: string;
  readonly value: unknown;
  readonly where: string;
}

/** Reads lists and single objects, and keeps the ledger of what they end. */
export async function* readObjects(
  file: ImportFile,
  context: KubernetesContext,
): AsyncGenerator<Observation> {
  const cluster = clusterOf(file.name, context);
  const { ledger } = context.state;
  const shown = new Set<Listing>();
  let isEmpty = true;
  yield* announce(context, cluster);
  try {
    const head = await readHead(file);
    for await (const { kind, value, where } of isJson(head)
      ? jsonObjects(file, head)
      : yamlObjects(file)) {
      isEmpty = false;
      const listing = listingOfKind(kind);
      if (listing) shown.add(listing);
      yield* readObject(kind, value, { cluster, context, where });
    }
    if (isEmpty && !isJson(head)) throw new FileProblem('malformed', 'it holds no object at all');
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    const cut = shown.size > 0 ? shown : (Object.keys(listings) as Listing[]);
    for (const listing of cut)
      noteProblem(ledger, cluster, {
        listing,
        reason: 'malformed',
        message: `${file.name}: ${problem.message}`,
      });
    throw problem;
  }
  for (const listing of shown) {
    beginListing(ledger, cluster, { listing, goesOn: false });
    if (asksForAll(file.name)) endListing(ledger, cluster, { listing, ifAny: true });
  }
}

async function* jsonObjects(file: ImportFile, head: FileHead): AsyncGenerator<Found> {
  const first = firstOf(headJson(head));
  const isList = isRecord(first) && Array.isArray(first['items']);
  const paths = isList ? ['items', 'kind'] : [''];
  let listKind = isRecord(first) && typeof first['kind'] === 'string' ? first['kind'] : 'List';
  for await (const { path, value, byte } of jsonItems(file, { paths })) {
    if (path === 'kind') {
      if (typeof value === 'string') listKind = value;
      continue;
    }
    yield* objectsOf(value, `${file.name}: byte ${byte}`, listKind);
  }
}

/** kubectl ends a list with its kind: text that stops before it was cut off, though it is valid YAML. */
async function* yamlObjects(file: ImportFile): AsyncGenerator<Found> {
  let openSince: number | null = null;
  for await (const { value, line } of yamlDocuments(file)) {
    if (isRecord(value) && value['kind'] === undefined && value['apiVersion'] === 'v1')
      openSince = line;
    if (isRecord(value) && value['kind'] === 'List') openSince = null;
    yield* objectsOf(value, `${file.name}: line ${line}`, 'List');
  }
  if (openSince !== null)
    throw new FileProblem('malformed', `line ${openSince}: the list that starts here was cut off`);
}

/** An object, the objects of a list, or nothing for what is neither. Items of typed lists carry no kind. */
function* objectsOf(value: unknown, where: string, listKind: string): Generator<Found> {
  if (!isRecord(value)) return;
  if (Array.isArray(value['items']) && typeof value['kind'] === 'string') {
    for (const item of value['items'] as readonly unknown[])
      yield* objectsOf(item, where, value['kind']);
    return;
  }
  const kind = typeof value['kind'] === 'string' ? value['kind'] : listKind.replace(/List$/, '');
  yield { kind, value: { ...value, kind }, where };
}
