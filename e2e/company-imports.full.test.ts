import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { importFile, runImport } from '@nonhuman/connector-kit/testing';
import { writeCompany } from '@nonhuman/demo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  byName,
  type Dump,
  differences,
  differing,
  dumpOf,
  lost,
  passesOf,
  standing,
  withoutFolders,
} from './company/dump.ts';
import {
  damages,
  type Exports,
  halved,
  numbersOf,
  pagesOf,
  readExports,
  shuffled,
  tarOf,
  writeExports,
} from './company/exports.ts';
import { type Install, type Installs, nothing, openInstalls, today } from './company/installs.ts';
import { zipOf } from './make-zip.ts';
import { removeFolder, temporaryFolder } from './run-program.ts';

const hourMs = 3_600_000;
const later = new Date(today.getTime() + hourMs);
const yesterday = new Date(today.getTime() - 24 * hourMs);

const folder = temporaryFolder();
const written = await writeCompany({
  seed: 20_261,
  size: 'startup',
  now: today,
  folder: join(folder, 'company'),
});
const providers = written.imports.map(({ provider }) => provider);
const company: ReadonlyMap<string, Exports> = new Map(
  written.imports.map(({ provider, path }) => [provider, readExports(join(written.folder, path))]),
);
let installs: Installs;
let whole: Dump;

beforeAll(async () => {
  installs = await openInstalls(join(folder, 'data'));
  await installs.keep('whole', nothing, async (install) => {
    for (const provider of providers) await importAll(install, provider);
    whole = await judged(install, join(written.folder));
  });
});

afterAll(() => removeFolder(folder));

let folders = 0;
function newFolder(): string {
  folders += 1;
  return join(folder, `exports-${folders}`);
}

function filesOf(provider: string): Exports {
  return company.get(provider) ?? new Map();
}

function importAll(install: Install, provider: string, observedAt = today) {
  return install.import({ provider, paths: [join(written.folder, provider)], observedAt });
}

async function judged(install: Install, root: string): Promise<Dump> {
  await install.judge();
  return dumpOf(install.nonhuman, root);
}

/** What an install that knew nothing says after importing every provider so. */
function imported(
  how: (install: Install, of: { provider: string; root: string }) => Promise<unknown>,
  order: readonly string[] = providers,
): Promise<Dump> {
  const root = newFolder();
  return installs.withCopy(nothing, async (install) => {
    for (const provider of order) await how(install, { provider, root: join(root, provider) });
    return judged(install, root);
  });
}

describe('the whole company', () => {
  it('gives rows, findings, links and complete listings of every provider', () => {
    expect(whole.things.size).toBeGreaterThan(1_000);
    expect(whole.findings.size).toBeGreaterThan(100);
    expect(whole.links.size).toBeGreaterThan(3);
    expect(whole.removed).toEqual([]);
    expect([...whole.ledger.values()].filter((pass) => pass.isComplete).length).toBeGreaterThan(80);
  });

  it('is the same when it is imported a second time, also later', async () => {
    for (const observedAt of [today, later])
      await installs.withCopy('whole', async (install) => {
        for (const provider of providers) {
          const { added, changed, removed } = await importAll(install, provider, observedAt);
          expect({ provider, added, changed, removed }).toEqual({
            provider,
            added: 0,
            changed: 0,
            removed: 0,
          });
        }

        expect(differing(whole, await judged(install, written.folder))).toEqual({});
      });
  });

  it('is the same with the providers the other way round', async () => {
    const dump = await installs.withCopy(nothing, async (install) => {
      for (const provider of [...providers].reverse()) await importAll(install, provider);
      return judged(install, written.folder);
    });

    expect(differing(whole, dump)).toEqual({});
  });

  it.each([1, 2])('is the same with the files of each provider in order %i', async (seed) => {
    const dump = await imported((install, { provider, root }) => {
      const order = shuffled(filesOf(provider), seed);
      // Files are read by name: a folder for each makes the order.
      writeExports(
        root,
        order.map(([name, text], at) => [join(`${1000 + at}`, name), text]),
      );
      return install.import({ provider, paths: [root] });
    });

    expect(differing(withoutFolders(whole), withoutFolders(dump))).toEqual({});
  });
});

