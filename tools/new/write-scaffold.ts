import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkScaffold } from './check.ts';
import { collectorScaffold } from './collector.ts';
import { connectorScaffold } from './connector.ts';
import { detectorScaffold } from './detector.ts';
import { routeScaffold } from './route.ts';
import { type Scaffold, ScaffoldRefused } from './scaffold.ts';

/** What can be made, with an example of a name. */
export const kinds: Readonly<
  Record<string, { readonly example: string; make(root: string, name: string): Scaffold }>
> = {
  check: { example: 'credential/too-many-scopes', make: checkScaffold },
  collector: { example: 'cloud-and-tools/acme', make: (_, name) => collectorScaffold(name) },
  connector: { example: 'acme', make: (_, name) => connectorScaffold(name) },
  detector: { example: 'acme', make: (_, name) => detectorScaffold(name) },
  route: { example: 'list-regions', make: (_, name) => routeScaffold(name) },
};

/** What was written, as paths below the checkout, and what to do next. */
export interface Written {
  readonly made: readonly string[];
  readonly changed: readonly string[];
  readonly next: readonly string[];
}

/**
 * Makes one new module in the checkout at `root`. Throws `ScaffoldRefused` for a bad name and for
 * what is there already, and has then written nothing.
 */
export function writeScaffold(root: string, kind: string, name: string): Written {
  const known = kinds[kind];
  if (known === undefined)
    throw new ScaffoldRefused(`"${kind}" is not one of ${Object.keys(kinds).join(', ')}.`);
  const { files, changes, next } = known.make(root, name);
  const there = files.find(({ path }) => existsSync(join(root, path)));
  if (there !== undefined) throw new ScaffoldRefused(`${there.path} exists already.`);
  const changed = changes.map(({ path, change }) => ({
    path,
    text: change(readFileSync(join(root, path), 'utf8')),
  }));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  for (const { path, text } of changed) writeFileSync(join(root, path), text);
  return {
    made: files.map(({ path }) => path),
    changed: changed.map(({ path }) => path),
    next,
  };
}
