import { Buffer } from 'node:buffer';
import type { Upsert } from '@nonhuman/model';
import { at, entriesOf, type Json, type JsonRecord, listOf, textOf } from '../../json-value.ts';
import { type KubernetesWorld, objectOf } from '../kubernetes/object.ts';
import { readObject } from '../kubernetes/readers.ts';
import type { ResourceMapper, TerraformResource } from './resource.ts';

const rbac = 'rbac.authorization.k8s.io/v1';

/** Builds the manifest that a resource of the Kubernetes provider stands for. */
const manifests: Readonly<Record<string, (attributes: JsonRecord) => JsonRecord>> = {
  kubernetes_cluster_role: (of) => ({ kind: 'ClusterRole', apiVersion: rbac, rules: rules(of) }),
  kubernetes_cluster_role_binding: (of) => binding('ClusterRoleBinding', of),
  kubernetes_config_map: (of) => ({
    kind: 'ConfigMap',
    apiVersion: 'v1',
    data: of['data'] ?? null,
  }),
  kubernetes_role: (of) => ({ kind: 'Role', apiVersion: rbac, rules: rules(of) }),
  kubernetes_role_binding: (of) => binding('RoleBinding', of),
  kubernetes_secret: (of) => ({
    kind: 'Secret',
    apiVersion: 'v1',
    type: of['type'] ?? 'Opaque',
    // The provider keeps `data` decoded.
    data: encoded(of['data']),
  }),
  kubernetes_service_account: (of) => ({
    kind: 'ServiceAccount',
    apiVersion: 'v1',
    automountServiceAccountToken: of['automount_service_account_token'] ?? true,
    imagePullSecrets: of['image_pull_secret'] ?? [],
  }),
};

function rules(attributes: JsonRecord): Json {
  return listOf(attributes['rule']).map((rule) => ({
    apiGroups: at(rule, 'api_groups') ?? [],
    resources: at(rule, 'resources') ?? [],
    resourceNames: at(rule, 'resource_names') ?? [],
    verbs: at(rule, 'verbs') ?? [],
  }));
}

function binding(kind: string, attributes: JsonRecord): JsonRecord {
  return {
    kind,
    apiVersion: rbac,
    roleRef: at(attributes, 'role_ref', 0) ?? null,
    subjects: attributes['subject'] ?? [],
  };
}

function encoded(data: Json | undefined): Json {
  return Object.fromEntries(
    entriesOf(data).map(([name, value]) => [
      name,
      Buffer.from(textOf(value) ?? '').toString('base64'),
    ]),
  );
}

function manifestOf({ type, attributes }: TerraformResource): JsonRecord | null {
  const name = type.replace(/_v1$/, '');
  const make = Object.hasOwn(manifests, name) ? manifests[name] : undefined;
  const manifest = make?.(attributes);
  return manifest ? { ...manifest, metadata: at(attributes, 'metadata', 0) ?? null } : null;
}

/** Resources of the Kubernetes provider, read as the manifests that they are. */
export const kubernetesResource: ResourceMapper = (resource, world): Upsert[] => {
  const manifest =
    resource.type === 'kubernetes_manifest'
      ? (resource.attributes['manifest'] ?? resource.attributes['object'] ?? null)
      : manifestOf(resource);
  const object = manifest === null ? null : objectOf(manifest);
  if (!object) return [];
  world.told.add(`${resource.keyPath}.data`);
  const kubernetes: KubernetesWorld = {
    listing: world.listing,
    file: world.file,
    context: world.context,
    setting: world.setting,
    prefix: world.addressKey('kubernetes'),
    keyPath: resource.keyPath,
    lineOf: () => resource.line,
  };
  return readObject(object, kubernetes);
};
