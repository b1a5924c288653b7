import type { Overview } from '@nonhuman/api-contract';
import type { AnyCheck } from '@nonhuman/checks';
import type { Connector } from '@nonhuman/connector-kit';
import type { WorkspaceId } from '@nonhuman/model';
import type { Log, SecretKeeper } from '@nonhuman/runtime';
import type { Db, IdentityCell } from '@nonhuman/store';
import type { Kept } from './operations/held.ts';
import type { RuleFileProblem } from './rules/read-rule-file.ts';

/** What operations work with: one workspace of one store, and the parts that are plugged in. */
export interface Workings {
  readonly db: Db;
  readonly workspaceId: WorkspaceId;
  readonly workspaceName: string;
  readonly now: () => Date;
  readonly log: Log;
  readonly secrets: SecretKeeper;
  readonly connectors: readonly Connector[];
  /** The product's, then those of the user's rules. */
  readonly checks: readonly AnyCheck[];
  /** What is wrong with rule files of the user's; such rules are not among the checks. */
  readonly ruleProblems: readonly RuleFileProblem[];
  /** Limits of checks by check id, where they differ from the defaults. */
  readonly checkSettings: Readonly<Record<string, unknown>>;
  /** The page of a check in Markdown; null when it has none. */
  readonly checkDoc: (checkId: string) => string | null;
  /** Folders that a scan started over the API may look into. */
  readonly scanRoots: readonly string[];
  /** Absolute; for uploads on their way. */
  readonly dataFolder: string;
  readonly version: string;
  readonly cells: Kept<readonly IdentityCell[]>;
  readonly overviews: Kept<Overview>;
  /** The ids of exposed identities; null when there are too many to keep. */
  readonly exposed: Kept<readonly string[] | null>;
}