describe('the company in packages', () => {
  it.each<[string, (install: Install, of: { provider: string; root: string }) => Promise<unknown>]>(
    [
      [
        'a zip of each provider',
        (install, { provider, root }) => {
          writeExports(root, [['all.zip', zipOf([...filesOf(provider)])]]);
          return install.import({ provider, paths: [join(root, 'all.zip')] });
        },
      ],
      [
        'files packed one by one',
        (install, { provider, root }) => {
          writeExports(
            root,
            [...filesOf(provider)].map(([name, text]) => [`${name}.gz`, gzipSync(text)]),
          );
          return install.import({ provider, paths: [root] });
        },
      ],
      [
        'a tar.gz of each provider on standard input',
        async (install, { provider }) => {
          const stdin = Readable.from([gzipSync(await tarOf(filesOf(provider)))]);
          return install.import({ provider, paths: ['-'], stdin });
        },
      ],
      [
        'lists that are cut into two files, where a file holds one page',
        (install, { provider, root }) => {
          writeExports(
            root,
            [...filesOf(provider)].flatMap(([name, text]) => pagesOf(name, text)),
          );
          return install.import({ provider, paths: [root] });
        },
      ],
    ],
  )('is the same as %s', async (_, how) => {
    expect(differing(withoutFolders(whole), withoutFolders(await imported(how)))).toEqual({});
  });
});

/**
 * What a piece alone can promise is that it takes nothing away. References by the id of another list
 * are a guess until that list is read with them, and rows that follow from two lists need both: with
 * all files in one run they are as if there had been no pieces.
 */
describe('the company in pieces', () => {
  it('loses no row when halves of what is known come again', async () => {
    const numbers = numbersOf(7);
    await installs.withCopy('whole', async (install) => {
      for (const provider of providers) {
        const halves: [string, Buffer][][] = [[], []];
        for (const piece of piecesOf(provider)) halves[numbers(2)]?.push(...piece);
        for (const half of halves.filter((files) => files.length > 0))
          await expectNothingRemoved(install, { provider, files: half, observedAt: later });
      }

      expect(lost(whole.things, (await judged(install, written.folder)).things)).toEqual([]);
      await expectWholeWith(install);
    });
  });

  it('loses no row when it comes file by file, and is the same once all came together', async () => {
    await installs.withCopy(nothing, async (install) => {
      for (const provider of providers)
        for (const files of shuffled(piecesOf(provider), 3))
          await expectNothingRemoved(install, { provider, files, observedAt: today });

      await expectWholeWith(install);
    });
  });
});

/** The files of a provider one by one; pages of one list, of which only the first tells of the next, together. */
function piecesOf(provider: string): [string, Buffer][][] {
  const pieces = new Map<string, [string, Buffer][]>();
  for (const file of filesOf(provider)) {
    const list = file[0].replace(/-[ab]-(?:first|second)(?=\.json$)/, '');
    pieces.set(list, [...(pieces.get(list) ?? []), file]);
  }
  return [...pieces.values()];
}

async function expectNothingRemoved(
  install: Install,
  of: { provider: string; files: [string, Buffer][]; observedAt: Date },
): Promise<void> {
  const { provider, files, observedAt } = of;
  const root = newFolder();
  writeExports(root, files);
  const { removed } = await install.import({ provider, paths: [root], observedAt });
  const names = files.map(([name]) => name);
  expect({ provider, names, removed }).toEqual({ provider, names, removed: 0 });
}

async function expectWholeWith(install: Install): Promise<void> {
  for (const provider of providers) await importAll(install, provider, later);
  const dump = await judged(install, written.folder);
  // A row that was told in several ways keeps what each of them added.
  expect(differing(byName(whole), byName({ ...dump, findings: standing(dump) }))).toEqual({});
}

type Damage = keyof typeof damages;

/** Some files, of every provider at least one and of a kind at most one, each damaged in one way. */
const damaged = shuffled(
  providers.flatMap((provider, at) => {
    const kinds = new Map<string, string>();
    for (const name of shuffled(filesOf(provider).keys(), 31 + at))
      kinds.set(name.replace(/^.*(?:__|\/)/, ''), name);
    return [...kinds.values()].map((name, index) => ({ provider, name, index }));
  }),
  5,
)
  .sort((one, other) => Math.min(one.index, 1) - Math.min(other.index, 1))
  .slice(0, 60)
  .flatMap(({ provider, name }, at) => {
    const ways = Object.keys(damages) as Damage[];
    const way = ways[at % ways.length] ?? 'without a byte';
    const content = damages[way](filesOf(provider).get(name) ?? Buffer.alloc(0), provider);
    return content === null ? [] : [{ provider, name, way, content }];
  });

