import { homedir } from 'node:os';
import type { Job, RequestParts, Routes } from '@nonhuman/api-contract';
import type { EvaluationSummary, SyncSummary } from '@nonhuman/engine';
import { NhiError, SyncId } from '@nonhuman/model';
import { listJobs, readJob } from '@nonhuman/store';
import type { Call, Handlers } from '../http/call.ts';
import { takeUpload } from '../http/uploads.ts';
import type { JobResult } from '../jobs/job-runner.ts';
import { coverage } from '../operations/coverage.ts';
import { importerOf, importFiles } from '../operations/import-files.ts';
import type { Judged } from '../operations/judge.ts';
import { momentOf } from '../operations/moments.ts';
import { allowedRoots, scanFolders } from '../operations/scan-folders.ts';
import { sources } from '../operations/sources.ts';
import { listSyncs, showSync } from '../operations/syncs.ts';
import type { Workings } from '../workings.ts';

/** Where the inventory comes from: sources, their passes, and new ones. */
export const intake: Handlers<
  | 'getCoverage'
  | 'getImport'
  | 'getJob'
  | 'getSources'
  | 'getSync'
  | 'listJobs'
  | 'listSyncs'
  | 'startImport'
  | 'startScan'
> = {
  getCoverage: ({ query }, { workings }) => coverage(workings, query),
  getSources: (_, { workings }) => sources(workings),
  listSyncs: ({ query }, { workings }) => listSyncs(workings, query),
  getSync: ({ params }, { workings }) => showSync(workings, params.syncId),
  listJobs: async (_, { workings: { db, workspaceId, now } }) => ({
    items: await listJobs(db, workspaceId, now()),
  }),
  getJob: ({ params }, { workings }) => jobOf(workings, params.jobId),
  getImport: async ({ params }, { workings }) => {
    const job = await jobOf(workings, params.jobId);
    if (job.kind !== 'import') throw new NhiError('NOT_FOUND', { hint: 'No import has this id.' });
    return job;
  },
  async startScan({ body }, { workings, jobs }) {
    const roots = allowedRoots(workings, body.roots);
    // Known files of a home are read by their path only where that home may be scanned.
    const homes = roots.filter((root) => root === homedir());
    return jobs.start('scan', async (watch) =>
      resultOf(await scanFolders(workings, { roots, homes, ...watch })),
    );
  },
  startImport,
};

async function startImport(
  { query }: RequestParts<Routes['startImport']>,
  { workings, jobs, request, once }: Call,
): Promise<Job> {
  importerOf(workings, query.provider);
  const { dataFolder } = workings;
  const upload = await takeUpload(request, { dataFolder, name: query.name });
  let isStarted = false;
  try {
    return await once(JSON.stringify(['startImport', query, upload.contentHash]), () => {
      isStarted = true;
      return jobs.start('import', async (watch) => {
        try {
          const imported = await importFiles(workings, {
            provider: query.provider,
            inputs: { paths: [upload.folder], stdin: null },
            options: optionsOf(query.option),
            observedAt: momentOf(query.observedAt) ?? undefined,
            connection: query.connection,
            ...watch,
          });
          return resultOf(imported);
        } finally {
          await upload.remove();
        }
      });
    });
  } finally {
    if (!isStarted) await upload.remove();
  }
}

function optionsOf(given: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (given ?? []).map((option) => {
      const end = option.indexOf('=');
      return [option.slice(0, end), option.slice(end + 1)];
    }),
  );
}

function resultOf({ sync, evaluation }: Judged<SyncSummary>): JobResult {
  const { added, changed, removed, unchanged, gaps } = sync;
  const { opened, reopened, resolved }: EvaluationSummary = evaluation;
  return {
    syncId: SyncId.parse(sync.syncId),
    summary: { added, changed, removed, unchanged, gaps, opened, reopened, resolved },
  };
}

async function jobOf({ db, workspaceId, now }: Workings, id: string): Promise<Job> {
  const job = await readJob(db, workspaceId, { id, now: now() });
  if (job === null) throw new NhiError('NOT_FOUND', { hint: 'No job has this id.' });
  return job;
}
