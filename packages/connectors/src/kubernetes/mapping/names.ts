import type { Principal } from '@nonhuman/model';
import type { Subject } from '../schema.ts';

/** The key of an object, unique over clusters. */
export function keyOf(cluster: string, kind: string, ...path: readonly string[]): string {
  return [cluster, kind, ...path].join('/');
}

/** The key of a service account's identity. */
export function serviceAccountKey(cluster: string, namespace: string, name: string): string {
  return keyOf(cluster, 'serviceaccounts', namespace, name);
}

/** The namespace that an object lies in; manifests may leave it out. */
export function namespaceOf(metadata: { readonly namespace?: string | null | undefined }): string {
  return metadata.namespace || 'default';
}

/** Groups and users that stand for everybody who reaches the API server. */
const anybody = new Set(['system:unauthenticated', 'system:anonymous']);

/** The subject of a binding. `fallback` is the binding's namespace, for accounts that name none. */
export function toPrincipal(cluster: string, subject: Subject, fallback: string): Principal {
  const { kind, name } = subject;
  const [, userNamespace, userAccount] = /^system:serviceaccount:([^:]+):(.+)$/.exec(name) ?? [];
  if (kind === 'ServiceAccount' || (kind === 'User' && userNamespace && userAccount)) {
    const namespace = userNamespace ?? (subject.namespace || fallback);
    const account = userAccount ?? name;
    return {
      type: 'identity',
      key: serviceAccountKey(cluster, namespace, account),
      name: `${namespace}/${account}`,
    };
  }
  if (anybody.has(name)) return { type: 'public', key: name, name };
  if (kind === 'Group') return { type: 'group', key: name, name };
  // A user of Kubernetes is only a name in a certificate or token: of a person or of a machine.
  return { type: name.startsWith('system:') ? 'service' : 'external', key: name, name };
}
