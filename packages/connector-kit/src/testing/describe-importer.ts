import { mergeThing, type Observation, things, type Upsert } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import type { AnyImporter } from '../importer.ts';
import { problemOfCommand } from './read-only-commands.ts';
import { reversed, withUnknownField } from './rearrange.ts';
import { type Imported, runImport } from './run-import.ts';

/** What the conformance suite runs an importer over. */
export interface ImporterFixture {
  /** Every kind of file, complete, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, string>>;
  /** Kinds that the files do not hold, tested elsewhere. */
  readonly unfixtured?: readonly string[];
  /** Secrets that stand in the files and must not come out. */
  readonly secrets?: readonly string[];
}

/** The guarantees that every importer gives, over its own fixture. */
export function describeImporter(importer: AnyImporter, fixture: ImporterFixture): void {
  const { files, secrets = [], unfixtured = [] } = fixture;
  const given = { options: fixture.options ?? {} };
  const run = (changed: Readonly<Record<string, string>>) => runImport(importer, changed, given);
  const mapped = (change: (text: string) => string) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, change(text)]));

  describe(`the ${importer.id} importer`, () => {
    it('recognises every kind by its content, and each file as one kind', async () => {
      const { kinds, problems } = await run(files);

      expect([...problems.values()]).toEqual([]);
      const expected = importer.kinds
        .map((kind) => kind.id)
        .filter((id) => !unfixtured.includes(id));
      expect(new Set(kinds.values())).toEqual(new Set(expected));
    });

    it('says only well-formed things, of scopes that it has named, in listings', async () => {
      const { observations, kinds } = await run(files);
      const emitted = new Set(importer.kinds.flatMap((kind) => kind.emits));

      expect(kinds.size).toBeGreaterThan(0);
      expect(problemsOf(observations, emitted)).toEqual([]);
    });

    it('says the same when it reads the same files again', async () => {
      expect((await run(files)).observations).toEqual((await run(files)).observations);
    });

    it('does not depend on the order of the files', async () => {
      const backwards = Object.fromEntries(Object.entries(files).reverse());

      expect(summaryOf(await run(backwards))).toEqual(summaryOf(await run(files)));
    });

    it('gives the same rows when the items stand in another order', async () => {
      expect(rowsOf(await run(mapped(reversed)))).toEqual(rowsOf(await run(files)));
    });

    it('is not disturbed by a field that it does not know', async () => {
      const { problems, observations } = await run(mapped(withUnknownField));

      expect([...problems.values()]).toEqual([]);
      expect(rowsOf({ observations })).toEqual(rowsOf(await run(files)));
    });

    it.each(Object.keys(files))('keeps what stood in %s before it was cut off', async (name) => {
      const text = files[name] ?? '';
      const whole = rowsOf(await run(files));
      const alone = await run({ [name]: text });
      const cut = await run({ ...files, [name]: text.slice(0, Math.floor(text.length * 0.7)) });

      const shown = new Set(listingsOf(alone.observations));
      expect(cut.problems.get(name)?.message).toMatch(/^line \d+/);
      expect([...rowsOf(cut).keys()].filter((key) => !whole.has(key))).toEqual([]);
      expect(cut.completed.filter((listing) => shown.has(listing))).toEqual([]);
    });

    it('lets no secret out', async () => {
      const { observations, problems } = await run(files);
      const said = JSON.stringify([observations, [...problems.values()].map((one) => one.message)]);

      expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    });

    it('prints commands that only read', () => {
      const commands = importer.kinds.flatMap((kind) => kind.commands);

      expect(
        commands.flatMap((command) => {
          const problem = problemOfCommand(command);
          return problem === null ? [] : [`${command}: ${problem}`];
        }),
      ).toEqual([]);
    });
  });
}

function problemsOf(
  observations: readonly Observation[],
  emitted: ReadonlySet<string>,
): readonly string[] {
  const scopes = new Set<string>();
  return observations.flatMap((observation) => {
    if (observation.type === 'scope') {
      scopes.add(observation.scope.key);
      return [];
    }
    const problems: string[] = [];
    const what = `${observation.type} of ${observation.listing}`;
    if (!scopes.has(observation.scopeKey)) problems.push(`${what}: its scope was not named before`);
    if (observation.listing === '') problems.push(`${what}: no listing`);
    if (observation.type !== 'upsert') {
      if (observation.nouns.length === 0) problems.push(`${what}: no nouns`);
      return problems;
    }
    if (!emitted.has(observation.noun)) problems.push(`${what}: ${observation.noun} not declared`);
    const parsed = things[observation.noun].safeParse(observation.value);
    if (!parsed.success) problems.push(`${what} ${observation.value.key}: ${parsed.error.message}`);
    return problems;
  });
}

function upsertsOf(observations: readonly Observation[]): Upsert[] {
  return observations.filter((one): one is Upsert => one.type === 'upsert');
}

/** The listings that own rows, as `scope listing`. */
function listingsOf(observations: readonly Observation[]): string[] {
  return upsertsOf(observations)
    .filter((one) => one.enriches !== true)
    .map((one) => `${one.scopeKey} ${one.listing}`);
}

/** Every row as all its statements together make it, those that only enrich last. */
function rowsOf({ observations }: Pick<Imported, 'observations'>): Map<string, object> {
  const rows = new Map<string, object>();
  const upserts = upsertsOf(observations);
  const own = upserts.filter((one) => one.enriches !== true);
  for (const one of [...own, ...upserts.filter((other) => other.enriches === true)]) {
    const key = `${one.noun} ${one.value.key}`;
    const known = rows.get(key);
    rows.set(key, known === undefined ? one.value : mergeThing<object>(known, one.value));
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function summaryOf(imported: Imported) {
  const gaps = imported.observations.flatMap((one) =>
    one.type === 'gap' ? [`${one.scopeKey} ${one.listing}: ${one.message}`] : [],
  );
  return { rows: rowsOf(imported), completed: imported.completed, gaps: gaps.sort() };
}
