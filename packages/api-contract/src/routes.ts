import type { Route } from './define-route.ts';
import { listAgents } from './routes/agents.ts';
import { getCheck, listChecks } from './routes/checks.ts';
import { getCoverage, getSources, getSync, listSyncs } from './routes/coverage.ts';
import { listCredentials } from './routes/credentials.ts';
import { getExport } from './routes/exports.ts';
import {
  acceptFinding,
  bulkAcceptFindings,
  getFinding,
  listFindings,
  reopenFinding,
} from './routes/findings.ts';
import {
  getIdentity,
  getIdentityFacets,
  getIdentityGraph,
  getIdentityHistory,
  listIdentities,
} from './routes/identities.ts';
import { getImport, getJob, listJobs, startImport, startScan } from './routes/jobs.ts';
import { getOverview } from './routes/overview.ts';
import {
  createSession,
  createSessionLink,
  deleteSession,
  getHealth,
  getOpenApi,
  getSession,
  getVersion,
} from './routes/server.ts';
import { getThing } from './routes/things.ts';

/** Every route by its id, sorted. */
export const routes = {
  acceptFinding,
  bulkAcceptFindings,
  createSession,
  createSessionLink,
  deleteSession,
  getCheck,
  getCoverage,
  getExport,
  getFinding,
  getHealth,
  getIdentity,
  getIdentityFacets,
  getIdentityGraph,
  getIdentityHistory,
  getImport,
  getJob,
  getOpenApi,
  getOverview,
  getSession,
  getSources,
  getSync,
  getThing,
  getVersion,
  listAgents,
  listChecks,
  listCredentials,
  listFindings,
  listIdentities,
  listJobs,
  listSyncs,
  reopenFinding,
  startImport,
  startScan,
} as const satisfies Record<string, Route>;
export type Routes = typeof routes;
