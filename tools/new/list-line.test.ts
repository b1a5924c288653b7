import { describe, expect, it } from 'vitest';
import { withEntry } from './list-line.ts';

const array = `import type { AnyCheck } from './define-check.ts';
import { credentialTooOld } from './credential/too-old.ts';
import { identityUnused } from './identity/unused.ts';

/** Every check, sorted by id. */
export const checks: readonly AnyCheck[] = [credentialTooOld, identityUnused];
`;

const object = `import type { Route } from './define-route.ts';
import { getCheck, listChecks } from './routes/checks.ts';

export const routes = {
  getCheck,
  listChecks,
} as const satisfies Record<string, Route>;
export type Routes = typeof routes;
`;

const namesOf = (text: string) =>
  (/= [[{]([^\]}]*)/.exec(text)?.[1] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

describe('a line in a sorted list', () => {
  it.each([
    ['first', './credential/public.ts', ['added', 'credentialTooOld', 'identityUnused']],
    ['between', './identity/public.ts', ['credentialTooOld', 'added', 'identityUnused']],
    ['last', './key/weak.ts', ['credentialTooOld', 'identityUnused', 'added']],
  ])('stands %s by the path that it comes from', (_, from, names) => {
    expect(namesOf(withEntry(array, { name: 'added', from }))).toEqual(names);
  });

  it.each([
    ['first', 'acceptAll', ['acceptAll', 'getCheck', 'listChecks']],
    ['last', 'startScan', ['getCheck', 'listChecks', 'startScan']],
  ])('stands %s by its name in an object', (_, name, names) => {
    expect(namesOf(withEntry(object, { name, from: './routes/a.ts' }))).toEqual(names);
  });

  it('is imported, and nothing else changes', () => {
    const changed = withEntry(object, { name: 'startScan', from: './routes/scans.ts' });

    expect(changed).toContain("import { startScan } from './routes/scans.ts';\n");
    expect(changed).toContain('} as const satisfies Record<string, Route>;\nexport type Routes');
  });

  it('begins an empty list', () => {
    const empty = 'export const all: readonly Thing[] = [];\n';

    expect(namesOf(withEntry(empty, { name: 'added', from: './a.ts' }))).toEqual(['added']);
  });

  it('refuses what is there already, and a file without a list', () => {
    const entry = { name: 'getCheck', from: './routes/checks.ts' };

    expect(() => withEntry(object, entry)).toThrow('in the list already');
    expect(() => withEntry('export const a = 1;\n', entry)).toThrow('no list');
  });
});
