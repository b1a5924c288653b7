import { join } from 'node:path';
import type { Fetch } from '@nonhuman/api-contract';
import { checks } from '@nonhuman/checks';
import { connectors } from '@nonhuman/connectors';
import { type Log, secretKeeper, silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, failAbandonedSyncs, openStore, type Store } from '@nonhuman/store';
import { checkDocsIn, checkSources } from './check-docs.ts';
import { inProcessApp } from './in-process.ts';
import { readFingerprintKey } from './key-files.ts';
import { readCheckSettings } from './operations/check-settings.ts';
import { accountName } from './operations/scan-host.ts';
import { type Operations, operationsOn } from './operations.ts';
import { loadRules, rulesFolderName } from './rules/load-rules.ts';
import { withRuleDocs } from './rules/rule-doc.ts';
import type { Workings } from './workings.ts';

/** Where and how to open an install. */
export interface OpenOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Silent if not given. */
  readonly log?: Log | undefined;
  /** The system's clock if not given. */
  readonly now?: (() => Date) | undefined;
  /** What callers of `fetch` are called in the history of findings; the name of this account if not given. */
  readonly actor?: string | undefined;
  readonly dataFolder?: string | undefined;
  /** Empty means embedded, whatever `env` says. */
  readonly databaseUrl?: string | undefined;
  /** The name of the workspace, `default` if not given. */
  readonly workspace?: string | undefined;
  /** Folders that a scan started over the API may look into; absolute. None if not given. */
  readonly scanRoots?: readonly string[] | undefined;
  /** Limits of checks by check id, where they differ from the defaults. Those that the workspace keeps if not given. */
  readonly checkSettings?: Readonly<Record<string, unknown>> | undefined;
  /** A folder with the pages of the checks, `<area>/<name>.md`. Their sources if not given. */
  readonly checkDocsFolder?: string | undefined;
}

/** One open install: its store, and everything that can be done with it. */
export interface Nonhuman extends Operations {
  readonly store: Store;
  readonly workings: Workings;
  /** Calls a route in this process, without a socket or a token. URLs are paths. */
  readonly fetch: Fetch;
  /** Waits for running statements. */
  close(): Promise<void>;
}

/** Opens the store, makes the workspace when there is none, and joins the parts. Throws like `openStore`. */
export async function openNonhuman(options: OpenOptions): Promise<Nonhuman> {
  const { env, log = silentLog, now = () => new Date() } = options;
  const store = await openStore({
    env,
    log,
    ...(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
  });
  try {
    const userRules = await loadRules(join(store.dataFolder, rulesFolderName));
    const workspaceName = options.workspace ?? 'default';
    const workspace = await ensureWorkspace(store.db, workspaceName, now());
    await failAbandonedSyncs(store.db, now());
    const workings: Workings = {
      db: store.db,
      workspaceId: workspace.id,
      workspaceName,
      now,
      log,
      secrets: secretKeeper(await readFingerprintKey(store.dataFolder)),
      connectors,
      checks: [...checks, ...userRules.rules.map(({ check }) => check)],
      ruleProblems: userRules.problems,
      checkSettings:
        options.checkSettings ??
        (await readCheckSettings({ db: store.db, workspaceId: workspace.id })),
      checkDoc: withRuleDocs(
        checkDocsIn(options.checkDocsFolder ?? checkSources()),
        userRules.rules,
      ),
      scanRoots: options.scanRoots ?? [],
      dataFolder: store.dataFolder,
      version: options.version,
      cells: new Map(),
      overviews: new Map(),
      exposed: new Map(),
    };
    const inProcess = await inProcessApp(workings, options.actor ?? accountName() ?? 'local');
    return {
      ...operationsOn(workings),
      store,
      workings,
      fetch: inProcess.fetch,
      async close() {
        await inProcess.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
