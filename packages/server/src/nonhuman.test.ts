import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callRoute, routes } from '@nonhuman/api-contract';
import { afterAll, describe, expect, it } from 'vitest';
import { openNonhuman } from './nonhuman.ts';

const dataFolder = await mkdtemp(join(tmpdir(), 'nonhuman-whole-'));
const scanned = await mkdtemp(join(tmpdir(), 'nonhuman-scanned-'));
const nonhuman = await openNonhuman({
  env: process.env,
  version: '1.2.3',
  dataFolder,
  databaseUrl: '',
  actor: 'ada',
  scanRoots: [scanned],
});
afterAll(async () => {
  await nonhuman.close();
  await Promise.all([dataFolder, scanned].map((folder) => rm(folder, { recursive: true })));
});

describe('an install', () => {
  it('scans a folder, judges what it found and answers for it, all in one process', async () => {
    const password = ['correct', 'horse', 'battery', 'staple', '42'].join('-');
    await writeFile(
      join(scanned, '.env'),
      `DATABASE_URL=postgres://app:${password}@db.example.com/app\n`,
    );

    const { sync, evaluation } = await nonhuman.scanFolders({ roots: [scanned], homes: [] });
    const exposures = await callRoute(nonhuman.fetch, routes.getOverview, {});
    const text = JSON.stringify(exposures);

    expect(sync.state).toBe('done');
    expect(sync.added).toBeGreaterThan(0);
    expect(evaluation.opened).toBeGreaterThan(0);
    expect(exposures).toMatchObject({ ok: true, data: { totals: { exposures: 1 } } });
    expect(text).not.toContain(password);
  });

  it('starts a scan over the API and tells how it went', async () => {
    const started = await callRoute(nonhuman.fetch, routes.startScan, { body: {} });
    if (!started.ok) throw new Error(started.problem.title);

    let job = started.data;
    while (job.state === 'waiting' || job.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const answer = await callRoute(nonhuman.fetch, routes.getJob, { params: { jobId: job.id } });
      if (answer.ok) job = answer.data;
    }

    expect(job).toMatchObject({ kind: 'scan', state: 'done', failure: null });
  });

  it('has a page for its checks', async () => {
    const answer = await callRoute(nonhuman.fetch, routes.getCheck, {
      params: { checkId: 'credential-too-old' },
    });

    expect(answer.ok && answer.data.doc).toContain('#');
  });

  it('finds itself well', async () => {
    const states = (await nonhuman.doctor()).map(({ state }) => state);

    expect(states).not.toContain('ill');
  });
});
