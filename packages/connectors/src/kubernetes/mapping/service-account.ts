import {
  type Delegation,
  type Identity,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import type { Metadata, ServiceAccount } from '../schema.ts';
import { namespaceOf, serviceAccountKey } from './names.ts';

/** When an object was made. */
export function createdAtOf(metadata: Metadata): Observed<Timestamp> {
  const time = metadata.creationTimestamp ? timestampOf(metadata.creationTimestamp) : null;
  return time === null ? unknown('a manifest does not tell when the object was made') : seen(time);
}

/** Accounts of the controllers that Kubernetes itself runs. */
const controllers =
  /(-controller|-controller-manager|-collector|^token-cleaner|^bootstrap-signer|^root-ca-cert-publisher|^legacy-service-account-token-cleaner|^resourcequota-controller)$/;

/** A service account. */
export function toIdentity(cluster: string, account: ServiceAccount): Identity {
  const { metadata } = account;
  const namespace = namespaceOf(metadata);
  const isController = namespace === 'kube-system' && controllers.test(metadata.name);
  return {
    key: serviceAccountKey(cluster, namespace, metadata.name),
    provider: 'kubernetes',
    kind: 'service-account',
    nativeType: 'kubernetes-service-account',
    name: `${namespace}/${metadata.name}`,
    status: 'active',
    createdAt: createdAtOf(metadata),
    lastUsedAt: unknown(
      'Kubernetes does not keep when a service account was used; audit logs tell',
    ),
    tags: metadata.labels,
    attributes: {
      cluster,
      namespace,
      // The API's default is to mount.
      automountToken: account.automountServiceAccountToken ?? true,
      defaultServiceAccount: metadata.name === 'default',
      ...(isController ? { providerManaged: true } : {}),
      ...(metadata.uid ? { uid: metadata.uid } : {}),
    },
  };
}

interface CloudLogin {
  readonly annotation: string;
  readonly cloud: string;
  readonly needs: string;
}

const cloudLogins: readonly CloudLogin[] = [
  {
    annotation: 'eks.amazonaws.com/role-arn',
    cloud: 'aws',
    needs: "the role's trust in the cluster's issuer",
  },
  {
    annotation: 'iam.gke.io/gcp-service-account',
    cloud: 'gcp',
    needs: 'roles/iam.workloadIdentityUser on the Google service account',
  },
  {
    annotation: 'azure.workload.identity/client-id',
    cloud: 'azure',
    needs: 'a federated credential of the application',
  },
];

/** The cloud identities that a service account is annotated to log in as. The cloud must agree. */
export function cloudDelegations(cluster: string, account: ServiceAccount): Delegation[] {
  const { metadata } = account;
  const namespace = namespaceOf(metadata);
  const key = serviceAccountKey(cluster, namespace, metadata.name);
  return cloudLogins.flatMap(({ annotation, cloud, needs }) => {
    const to = metadata.annotations[annotation];
    if (!to) return [];
    return [
      {
        key: `${key} logs in as ${to}`,
        provider: 'kubernetes',
        kind: 'federated-login' as const,
        from: { type: 'identity' as const, key, name: `${namespace}/${metadata.name}` },
        to: { type: 'identity' as const, key: to },
        conditional: true,
        attributes: { cloud, annotation, needs, half: 'cluster' },
      },
    ];
  });
}
