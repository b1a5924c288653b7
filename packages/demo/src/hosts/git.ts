import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type PlantedFile, plainFile } from './host.ts';

/** Some files that one person committed. */
export interface Commit {
  readonly author: string;
  readonly email: string;
  readonly at: Date;
  /** Path in the work tree → content. */
  readonly files: Readonly<Record<string, string>>;
}

interface Stored {
  readonly id: string;
  readonly path: string;
  readonly bytes: Buffer;
}

type Tree = Map<string, Tree | string>;

/** A loose object (https://git-scm.com/docs/gitformat-loose). */
function objectOf(type: string, body: Buffer): Stored {
  const bytes = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
  const id = createHash('sha1').update(bytes).digest('hex');
  return { id, path: `objects/${id.slice(0, 2)}/${id.slice(2)}`, bytes: deflateSync(bytes) };
}

/** The `.git` folder of a work tree with these commits, the last one checked out, and an origin. */
export function gitFolder(
  workTree: string,
  { origin, commits }: { readonly origin: string; readonly commits: readonly Commit[] },
): PlantedFile[] {
  const objects = new Map<string, Stored>();
  const store = (type: string, body: Buffer) => {
    const made = objectOf(type, body);
    objects.set(made.id, made);
    return made.id;
  };
  const root: Tree = new Map();
  const blobs = new Map<string, { readonly id: string; readonly size: number }>();
  let head: string | null = null;
  for (const { author, email, at, files } of commits) {
    for (const [path, content] of Object.entries(files)) {
      const id = store('blob', Buffer.from(content));
      blobs.set(path, { id, size: Buffer.byteLength(content) });
      put(root, path.split('/'), id);
    }
    const signed = `${author} <${email}> ${Math.floor(at.getTime() / 1000)} +0000`;
    const lines: string[] = [
      `tree ${storeTree(root, store)}`,
      ...(head === null ? [] : [`parent ${head}`]),
      `author ${signed}`,
      `committer ${signed}`,
      '',
      `Work of ${author}`,
      '',
    ];
    head = store('commit', Buffer.from(lines.join('\n')));
  }
  const config = `[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = ${origin}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`;
  const at = (path: string, content: string | Uint8Array) =>
    plainFile(`${workTree}/.git/${path}`, content);
  return [
    at('HEAD', 'ref: refs/heads/main\n'),
    at('config', config),
    at('refs/heads/main', `${head ?? ''}\n`),
    at('index', indexOf(blobs)),
    ...[...objects.values()].map(({ path, bytes }) => at(path, bytes)),
  ];
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], id: string): void {
  if (rest.length === 0) {
    tree.set(name, id);
    return;
  }
  const known = tree.get(name);
  const below: Tree = known instanceof Map ? known : new Map();
  tree.set(name, below);
  put(below, rest, id);
}

/** Folders sort as if their name ended in a slash. */
function storeTree(tree: Tree, store: (type: string, body: Buffer) => string): string {
  const entries = [...tree].map(([name, item]) => ({
    name,
    item,
    by: item instanceof Map ? `${name}/` : name,
  }));
  entries.sort((one, other) => (one.by < other.by ? -1 : 1));
  const parts = entries.map(({ name, item }) => {
    const [mode, id] = item instanceof Map ? ['40000', storeTree(item, store)] : ['100644', item];
    return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
  });
  return store('tree', Buffer.concat(parts));
}

/** An index of version 2 (https://git-scm.com/docs/index-format). */
function indexOf(
  blobs: ReadonlyMap<string, { readonly id: string; readonly size: number }>,
): Buffer {
  const paths = [...blobs.keys()].sort();
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(paths.length, 8);
  const entries = paths.map((path) => {
    const { id, size } = blobs.get(path) ?? { id: '', size: 0 };
    const fixed = Buffer.alloc(62);
    fixed.writeUInt32BE(0o100644, 24);
    fixed.writeUInt32BE(size, 36);
    Buffer.from(id, 'hex').copy(fixed, 40);
    fixed.writeUInt16BE(Math.min(path.length, 0xfff), 60);
    const name = Buffer.from(path);
    const padding = 8 - ((62 + name.length) % 8);
    return Buffer.concat([fixed, name, Buffer.alloc(padding)]);
  });
  const body = Buffer.concat([head, ...entries]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}
