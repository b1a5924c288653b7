import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineFileCollector, type FileCollector, FileProblem } from '@nonhuman/connector-kit';
import type { Complete, Gap, Observation, Upsert } from '@nonhuman/model';
import { anExposure, now } from '@nonhuman/model/testing';
import { type Log, silentLog } from '@nonhuman/runtime';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { scanText } from '@nonhuman/secrets';
import { describe, expect, it } from 'vitest';
import { scanHost } from './scan-host.ts';
import type { HostScan } from './scanning.ts';
import { type FakeNode, fakeFileSystem } from './testing/fake-file-system.ts';

/** Of Slack's shape, made here so that none stands in the source. */
const token = ['xo', 'xb-', '829104756310-829104756310-', 'Q7Rt2vKx9LmP4wZd8sNfHj3B'].join('');

function seenBy(
  collector: Pick<FileCollector, 'id'>,
  path: string,
  fingerprint: string,
  scopeKey: string,
) {
  const key = `${path}@${collector.id}`;
  const place = { kind: 'file', locator: path } as const;
  const value = anExposure({ key, credentialKey: key, title: path, place, fingerprint });
  return { type: 'upsert', noun: 'exposure', scopeKey, listing: collector.id, value } as Upsert;
}

/** Reports one exposure for each file that it is given. */
function collectorOf(
  id: string,
  reads: FileCollector['reads'],
  overrides: Partial<FileCollector> = {},
): FileCollector {
  return defineFileCollector({
    id,
    title: id,
    group: 'environment',
    emits: ['exposure'],
    reads,
    cannotTell: [],
    *collect(file, { scopeKey }) {
      yield seenBy(this, file.path, file.text(), scopeKey);
    },
    ...overrides,
  });
}

const dotenv = collectorOf('host.dotenv', [{ name: '.env' }, { name: '*.env' }]);
const secrets = collectorOf('host.secrets', [{ content: 'secret' }], {
  maxBytes: 1_000_000,
  *collect(file, { scopeKey }) {
    for (const { value } of scanText(file.text()))
      yield seenBy({ id: 'host.secrets' }, file.path, value, scopeKey);
  },
});

async function scan(
  nodes: Readonly<Record<string, FakeNode>>,
  options: Partial<HostScan> = {},
  log: Log = silentLog,
) {
  const files = fakeFileSystem(nodes);
  const all: Observation[] = [];
  const observations = scanHost(
    { now: () => now, log },
    {
      roots: ['/w'],
      homes: [],
      system: false,
      fileCollectors: [dotenv, secrets],
      hostName: 'workbench',
      secrets: testSecretKeeper,
      cache: null,
      files,
      ...options,
    },
  );
  for await (const observation of observations) all.push(observation);
  const of = <Type extends Observation['type']>(type: Type) =>
    all.filter((observation) => observation.type === type) as Extract<
      Observation,
      { type: Type }
    >[];
  return {
    reads: files.reads,
    paths: of('upsert')
      .map((upsert) => (upsert.noun === 'exposure' ? upsert.value.title : ''))
      .sort(),
    upserts: of('upsert'),
    gaps: of('gap').map(({ listing, reason, message }: Gap) => `${listing} ${reason} ${message}`),
    completes: of('complete'),
    exceptBelow: (listing: string) =>
      of('complete').find((end: Complete) => end.listing === listing)?.exceptBelow,
  };
}

