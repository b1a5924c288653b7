import { dirname, relative, sep } from 'node:path';
import { type FileContext, FileProblem, type HostFile } from '@nonhuman/connector-kit';

/** Somebody whom a CODEOWNERS file names. */
export interface CodeOwner {
  readonly type: 'person' | 'team';
  /** A login, the last part of a team's name, or an e-mail address. */
  readonly name: string;
  readonly email: string | null;
}

/** What a CODEOWNERS file says of one file, and where. */
export interface CodeOwners {
  /** Absolute. */
  readonly path: string;
  readonly line: number;
  readonly owners: readonly CodeOwner[];
}

/** Where GitHub, GitLab and Bitbucket look for it, below the root of the repository. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];
/** Folders above a file that are looked at. */
const maxFolders = 12;

/** The owners of a file by the nearest CODEOWNERS above it; null when there is none, or it names nobody. */
export function codeOwnersOf(file: HostFile, context: FileContext): CodeOwners | null {
  let folder = dirname(file.path);
  for (let step = 0; step < maxFolders; step += 1) {
    for (const place of places) {
      const found = context.file(`${folder}${sep}${place.replaceAll('/', sep)}`);
      if (found === null) continue;
      const rule = ruleFor(textOf(found), relative(folder, file.path).replaceAll(sep, '/'));
      return rule === null ? null : { path: found.path, ...rule };
    }
    const above = dirname(folder);
    if (above === folder) return null;
    folder = above;
  }
  return null;
}

/** Empty when it cannot be read: that costs only what it would have told. */
function textOf(file: HostFile): string {
  try {
    return file.text();
  } catch (problem) {
    if (problem instanceof FileProblem) return '';
    throw problem;
  }
}

/** The last line that fits a path counts; one that names nobody takes owners away. */
export function ruleFor(
  text: string,
  path: string,
): { readonly line: number; readonly owners: readonly CodeOwner[] } | null {
  const lines = text.split(/\r?\n/);
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const written = (lines[index] ?? '').replace(/(?:^|\s)#.*$/, '').trim();
    // A section of GitLab, whose default owners are not read.
    if (written === '' || /^\^?\[/.test(written)) continue;
    const [pattern = '', ...names] = written.split(/\s+/);
    if (!fits(pattern, path)) continue;
    const owners = names.flatMap((name) => ownerOf(name) ?? []);
    return owners.length === 0 ? null : { line: index + 1, owners };
  }
  return null;
}

function ownerOf(name: string): CodeOwner | null {
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name))
    return { type: 'person', name, email: name.toLowerCase() };
  if (!name.startsWith('@')) return null;
  const parts = name.slice(1).split('/');
  return parts.length > 1
    ? { type: 'team', name: parts.at(-1) ?? name, email: null }
    : { type: 'person', name: name.slice(1), email: null };
}

/** Patterns are those of gitignore, without negation and without sets of characters. */
function fits(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith('/');
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const isAnchored = pattern.startsWith('/') || bare.includes('/');
  const body = bare
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  // `docs/*` does not reach below its folder; a plain name also stands for all below it.
  const end = isFolder ? '/.*' : bare.endsWith('/*') ? '' : '(?:/.*)?';
  return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${body}${end}$`).test(path);
}
