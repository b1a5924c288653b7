import { defineFileCollector, type FileCollector, type FileContext } from '@nonhuman/connector-kit';
import type { Upsert } from '@nonhuman/model';
import { placeOf, upsert } from '../../formats/definitions/report.ts';
import { authorCandidate } from '../../formats/git-author.ts';
import { type CodeOwners, codeOwnersOf } from './codeowners.ts';
import type { HostSource } from './host-source.ts';

/**
 * Declares a collector of files that people write and commit: what it reports is tied to the commit
 * that last changed the file, and what it declares has that commit's author and those whom CODEOWNERS
 * names for the file as candidates for owner.
 */
export function defineDefinitionCollector(
  collector: Parameters<typeof defineFileCollector>[0],
): FileCollector {
  return defineFileCollector({
    ...collector,
    emits: [...collector.emits, 'ownership'],
    *collect(file, context) {
      const change = context.lastChange?.() ?? null;
      const source: HostSource = { listing: collector.id, file, context };
      let codeOwners: CodeOwners | null | undefined;
      for (const row of collector.collect(file, context)) {
        yield change ? tied(row, change) : row;
        if (change) yield* authorOf(row, source, change);
        if (!isDeclared(row)) continue;
        if (codeOwners === undefined)
          codeOwners = context.isTracked() === false ? null : codeOwnersOf(file, context);
        if (codeOwners) yield* codeOwnerRows(row, source, codeOwners);
      }
    },
  });
}

type Change = NonNullable<ReturnType<NonNullable<FileContext['lastChange']>>>;

function tied(row: Upsert, { commit, author, at }: Change): Upsert {
  const attributes = { commit, author, changedAt: at };
  if (row.noun === 'identity' && row.enriches !== true) {
    const value = { ...row.value, attributes: { ...row.value.attributes, ...attributes } };
    return { ...row, value };
  }
  if (row.noun === 'exposure') {
    const value = { ...row.value, attributes: { ...row.value.attributes, ...attributes } };
    return { ...row, value };
  }
  return row;
}

/** Whoever touched a file last often answers for it, and often does not: less than an even chance. */
const confidence = 0.4;

type Declared = Extract<Upsert, { readonly noun: 'identity' }>;

/** Only of what the file declares: whom it merely names belongs to others. */
function isDeclared(row: Upsert): row is Declared {
  return row.noun === 'identity' && row.enriches !== true && row.value.place !== undefined;
}

/** Whoever must review a change of a file has said to answer for it. */
const codeOwnerConfidence = 0.75;

function codeOwnerRows(
  { value: { key, provider } }: Declared,
  source: HostSource,
  { path, line, owners }: CodeOwners,
): Upsert[] {
  return owners.map((owner) =>
    upsert(source.listing, source.context, {
      noun: 'ownership',
      value: {
        key: `${key} by codeowners ${owner.type} ${owner.name}`.slice(0, 1024),
        provider,
        subject: { type: 'identity', key },
        owner: { ...owner, status: 'unknown' },
        basis: 'inferred',
        signal: 'codeowners',
        confidence: codeOwnerConfidence,
        place: { kind: 'file', locator: path, line },
      },
    }),
  );
}

function authorOf(row: Upsert, source: HostSource, { author, email }: Change): Upsert[] {
  if (!isDeclared(row)) return [];
  const owner = authorCandidate(author, email);
  if (owner === null) return [];
  const { key, provider } = row.value;
  return [
    upsert(source.listing, source.context, {
      noun: 'ownership',
      value: {
        key: `${key} by git-author ${email ?? author}`.slice(0, 1024),
        provider,
        subject: { type: 'identity', key },
        owner: { type: 'person', ...owner, status: 'unknown' },
        basis: 'inferred',
        signal: 'git-author',
        confidence,
        place: placeOf(source.file, source.context),
      },
    }),
  ];
}