describe('a scan of folders', () => {
  it('hands each collector its files, and ends each listing as complete', async () => {
    const { paths, completes } = await scan({
      '/w/.env': 'A=1',
      '/w/deep/er/prod.env': 'B=2',
      '/w/notes.txt': `token ${token}`,
      '/w/readme.md': 'nothing here',
      '/elsewhere/.env': 'C=3',
    });

    expect(paths).toEqual(['/w/.env', '/w/deep/er/prod.env', '/w/notes.txt']);
    expect(completes).toMatchObject([
      { scopeKey: '/w', listing: 'host.dotenv', items: 2 },
      { scopeKey: '/w', listing: 'host.secrets', items: 1 },
      { scopeKey: '/w', listing: 'host.files' },
    ]);
  });

  it('follows no links, so that it neither goes round in circles nor leaves the folder', async () => {
    const { paths, gaps } = await scan({
      '/w/.env': 'A=1',
      '/w/round': { link: '/w' },
      '/w/out': { link: '/etc' },
      '/etc/.env': 'B=2',
      '/w/linked.env': { link: '/etc/.env' },
    });

    expect(paths).toEqual(['/w/.env']);
    expect(gaps).toEqual([]);
  });

  it('opens no pipe, socket or device', async () => {
    const { reads, paths } = await scan({ '/w/.env': { is: 'pipe' }, '/w/a.env': 'A=1' });

    expect(paths).toEqual(['/w/a.env']);
    expect(reads.filter((path) => path === '/w/.env')).toEqual([]);
  });

  it('tells of a folder that it may not list, and that it saw nothing below it', async () => {
    const { gaps, paths, exceptBelow } = await scan({
      '/w/.env': 'A=1',
      '/w/private': { is: 'denied', folder: true },
    });

    expect(paths).toEqual(['/w/.env']);
    expect(gaps).toEqual(['host.files not-permitted /w/private: It may not be read']);
    expect(exceptBelow('host.dotenv')).toEqual(['/w/private']);
    expect(exceptBelow('host.secrets')).toEqual(['/w/private']);
  });

  it('tells of ten thousand files that it may not read as of one', async () => {
    const denied = Array.from(
      { length: 10_000 },
      (_, index) => [`/w/all/${index}.env`, { is: 'denied' }] as const,
    );

    const { gaps, exceptBelow } = await scan(Object.fromEntries(denied), {
      fileCollectors: [dotenv],
    });

    expect(gaps).toEqual(['host.dotenv not-permitted 10000 files of /w/all: It may not be read']);
    expect(exceptBelow('host.dotenv')).toEqual(['/w/all']);
  });

  it('takes a file that goes away while it is read for gone, not for hidden', async () => {
    const { gaps, exceptBelow } = await scan({ '/w/.env': { is: 'vanishing' } });

    expect(gaps).toEqual([expect.stringContaining('host.files vanished')]);
    expect(exceptBelow('host.dotenv')).toBeUndefined();
  });

  it('reads a line of ten megabytes within its limits, and names a file beyond them', async () => {
    const line = 'x'.repeat(10_000_000);

    const { gaps, paths } = await scan({ '/w/a.env': line, '/w/b.env': `${line}${'y'.repeat(9)}` });

    expect(paths).toEqual(['/w/a.env']);
    expect(gaps).toEqual([
      expect.stringContaining('host.dotenv too-large /w/b.env'),
      expect.stringContaining('host.secrets too-large 2 files of /w'),
    ]);
  });

  it('leaves binary files alone, however large', async () => {
    const binary = new Uint8Array(2_000_000).fill(0);

    const { gaps, paths } = await scan({
      '/w/picture.bin': binary,
      '/w/small.bin': binary.subarray(0, 10),
    });

    expect({ gaps, paths }).toEqual({ gaps: [], paths: [] });
  });

  it('leaves out what is packages, caches and version control, and says so', async () => {
    const { paths, gaps } = await scan({
      '/w/.env': 'A=1',
      '/w/node_modules/x/.env': 'B=2',
      '/w/.git/hooks/.env': 'C=3',
      '/w/env/pyvenv.cfg': '',
      '/w/env/bin/.env': 'D=4',
      '/w/go/pkg/.env': 'E=5',
    });

    expect(paths).toEqual(['/w/.env']);
    expect(gaps).toEqual([expect.stringContaining('host.left-out-folders not-asked 4 folders')]);
  });

  it('goes as deep as folders go, and names what lies deeper', async () => {
    const deep = (depth: number) => `/w${'/d'.repeat(depth)}/.env`;

    const { paths, gaps } = await scan({ [deep(128)]: 'A=1', [deep(140)]: 'B=2' });

    expect(paths).toEqual([deep(128)]);
    expect(gaps).toEqual([expect.stringContaining('more than 128 folders deep')]);
  });

  it('tells nothing of a folder that is not there, least of all that it is empty', async () => {
    const { completes, gaps } = await scan({ '/elsewhere': 'x' });

    expect(completes).toEqual([]);
    expect(gaps).toEqual([expect.stringContaining('host.files not-found /w')]);
  });

  it('reads one file where a file is asked for', async () => {
    const { paths } = await scan({ '/w/.env': 'A=1', '/w/b.env': 'B=2' }, { roots: ['/w/.env'] });

    expect(paths).toEqual(['/w/.env']);
  });

  it('reports a secret once, by the collector that knows the file best', async () => {
    const { upserts } = await scan({ '/w/.env': token, '/w/notes': token });

    expect(upserts.map(({ listing }) => listing)).toEqual(['host.dotenv', 'host.secrets']);
  });

  it('reads a folder within another one once', async () => {
    const { paths } = await scan({ '/w/in/.env': 'A=1' }, { roots: ['/w/in', '/w', '/w'] });

    expect(paths).toEqual(['/w/in/.env']);
  });

  it('ends without completing anything when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();

    const { completes } = await scan({ '/w/.env': 'A=1' }, { signal: stop.signal });

    expect(completes).toEqual([]);
  });
});

