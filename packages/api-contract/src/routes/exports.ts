import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { AsOf } from '../query-values.ts';

/** The forms of an export. `sarif` holds findings only. */
export const exportFormats = ['csv', 'json', 'sarif'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What can be exported. */
export const exportSubjects = ['credentials', 'findings', 'identities'] as const;
export type ExportSubject = (typeof exportSubjects)[number];

/** Everything of one kind, streamed. */
export const getExport = defineRoute({
  id: 'getExport',
  method: 'get',
  path: '/v1/exports/{format}',
  summary: 'Everything of one kind as a file; JSON is one array of the list rows, one a line',
  permission: 'export:read',
  params: z.object({ format: z.enum(exportFormats) }),
  query: z.object({
    /** Identities unless told; findings for SARIF. */
    of: z.enum(exportSubjects).optional(),
    asOf: AsOf.optional(),
  }),
  success: {
    status: 200,
    media: ['application/json', 'text/csv; charset=utf-8', 'application/sarif+json'],
  },
  errors: [],
});
