/** How a thing is named outside of our program: by its provider, or by its place below the company's folder. */
export interface SubjectName {
  readonly noun: 'identity' | 'credential' | 'exposure';
  readonly provider: string;
  /**
   * The provider's own identifier: an ARN, a key id, `cluster/serviceaccounts/namespace/name`,
   * `org/repository/keys/1`. In files, `path:line` or `path#what`, below the folder of the hosts.
   */
  readonly name: string;
}

/** Who answers for an identity. */
export interface OwnerIntent {
  /** Every name under which the owner may rightly be given: mail address, login, full name, team. */
  readonly names: readonly string[];
  /** What in the data tells: `tag`, `codeowners`, `creator`, `managed-by`… */
  readonly evidence: readonly string[];
}

/** What the generator meant when it made a thing. */
export interface Intent {
  /** Ids of checks that must fail on it. All others must not. */
  readonly fails: readonly string[];
  /** Ids of checks that it stays just within the limits of. */
  readonly nearly: readonly string[];
  /** Ids of checks on which reasonable judges differ, or that depend on what else is connected: not scored. */
  readonly open?: readonly string[];
  /** Null: nobody, and no data tells of anybody. Absent: not asked. */
  readonly owner?: OwnerIntent | null;
}

/** One thing with its intent: a line of the truth. */
export interface TruthOfSubject extends Intent {
  readonly subject: SubjectName;
}

/** Kinds of links between two places where one thing is seen. */
export type LinkKind =
  | 'access-key'
  | 'workflow-role'
  | 'workload-role'
  | 'key-pair'
  | 'certificate-key'
  | 'terraform-resource'
  | 'mcp-token';

/** Two things that are one, or of which one becomes the other. */
export interface TruthOfLink {
  readonly kind: LinkKind;
  readonly one: SubjectName;
  readonly other: SubjectName;
}

/** What only the scorer may know. */
export interface Truth {
  readonly seed: number;
  readonly size: string;
  /** RFC 3339; the moment at which the truth holds. */
  readonly now: string;
  readonly subjects: readonly TruthOfSubject[];
  readonly links: readonly TruthOfLink[];
}

/** Nothing wrong, and nothing close to it. */
export const clean: Intent = { fails: [], nearly: [] };

/** Several intents about one thing. The last owner that is told counts. */
export function joined(...intents: readonly Intent[]): Intent {
  const owner = intents.findLast((intent) => intent.owner !== undefined)?.owner;
  const open = [...new Set(intents.flatMap((intent) => intent.open ?? []))];
  return {
    fails: [...new Set(intents.flatMap(({ fails }) => fails))],
    nearly: [...new Set(intents.flatMap(({ nearly }) => nearly))],
    ...(open.length === 0 ? {} : { open }),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** A thing that must fail the checks. */
export function failing(...fails: readonly string[]): Intent {
  return { fails, nearly: [] };
}

/** A thing that stays just within the limits of the checks. */
export function nearly(...checks: readonly string[]): Intent {
  return { fails: [], nearly: checks };
}
