import type { FileContext, HostFile } from '@nonhuman/connector-kit';

/** The repository that a file lies in, as its own configuration tells. */
export interface Repository {
  /** Folder of the working tree, relative to the file's folder; empty when they are the same. */
  readonly up: string;
  /** Host of the origin without port, e.g. `github.com`; null without a remote. */
  readonly host: string | null;
  /** Path of the origin without `.git`, e.g. `acme/api`; null without a remote. */
  readonly name: string | null;
}

const levels = 12;

/** Looks for `.git/config` from the file's folder upwards; null outside of any repository that may be read. */
export function repositoryOf(context: FileContext): Repository | null {
  for (let level = 0; level <= levels; level++) {
    const up = '../'.repeat(level);
    const config = configAt(up, context);
    if (config) return { up, ...originOf(textOrEmpty(config)) };
  }
  return null;
}

/** Worktrees and submodules have a `.git` file that names the folder. */
function configAt(up: string, context: FileContext): HostFile | null {
  const config = context.file(`${up}.git/config`);
  if (config) return config;
  const pointer = context.file(`${up}.git`);
  const folder = pointer && /^gitdir: (.+)$/m.exec(textOrEmpty(pointer))?.[1]?.trim();
  if (!folder) return null;
  const absolute = folder.startsWith('/') ? folder : `${up}${folder}`;
  return context.file(`${absolute}/config`) ?? context.file(`${absolute}/../../config`);
}

function textOrEmpty(file: HostFile): string {
  if (file.size > 1_000_000) return '';
  try {
    return file.text();
  } catch {
    // The repository is only looked at for a name: one that cannot be read gives none.
    return '';
  }
}

function originOf(config: string): Pick<Repository, 'host' | 'name'> {
  const urls = new Map<string, string>();
  let remote: string | null = null;
  for (const line of config.split(/\r?\n/)) {
    const section = /^\s*\[(.*)\]/.exec(line)?.[1];
    if (section !== undefined) remote = /^remote "(.+)"$/.exec(section)?.[1] ?? null;
    const url = /^\s*url\s*=\s*(\S+)/.exec(line)?.[1];
    if (url !== undefined && remote !== null && !urls.has(remote)) urls.set(remote, url);
  }
  const [first] = urls.values();
  return remoteOf(urls.get('origin') ?? first ?? '');
}

/** `https://`, `ssh://` and `git@host:path` alike; the user part, which may hold a token, is dropped. */
function remoteOf(url: string): Pick<Repository, 'host' | 'name'> {
  const match =
    /^[a-z+]+:\/\/(?:[^/]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(url) ??
    /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(url);
  const [, host, path] = match ?? [];
  if (host === undefined || path === undefined) return { host: null, name: null };
  const name = path
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/^\/+/, '');
  return { host: host.toLowerCase(), name: name === '' ? null : name };
}
