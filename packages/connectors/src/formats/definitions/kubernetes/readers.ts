import type { Upsert } from '@nonhuman/model';
import type { KubernetesObject, KubernetesWorld, ObjectReader } from './object.ts';
import { readRole, readRoleBinding } from './roles.ts';
import { readConfigMap, readExternalSecret, readSealedSecret, readSecret } from './secrets.ts';
import { readServiceAccount } from './service-accounts.ts';
import { isWorkload, readWorkload } from './workloads.ts';

/** Readers by API group and kind. */
const readers: Readonly<Record<string, ObjectReader>> = {
  '/ConfigMap': readConfigMap,
  '/Secret': readSecret,
  '/ServiceAccount': readServiceAccount,
  'bitnami.com/SealedSecret': readSealedSecret,
  'external-secrets.io/ClusterExternalSecret': readExternalSecret,
  'external-secrets.io/ExternalSecret': readExternalSecret,
  'rbac.authorization.k8s.io/ClusterRole': readRole,
  'rbac.authorization.k8s.io/ClusterRoleBinding': readRoleBinding,
  'rbac.authorization.k8s.io/Role': readRole,
  'rbac.authorization.k8s.io/RoleBinding': readRoleBinding,
};

/** What an object says; nothing for kinds without identities, access or secrets. */
export function readObject(object: KubernetesObject, world: KubernetesWorld): Upsert[] {
  const name = `${object.apiGroup}/${object.kind}`;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader) return reader(object, world);
  return isWorkload(object) ? readWorkload(object, world) : [];
}
