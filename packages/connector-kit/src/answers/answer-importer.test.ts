import { unknown } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { upsert } from '../observe.ts';
import { describeImporter } from '../testing/describe-importer.ts';
import { runImport } from '../testing/run-import.ts';
import { defineAnswerImporter } from './answer-importer.ts';
import { answerList } from './answer-list.ts';

const list = answerList<null>();
const notTold = unknown('the fixture does not tell');

const apps = list({
  id: 'acorn.apps',
  title: 'Apps',
  commands: ['gh api --paginate /apps > "${ORG}__apps.json"'],
  emits: ['identity'],
  what: 'apps',
  members: ['value', ''],
  next: ['nextLink'],
  item: z.object({ id: z.string(), appName: z.string() }),
  fits: (item) => 'appName' in item,
  nameOf: (app) => app.id,
  *read(app, { of }) {
    yield upsert(of, 'identity', {
      key: app.id,
      provider: 'acorn',
      kind: 'application',
      nativeType: 'acorn-app',
      name: app.appName,
      status: 'active',
      createdAt: notTold,
      lastUsedAt: notTold,
    });
  },
});

const keys = list({
  id: 'acorn.keys',
  title: 'Keys of each app',
  commands: ['gh api --paginate /apps/$APP/keys > "${ORG}__${APP}__keys.json"'],
  emits: ['credential'],
  what: 'keys',
  members: ['items'],
  total: 'total',
  next: ['more'],
  item: z.object({ keyId: z.string() }),
  fits: (item) => 'keyId' in item,
  parentListing: 'acorn.apps',
  alsoWhole: true,
  *read({ keyId }, { of, parent }) {
    yield upsert(of, 'credential', {
      key: keyId,
      provider: 'acorn',
      identityKey: parent,
      kind: 'api-key',
      nativeType: 'acorn-key',
      name: keyId,
      status: 'active',
      createdAt: notTold,
      expiresAt: notTold,
      lastUsedAt: notTold,
      lastRotatedAt: notTold,
    });
  },
});

const seeds = list({
  id: 'acorn.seeds',
  title: 'Seeds',
  commands: ['gh api /seeds > "${ORG}__seeds.json"'],
  emits: ['resource'],
  what: 'seeds',
  members: ['seeds'],
  leavesOutEmpty: true,
  item: z.object({ seedId: z.string() }),
  fits: (item) => 'seedId' in item,
  *read({ seedId }, { of }) {
    yield upsert(of, 'resource', {
      key: seedId,
      provider: 'acorn',
      nativeType: 'acorn-seed',
      name: seedId,
    });
  },
});

const people = list({
  id: 'acorn.people',
  title: 'People',
  commands: ['gh api /people > "${ORG}__people.csv"'],
  emits: ['identity'],
  what: 'people',
  members: [''],
  columns: ['login', 'mail'],
  alsoJson: true,
  item: z.object({ login: z.string().min(1), mail: z.string() }),
  fits: () => false,
  *read({ login }, { of }) {
    yield upsert(of, 'identity', {
      key: `people/${login}`,
      provider: 'acorn',
      kind: 'machine-user',
      nativeType: 'acorn-user',
      name: login,
      status: 'active',
      createdAt: notTold,
      lastUsedAt: notTold,
    });
  },
});

const joined = {
  id: 'acorn.seeds-of-apps',
  emits: ['resource'],
  from: ['acorn.apps', 'acorn.seeds'],
} as const;
const importer = defineAnswerImporter<null>({
  id: 'acorn',
  title: 'Acorn',
  permissions: ['apps:read'],
  cannotTell: ['Anything else.'],
  scope: { kind: 'acorn-organization', title: 'the organization', option: 'org' },
  answers: [apps, keys, people, seeds],
  joined: [joined],
  refusal: (answer) => ('error' in answer ? 'Acorn refused the call' : null),
  start: () => null,
});

