import { type FileHead, FileProblem, type ImportKind } from '@nonhuman/connector-kit';

/** What a file was to be by its name, and what is wrong with it. */
export interface NamedFile<State> {
  readonly kind: ImportKind<State>;
  readonly problem: FileProblem;
}

/**
 * The kind of file that a printed command would have written under this name, where the content shows
 * nothing of it: a command that failed leaves an empty file behind, or the text of its error. Null for
 * other names, and for files that hold something else in full.
 */
export function namedByCommand<State>(
  { name, text }: FileHead,
  kinds: readonly ImportKind<State>[],
): NamedFile<State> | null {
  const said = text.replace(/^\uFEFF/, '').trim();
  if (/^[[{]/.test(said) || said.includes('\0')) return null;
  const base = name.slice(name.lastIndexOf('/') + 1);
  const kind = kinds.find(({ commands }) =>
    commands.some((command) => writtenBy(command).some((written) => written.test(base))),
  );
  if (kind === undefined) return null;
  const wrong = said === '' ? 'the file is empty' : 'it holds none of what the command prints';
  const needs = `Run the command again: nonhuman import --help ${kind.id.replace(/\..*$/, '')}`;
  return { kind, problem: new FileProblem('malformed', wrong, { needs }) };
}

/** The name after `>` in a line of shell, quoted or not. */
const target = />\s*(?:"([^"]+)"|([^\s;"|&]+))/g;
/** What the shell fills in. */
const filledIn = /\$\([^)]*\)|\$\{[^}]*\}|\$\w+/;

/** Tools print the same in several formats. */
const tables = /^\.(?:json|jsonl|ndjson|ya?ml|csv|tsv)$/i;

function writtenBy(command: string): RegExp[] {
  return [...command.matchAll(target)].flatMap(([, quoted, bare]) => {
    const [, stem, extension] = /^(.*)(\.\w+)$/.exec(quoted ?? bare ?? '') ?? [];
    const parts = stem?.split(filledIn).map(escaped) ?? [];
    // Without a word of its own at its end, a name is that of any file.
    if (extension === undefined || !/\w/.test(parts.at(-1) ?? '')) return [];
    // Several of a kind are told apart by what people append.
    const ending = tables.test(extension) ? tables.source.slice(1) : `\\${extension}$`;
    return [new RegExp(`^${parts.join('.+')}(?:[-_. ].*)?${ending}`, 'i')];
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
