import type { Instance, SecretReference } from '@nonhuman/model';
import type { PodSpec, Workload } from '../schema.ts';
import { keyOf, namespaceOf, serviceAccountKey } from './names.ts';

/** Kinds whose pods come from a template that is listed itself. */
const owners = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** Whether another listed object makes this one, so that counting both would double it. */
export function isOwned(workload: Workload): boolean {
  return (workload.metadata.ownerReferences ?? []).some(
    (owner) => owner.controller === true && owners.has(owner.kind),
  );
}

/** The pod that a workload runs; null when the template is left out. */
export function podOf({ spec }: Workload): PodSpec | null {
  if ('jobTemplate' in spec) return spec.jobTemplate.spec.template?.spec ?? null;
  return 'template' in spec ? spec.template.spec : spec;
}

function accountOf(cluster: string, workload: Workload, pod: PodSpec): string {
  const name = pod.serviceAccountName || pod.serviceAccount || 'default';
  return serviceAccountKey(cluster, namespaceOf(workload.metadata), name);
}

/** A workload as an occurrence of the service account that it runs as. */
export function toInstance(cluster: string, workload: Workload, pod: PodSpec): Instance {
  const { kind, metadata } = workload;
  const namespace = namespaceOf(metadata);
  const containers = [...(pod.containers ?? []), ...(pod.initContainers ?? [])];
  const images = containers.flatMap(({ image }) => (image ? [image] : []));
  return {
    key: keyOf(cluster, `${kind.toLowerCase()}s`, namespace, metadata.name),
    provider: 'kubernetes',
    identityKey: accountOf(cluster, workload, pod),
    nativeType: `kubernetes-${kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`,
    name: `${namespace}/${metadata.name}`,
    status: 'active',
    attributes: {
      namespace,
      images: [...new Set(images)],
      // Absent: what the service account says holds.
      ...(typeof pod.automountServiceAccountToken === 'boolean'
        ? { automountToken: pod.automountServiceAccountToken }
        : {}),
      ...(pod.hostNetwork ? { hostNetwork: true } : {}),
    },
  };
}

/** The secrets that a workload reads or its images are pulled with, by name. */
export function toSecretReferences(
  cluster: string,
  workload: Workload,
  pod: PodSpec,
): SecretReference[] {
  const { kind, metadata } = workload;
  const namespace = namespaceOf(metadata);
  const holder = keyOf(cluster, `${kind.toLowerCase()}s`, namespace, metadata.name);
  const containers = [
    ...(pod.containers ?? []),
    ...(pod.initContainers ?? []),
    ...(pod.ephemeralContainers ?? []),
  ];
  const volumes = pod.volumes ?? [];
  const names = new Set([
    ...containers.flatMap(({ env }) =>
      (env ?? []).map((one) => one.valueFrom?.secretKeyRef?.name ?? ''),
    ),
    ...containers.flatMap(({ envFrom }) => (envFrom ?? []).map((one) => one.secretRef?.name ?? '')),
    ...volumes.map((volume) => volume.secret?.secretName ?? ''),
    ...volumes.flatMap((volume) =>
      (volume.projected?.sources ?? []).map((source) => source.secret?.name ?? ''),
    ),
    ...(pod.imagePullSecrets ?? []).map((one) => one.name ?? ''),
  ]);
  names.delete('');
  return [...names].sort().map((name) => ({
    key: `${holder} reads ${name}`,
    provider: 'kubernetes',
    store: 'kubernetes-secret',
    name: `${namespace}/${name}`,
    identityKey: accountOf(cluster, workload, pod),
    place: { kind: 'provider', locator: holder },
  }));
}
