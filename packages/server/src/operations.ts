import { fillWithCompany } from './demo/fill-with-company.ts';
import { listAgents } from './operations/agents.ts';
import { changeCheckSetting, checkSettings } from './operations/check-settings.ts';
import { listChecks, showCheck } from './operations/checks.ts';
import { coverage } from './operations/coverage.ts';
import { listCredentials } from './operations/credentials.ts';
import { doctor } from './operations/doctor.ts';
import { exportInventory } from './operations/export-inventory.ts';
import { listFindings, showFinding } from './operations/findings.ts';
import { identityFacets, listIdentities } from './operations/identities.ts';
import { identityGraph } from './operations/identity-graph.ts';
import { identityHistory } from './operations/identity-history.ts';
import { importFiles } from './operations/import-files.ts';
import { judgeAll } from './operations/judge.ts';
import { overview } from './operations/overview.ts';
import { changeOwnershipSetting, ownershipSettings } from './operations/ownership-settings.ts';
import { scanFolders } from './operations/scan-folders.ts';
import { showIdentity } from './operations/show-identity.ts';
import { sources } from './operations/sources.ts';
import { listSyncs, showSync } from './operations/syncs.ts';
import { showThing } from './operations/things.ts';
import { acceptAll, acceptFinding, reopenFinding } from './operations/triage.ts';
import type { Workings } from './workings.ts';

/** Every operation, as routes and commands call it. */
const operations = {
  acceptAll,
  acceptFinding,
  changeCheckSetting,
  changeOwnershipSetting,
  checkSettings,
  coverage,
  doctor,
  evaluate: judgeAll,
  exportInventory,
  fillWithCompany,
  identityFacets,
  identityGraph,
  identityHistory,
  importFiles,
  listAgents,
  listChecks,
  listCredentials,
  listFindings,
  listIdentities,
  listSyncs,
  overview,
  ownershipSettings,
  reopenFinding,
  scanFolders,
  showCheck,
  showFinding,
  showIdentity,
  showSync,
  showThing,
  sources,
} as const;

type Table = typeof operations;
type Bound<F> = F extends (workings: Workings, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** The operations of one workspace. */
export type Operations = { readonly [Name in keyof Table]: Bound<Table[Name]> };

/** Binds every operation to a workspace. */
export function operationsOn(workings: Workings): Operations {
  const bound = Object.entries(operations).map(([name, operation]) => [
    name,
    (operation as (...all: readonly unknown[]) => unknown).bind(null, workings),
  ]);
  // Each entry is the operation of its name with its first argument given.
  return Object.fromEntries(bound) as Operations;
}
