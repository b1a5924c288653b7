import type { Route } from './define-route.ts';
import { listAgents } from './routes/agents.ts';
import { listChanges } from './routes/changes.ts';
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
import { getCredentialLinks, getIdentityLinks, listLinkRules, listLinks } from './routes/links.ts';
import { getOverview } from './routes/overview.ts';
import {
  attestOwnership,
  getIdentityOwners,
  getLeaverPreview,
  getOwner,
  getOwnerTotals,
  listOwned,
  listOwners,
  listOwnershipChanges,
  reassignOwnership,
  undoOwnership,
  withdrawOwnership,
} from './routes/owners.ts';
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
  attestOwnership,
  bulkAcceptFindings,
  createSession,
  createSessionLink,
  deleteSession,
  getCheck,
  getCoverage,
  getCredentialLinks,
  getExport,
  getFinding,
  getHealth,
  getIdentity,
  getIdentityFacets,
  getIdentityGraph,
  getIdentityHistory,
  getIdentityLinks,
  getIdentityOwners,
  getImport,
  getJob,
  getLeaverPreview,
  getOpenApi,
  getOverview,
  getOwner,
  getOwnerTotals,
  getSession,
  getSources,
  getSync,
  getThing,
  getVersion,
  listAgents,
  listChanges,
  listChecks,
  listCredentials,
  listFindings,
  listIdentities,
  listJobs,
  listLinkRules,
  listLinks,
  listOwned,
  listOwners,
  listOwnershipChanges,
  listSyncs,
  reassignOwnership,
  reopenFinding,
  startImport,
  startScan,
  undoOwnership,
  withdrawOwnership,
} as const satisfies Record<string, Route>;
export type Routes = typeof routes;