describe('a collector that fails', () => {
  const secretText = 'hunter-of-secrets';

  it.each([
    [
      'a problem that it names',
      () => {
        throw new FileProblem('malformed', 'line 1 has no value');
      },
      'line 1 has no value',
    ],
    [
      'a bug',
      () => {
        throw new TypeError(`cannot read ${secretText}`);
      },
      'It could not be understood as: host.failing',
    ],
  ])('costs that file only: %s', async (_, collect, message) => {
    const failing = collectorOf('host.failing', [{ name: '.env' }], { collect });
    const logged: string[] = [];
    const log: Log = {
      ...silentLog,
      error: (text, fields) => logged.push(JSON.stringify([text, fields])),
    };

    const { paths, gaps, exceptBelow } = await scan(
      { '/w/.env': secretText, '/w/b.env': 'B=2' },
      { fileCollectors: [failing, dotenv] },
      log,
    );

    expect(paths).toEqual(['/w/.env', '/w/b.env']);
    expect(gaps).toEqual([`host.failing malformed /w/.env: ${message}`]);
    expect(exceptBelow('host.failing')).toEqual(['/w/.env']);
    expect(JSON.stringify([gaps, logged])).not.toContain(secretText);
  });
});

describe('a scan of homes and of the system', () => {
  const awsFiles = collectorOf('host.aws', [
    { home: '.aws/credentials' },
    { home: '.aws/sso/cache/*.json' },
  ]);
  const passwd = collectorOf('host.passwd', [{ system: '/etc/passwd' }]);
  const ada = { path: '/home/ada', user: 'ada' };

  it('finds the files that collectors name without walking the home', async () => {
    const { paths, completes } = await scan(
      {
        '/home/ada/.aws/credentials': 'A',
        '/home/ada/.aws/sso/cache/1.json': 'B',
        '/home/ada/.env': 'C',
      },
      { roots: [], homes: [ada], fileCollectors: [awsFiles, dotenv] },
    );

    expect(paths).toEqual(['/home/ada/.aws/credentials', '/home/ada/.aws/sso/cache/1.json']);
    expect(completes.map(({ scopeKey, listing }) => `${scopeKey} ${listing}`)).toEqual([
      'home:/home/ada host.aws',
      'home:/home/ada host.files',
    ]);
  });

  it('reads a file of a home once, though its folder is scanned too', async () => {
    const { paths } = await scan(
      { '/home/ada/.aws/credentials': 'A' },
      { roots: ['/home'], homes: [ada], fileCollectors: [awsFiles] },
    );

    expect(paths).toEqual(['/home/ada/.aws/credentials']);
  });

  it('finds the files of a copied home below a scanned folder, and says which home that is', async () => {
    const homes: (string | null)[] = [];
    const telling = collectorOf('host.aws', [{ home: '.aws/credentials' }], {
      collect(_, { home }) {
        homes.push(home);
        return [];
      },
    });

    await scan({ '/w/backup/ada/.aws/credentials': 'A' }, { fileCollectors: [telling] });

    expect(homes).toEqual(['/w/backup/ada']);
  });

  it('follows a link of a home that stays within what is scanned, and names one that does not', async () => {
    const nodes = {
      '/home/ada/.aws/credentials': { link: '/home/ada/dotfiles/aws' },
      '/home/ada/dotfiles/aws': 'A',
      '/home/bob/.aws/credentials': { link: '/secret/aws' },
      '/secret/aws': 'B',
    };

    const { paths, gaps } = await scan(nodes, {
      roots: [],
      homes: [ada, { path: '/home/bob', user: 'bob' }],
      fileCollectors: [awsFiles],
    });

    expect(paths).toEqual(['/home/ada/.aws/credentials']);
    expect(gaps).toEqual([expect.stringContaining('link to outside')]);
  });

  it.each([
    [true, ['/etc/passwd'], []],
    [false, [], [expect.stringContaining('host.system not-asked')]],
  ])('reads files of the system only when asked: %s', async (system, expected, gaps) => {
    const found = await scan(
      { '/etc/passwd': 'root:x:0:0' },
      { roots: [], system, fileCollectors: [passwd] },
    );

    expect(found.paths).toEqual(expected);
    expect(found.gaps).toEqual(gaps);
  });
});

describe('a second scan', () => {
  it('reads again only what has changed or held a secret, and everything when the rules change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nonhuman-clean-'));
    const nodes = { '/w/clean.txt': 'clean', '/w/hit.txt': token };
    const readsWith = async (rulesVersion: string, files: Record<string, FakeNode>) => {
      const { reads, paths } = await scan(files, {
        fileCollectors: [secrets],
        cache: { folder, rulesVersion },
      });
      expect(paths).toEqual(['/w/hit.txt']);
      return [...new Set(reads)].filter((path) => path.startsWith('/w'));
    };
    const first = await readsWith('1', nodes);

    const second = await readsWith('1', nodes);
    const changed = await readsWith('1', { ...nodes, '/w/clean.txt': 'changed' });
    const otherRules = await readsWith('2', nodes);

    expect([first, second, changed, otherRules]).toEqual([
      ['/w/clean.txt', '/w/hit.txt'],
      ['/w/hit.txt'],
      ['/w/clean.txt', '/w/hit.txt'],
      ['/w/clean.txt', '/w/hit.txt'],
    ]);
    rmSync(folder, { recursive: true, force: true });
  });
});