const files = {
  'acme__seeds.json': JSON.stringify({ seeds: [{ seedId: 's1' }] }),
  'acme__apps.json': JSON.stringify({
    value: [
      { id: 'a1', appName: 'one' },
      { id: 'a2', appName: 'two' },
    ],
  }),
  'acme__a1__keys.json': JSON.stringify({ total: 1, items: [{ keyId: 'k1' }] }),
  'acme__a2__keys.json': JSON.stringify({ total: 1, items: [{ keyId: 'k2' }] }),
  'acme__people.csv': 'login,mail\nada,ada@example.com\nbuild-and-release-bot,b@example.com\n',
};

describeImporter(importer, { files });

const gaps = (run: Awaited<ReturnType<typeof runImport>>) =>
  run.observations.flatMap((one) => (one.type === 'gap' ? [`${one.listing}: ${one.message}`] : []));

describe('a list of answers', () => {
  it('is complete with its last page, wherever that stands', async () => {
    const first = JSON.stringify({ value: [{ id: 'a1', appName: 'one' }], nextLink: 'more' });
    const last = JSON.stringify({ value: [{ id: 'a2', appName: 'two' }] });

    const both = await runImport(importer, { 'b.json': last, 'a.json': first }, org);
    const cut = await runImport(importer, { 'a.json': first }, org);

    expect(both.completed).toEqual(['acme acorn.apps']);
    expect(cut.completed).toEqual([]);
    expect(gaps(cut)).toEqual([expect.stringContaining('acorn.apps: The last page is missing')]);
  });

  it.each([['\n'], [',']])(
    'is complete with all its pages in one file, joined by %j',
    async (by) => {
      const pages = [
        { value: [{ id: 'a1', appName: 'one' }], nextLink: 'more' },
        { value: [{ id: 'a2', appName: 'two' }], nextLink: 'more' },
        { value: [] },
      ].map((page) => JSON.stringify(page));
      const text = (of: readonly string[]) => (by === ',' ? `[${of.join(by)}]` : of.join(by));

      const all = await runImport(importer, { 'x.json': text(pages) }, org);
      const cut = await runImport(importer, { 'x.json': text(pages.slice(0, 2)) }, org);

      expect(all.of('identity').map(({ key }) => key)).toEqual(['a1', 'a2']);
      expect(all.completed).toEqual(['acme acorn.apps']);
      expect(cut.completed).toEqual([]);
    },
  );

  it('is read alike as an answer and as the bare list that tools print', async () => {
    const bare = JSON.stringify([
      { id: 'a1', appName: 'one' },
      { id: 'a2', appName: 'two' },
    ]);

    const { of, completed } = await runImport(importer, { 'acme__apps.json': bare });

    expect(of('identity').map(({ key }) => key)).toEqual(['a1', 'a2']);
    expect(completed).toEqual(['acme acorn.apps']);
  });

  it('that nothing tells the end of is not taken for all', async () => {
    const bare = JSON.stringify([{ id: 'a1', appName: 'one' }]);

    const run = await runImport(importer, { 'x.json': bare }, org);

    expect(run.completed).toEqual([]);
    expect(gaps(run)).toEqual([expect.stringContaining('nothing tells that these are all pages')]);
  });

  it('may come as CSV and as JSON', async () => {
    const json = JSON.stringify([{ login: 'ada', mail: 'ada@example.com' }]);

    const told = async (name: string, text: string) =>
      (await runImport(importer, { [name]: text })).of('identity').map(({ key }) => key);

    expect(await told('acme__people.json', json)).toEqual(['people/ada']);
    expect(await told('acme__people.csv', 'login,mail\nada,a@example.com\n')).toEqual([
      'people/ada',
    ]);
  });

  it('is empty without its member only where the provider leaves that out', async () => {
    const bare = JSON.stringify({ kind: 'acorn#seeds', etag: 'x' });

    const run = await runImport(importer, {
      'acme__seeds.json': bare,
      'acme__apps.json': bare,
    });

    expect(run.completed).toEqual(['acme acorn.seeds']);
  });

  it('that is empty is complete when it has the name that the command gives it', async () => {
    const run = await runImport(importer, { 'acme__apps.json': '{"value":[]}' });

    expect(run.completed).toEqual(['acme acorn.apps']);
  });

  it.each([['acme__apps.json'], ['acme__a1__keys.json']])(
    'is a gap when the refusal of the call stands in %s',
    async (name) => {
      const run = await runImport(importer, { ...files, [name]: '{"error":"no"}' });

      expect(run.observations).toContainEqual(
        expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
      );
    },
  );

  it('that is null is empty, unless the call was refused', async () => {
    const read = async (text: string) =>
      (await runImport(importer, { 'acme__apps.json': text })).completed;

    expect(await read('{"value":null}')).toEqual(['acme acorn.apps']);
    expect(await read('{"error":"no","value":null}')).toEqual([]);
  });

  it('of parts is complete only when the part of every item was read', async () => {
    const { 'acme__a2__keys.json': _, ...without } = files;

    expect((await runImport(importer, files)).completed).toContain('acme acorn.keys');
    const run = await runImport(importer, without);
    expect(run.completed).not.toContain('acme acorn.keys');
    expect(gaps(run)).toEqual(['acorn.keys: It was not read for 1 of 2, among them a2']);
  });

  it('of parts is not complete when the last page of one is missing', async () => {
    const text = JSON.stringify({ more: true, items: [{ keyId: 'k1' }] });

    const run = await runImport(importer, { ...files, 'acme__a1__keys.json': text });

    expect(run.completed).not.toContain('acme acorn.keys');
  });

  it('loses only the item that is not as expected, and is then not complete', async () => {
    const text = JSON.stringify({ value: [{ id: 'a1', appName: 'one' }, { id: 7 }] });

    const run = await runImport(importer, { 'acme__apps.json': text });

    expect(run.of('identity')).toHaveLength(1);
    expect(run.completed).toEqual([]);
    expect(gaps(run)).toEqual([expect.stringContaining('an item is not as expected at id')]);
  });

  it('of parts is complete with a file of all of them, which names no parent', async () => {
    const all = JSON.stringify({ items: [{ keyId: 'k1' }] });

    expect((await runImport(importer, { 'acme__keys.json': all })).completed).toEqual([
      'acme acorn.keys',
    ]);
    expect((await runImport(importer, { 'keys.json': all }, org)).completed).toEqual([]);
  });

  it('that tells more items than it holds is not complete', async () => {
    const text = JSON.stringify({ total: 9, items: [{ keyId: 'k1' }] });

    const run = await runImport(importer, { ...files, 'acme__a1__keys.json': text });

    expect(gaps(run)).toContainEqual(expect.stringContaining('1 of the 9 items'));
  });

  it('of an organization that nothing names says which option would', async () => {
    const run = await runImport(importer, { 'x.json': files['acme__apps.json'] });

    expect(run.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', needs: '--option org=<org>' }),
    );
  });
});

describe('what follows from several lists', () => {
  it.each([
    ['all', {}, [joined.id]],
    ['one that was refused', { 'acme__seeds.json': '{"error":"no"}' }, []],
    ['one of which a page is missing', { 'acme__apps.json': '{"value":[],"nextLink":"x"}' }, []],
  ])('is complete with %s', async (_, changed, expected) => {
    const { completed } = await runImport(importer, { ...files, ...changed });

    expect(completed.filter((name) => name.endsWith(joined.id))).toEqual(
      expected.map((name) => `acme ${name}`),
    );
  });

  it('is not spoken of when one of them is not there', async () => {
    const run = await runImport(importer, { 'acme__apps.json': files['acme__apps.json'] });

    expect(run.completed).toEqual(['acme acorn.apps']);
    expect(gaps(run)).toEqual([]);
  });
});

const org = { options: { org: 'acme' } };
