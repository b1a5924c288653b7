import type { Intent, SubjectName } from '../truth.ts';

/** One rule of a role. */
export interface KubernetesRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** A role of a namespace, or of the cluster when `namespace` is null. */
export interface KubernetesRole {
  readonly namespace: string | null;
  readonly name: string;
  readonly rules: readonly KubernetesRule[];
}

/** What a service account is bound to. */
export interface KubernetesBinding {
  /** Null: in the whole cluster. */
  readonly namespace: string | null;
  readonly role: Pick<KubernetesRole, 'namespace' | 'name'>;
}

/** A token that a secret keeps, as before Kubernetes 1.24. */
export interface KubernetesToken {
  readonly name: string;
  readonly createdAt: Date;
  /** Null: the cluster does not keep it. */
  readonly lastUsedAt: Date | null;
  /** The cluster refuses it. */
  readonly invalid: boolean;
  readonly intent: Intent;
}

export interface KubernetesServiceAccount {
  readonly namespace: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Null: not told, so that its pods get a token. */
  readonly automount: boolean | null;
  readonly bindings: readonly KubernetesBinding[];
  readonly tokens: readonly KubernetesToken[];
  /** Names of deployments that run as it. */
  readonly workloads: readonly string[];
  readonly intent: Intent;
}

export interface KubernetesCluster {
  readonly name: string;
  readonly environment: 'production' | 'staging';
  /** Host and path that sign the tokens of its service accounts. */
  readonly issuer: string;
  readonly format: 'json' | 'yaml';
  /** Namespace → team that it is labelled with; null when it is not. */
  readonly namespaces: Readonly<Record<string, string | null>>;
  readonly roles: readonly KubernetesRole[];
  /** ARNs of AWS roles that the cluster lets administer it. */
  readonly administrators: readonly string[];
  serviceAccounts(): Iterable<KubernetesServiceAccount>;
}

/** The name of a service account in the truth. */
export function serviceAccountName(
  cluster: Pick<KubernetesCluster, 'name'>,
  { namespace, name }: Pick<KubernetesServiceAccount, 'namespace' | 'name'>,
): SubjectName {
  const path = `${cluster.name}/serviceaccounts/${namespace}/${name}`;
  return { noun: 'identity', provider: 'kubernetes', name: path };
}

/** The name of a long-lived token in the truth. */
export function tokenName(
  cluster: Pick<KubernetesCluster, 'name'>,
  namespace: string,
  token: Pick<KubernetesToken, 'name'>,
): SubjectName {
  const path = `${cluster.name}/secrets/${namespace}/${token.name}`;
  return { noun: 'credential', provider: 'kubernetes', name: path };
}
