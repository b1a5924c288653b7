import { type Credential, never, type Resource, seen, timestampOf, unknown } from '@nonhuman/model';
import { type SecretKeeper, SecretValue } from '@nonhuman/runtime';
import type { Secret } from '../schema.ts';
import { keyOf, namespaceOf, serviceAccountKey } from './names.ts';
import { createdAtOf } from './service-account.ts';

const lastUsedLabel = 'kubernetes.io/legacy-token-last-used';
const invalidLabel = 'kubernetes.io/legacy-token-invalid-since';

/** A secret as a thing that can be read: its type and the names of its entries, never a value. */
export function toResource(cluster: string, secret: Secret): Resource {
  const namespace = namespaceOf(secret.metadata);
  return {
    key: keyOf(cluster, 'secrets', namespace, secret.metadata.name),
    provider: 'kubernetes',
    nativeType: 'kubernetes-secret',
    name: `${namespace}/${secret.metadata.name}`,
    attributes: {
      namespace,
      secretType: secret.type ?? 'Opaque',
      ...(secret.data ? { entries: Object.keys(secret.data).sort() } : {}),
    },
  };
}

/** The long-lived token of a service account that a secret holds; null for every other secret. */
export function toToken(cluster: string, secret: Secret, keeper: SecretKeeper): Credential | null {
  const { metadata } = secret;
  if (secret.type !== 'kubernetes.io/service-account-token') return null;
  const namespace = namespaceOf(metadata);
  const account = metadata.annotations['kubernetes.io/service-account.name'];
  const used = timestampOf(metadata.labels[lastUsedLabel] ?? '');
  const created = createdAtOf(metadata);
  const value = tokenOf(secret);
  return {
    key: keyOf(cluster, 'secrets', namespace, metadata.name),
    provider: 'kubernetes',
    identityKey: account ? serviceAccountKey(cluster, namespace, account) : null,
    kind: 'token',
    nativeType: 'kubernetes-service-account-token',
    name: `${namespace}/${metadata.name}`,
    status: metadata.labels[invalidLabel] ? 'disabled' : 'active',
    createdAt: created,
    expiresAt: never,
    lastUsedAt: used
      ? seen(used)
      : unknown('only Kubernetes 1.28 and newer keep when a long-lived token was used'),
    lastRotatedAt: created,
    ...(value ? { fingerprint: keeper.fingerprint(value) } : {}),
    place: { kind: 'provider', locator: keyOf(cluster, 'secrets', namespace, metadata.name) },
    attributes: { legacy: true, namespace },
  };
}

function tokenOf(secret: Secret): SecretValue | null {
  const written = secret.data?.['token'];
  return written ? new SecretValue(Buffer.from(written, 'base64').toString('utf8')) : null;
}