describe('a listing cut short', () => {
  it.each(damaged)(
    'deletes nothing and passes nothing: $way, $provider $name',
    async ({ provider, name, content }) => {
      const root = newFolder();
      writeExports(root, new Map([...filesOf(provider), [name, content]]));
      const own = await listingsOf(provider, name);

      await installs.withCopy('whole', async (install) => {
        const summary = await install.import({ provider, paths: [root], observedAt: later });
        const dump = await judged(install, root);

        expect(summary.removed).toBe(0);
        expect(dump.removed).toEqual([]);
        expect(lost(whole.things, dump.things)).toEqual([]);
        expect(lost(standing(whole), standing(dump))).toEqual([]);
        expect(passesOf(dump).filter(([check, count]) => count > (passes.get(check) ?? 0))).toEqual(
          [],
        );
        const claimed = own.filter((one) => dump.completedAt.get(one) === later.toISOString());
        expect(claimed).toEqual([]);
        expect([...dump.ledger.values()].flatMap(({ gaps }) => gaps).join('\n')).toContain(name);
      });
    },
  );
});

let passes = new Map<string, number>();
beforeAll(() => {
  passes = new Map(passesOf(whole));
});

/** The listings that a file tells rows of, or ends. */
async function listingsOf(provider: string, name: string): Promise<string[]> {
  const importer = await installs.withCopy(
    nothing,
    async ({ nonhuman }) =>
      nonhuman.workings.connectors.find((one) => one.importer?.id === provider)?.importer,
  );
  if (!importer) throw new Error(`there is no importer ${provider}`);
  const file = importFile(name, filesOf(provider).get(name) ?? '');
  const { observations } = await runImport(importer, [file], { now: today });
  return [
    ...new Set(
      observations.flatMap((one) =>
        one.type === 'scope' || (one.type === 'upsert' && one.enriches === true)
          ? []
          : [`${one.scopeKey} ${one.listing}`],
      ),
    ),
  ];
}

describe('an older export', () => {
  it('with less in it undoes nothing of a newer one', async () => {
    await installs.withCopy('whole', async (install) => {
      for (const provider of providers) {
        const root = newFolder();
        writeExports(root, [...filesOf(provider)].map(halved));
        const { added, changed, removed } = await install.import({
          provider,
          paths: [root],
          observedAt: yesterday,
        });
        expect({ provider, added, changed, removed }).toEqual({
          provider,
          added: 0,
          changed: 0,
          removed: 0,
        });
      }

      expect(differing(whole, await judged(install, written.folder))).toEqual({});
    });
  });

  it('with more in it brings nothing back into a list that a newer one told in full', async () => {
    await installs.withCopy(nothing, async (install) => {
      for (const provider of providers) {
        const root = newFolder();
        writeExports(root, [...filesOf(provider)].map(halved));
        await install.import({ provider, paths: [root] });
      }
      const newer = await judged(install, folder);

      for (const provider of providers) await importAll(install, provider, yesterday);

      const after = await judged(install, folder);
      const changed = differences(newer.things, after.things).filter(
        (line) => !line.startsWith('+'),
      );
      expect(changed).toEqual([]);
      const added = [...after.things].filter(([name]) => !newer.things.has(name));
      const complete = added.filter(([, says]) => {
        const { scope, listing } = JSON.parse(says) as { scope: string; listing: string };
        return newer.ledger.get(`${scope} ${listing}`)?.isComplete === true;
      });
      expect(complete.map(([name]) => name)).toEqual([]);
    });
  });
});

describe('what does not belong there', () => {
  it.each(
    providers.map((provider, at) => ({
      provider,
      other: providers[(at + 1) % providers.length] ?? '',
    })),
  )('costs only itself and is named, among the files of $provider', async ({ provider, other }) => {
    const root = newFolder();
    const [foreign] = [...filesOf(other)].sort(([, a], [, b]) => b.length - a.length);
    const strangers: [string, Buffer | string][] = [
      [`of-${other}-${foreign?.[0].replace(/^.*(?:__|\/)/, '')}`, foreign?.[1] ?? ''],
      ['noise.bin', Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256))],
      ['line.txt', 'x'.repeat(10_000_000)],
    ];
    writeExports(root, [...filesOf(provider), ...strangers]);
    mkdirSync(join(root, 'empty'));

    await installs.withCopy('whole', async (install) => {
      await install.import({ provider, paths: [root] });
      const dump = await judged(install, root);

      const files = `${provider}:imported-files import.files`;
      const told = dump.ledger.get(files)?.gaps.join('\n') ?? '';
      for (const [name] of strangers) expect(told).toContain(name);
      const others = (ledger: Dump['ledger']) =>
        new Map([...ledger].filter(([name]) => name !== files));
      expect(
        differing(
          withoutFolders({ ...whole, ledger: others(whole.ledger) }),
          withoutFolders({ ...dump, ledger: others(dump.ledger) }),
        ),
      ).toEqual({});
    });
  });
});
