import { z } from 'zod';
import { Job, JobId } from '../answers/job.ts';
import { defineRoute } from '../define-route.ts';
import { AsOf, listOf } from '../query-values.ts';

/** Bytes of one upload, at most. */
export const maxImportBytes = 2_000_000_000;

export const startImport = defineRoute({
  id: 'startImport',
  method: 'post',
  path: '/v1/imports',
  summary: 'Import export files of a provider; the answer names a job to watch',
  permission: 'import:start',
  query: z.object({
    /** One of the importers of `GET /v1/sources`. */
    provider: z.string().regex(/^[a-z0-9-]{1,64}$/),
    /** The file's name, for messages; a form carries its own. */
    name: z.string().trim().min(1).max(255).optional(),
    /** The connection's name, to tell two accounts of one provider apart. */
    connection: z.string().trim().min(1).max(100).optional(),
    /** When the export was made; what its files tell, or now, unless told. */
    observedAt: AsOf.optional(),
    /** Options of the importer as `name=value`. */
    option: listOf(z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,63}=.{0,1000}$/)),
  }),
  rawBody: {
    media: ['application/octet-stream', 'multipart/form-data'],
    description: 'One export file or archive, or a form with several fields named `file`.',
  },
  success: { status: 202, schema: Job },
  errors: ['PROVIDER_UNKNOWN', 'PAYLOAD_TOO_LARGE', 'STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const getImport = defineRoute({
  id: 'getImport',
  method: 'get',
  path: '/v1/imports/{jobId}',
  summary: 'How far an import is',
  permission: 'job:read',
  params: z.object({ jobId: JobId }),
  success: { status: 200, schema: Job },
  errors: ['NOT_FOUND'],
});

export const startScan = defineRoute({
  id: 'startScan',
  method: 'post',
  path: '/v1/scans',
  summary: 'Scan the configured folders of this host; the answer names a job to watch',
  permission: 'scan:start',
  body: z.object({
    /** Some of the configured folders; all of them unless told. Others are refused. */
    roots: z.array(z.string().min(1).max(4096)).min(1).max(100).optional(),
  }),
  success: { status: 202, schema: Job },
  errors: ['STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const getJob = defineRoute({
  id: 'getJob',
  method: 'get',
  path: '/v1/jobs/{jobId}',
  summary: 'How far a job is',
  permission: 'job:read',
  params: z.object({ jobId: JobId }),
  success: { status: 200, schema: Job },
  errors: ['NOT_FOUND'],
});

export const listJobs = defineRoute({
  id: 'listJobs',
  method: 'get',
  path: '/v1/jobs',
  summary: 'Jobs of this server, newest first, at most 100',
  permission: 'job:read',
  success: { status: 200, schema: z.object({ items: z.array(Job) }) },
  errors: [],
});
