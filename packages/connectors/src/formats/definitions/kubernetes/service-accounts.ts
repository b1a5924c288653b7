import type { Upsert } from '@nonhuman/model';
import { at, listOf, textOf } from '../../json-value.ts';
import {
  type NamedIdentity,
  principalOf,
  reportDelegation,
  reportIdentity,
  reportMention,
} from '../source.ts';
import { awsRole, entraApplication, gcpServiceAccount } from '../targets.ts';
import {
  type KubernetesWorld,
  type ObjectReader,
  placeAt,
  reportSecretUse,
  serviceAccount,
} from './object.ts';

/** A service account, what clouds it logs in to, and the old token secrets that it names. */
export const readServiceAccount: ObjectReader = (object, world) => {
  const { root, namespace } = object;
  const identity = serviceAccount(world, object);
  const secrets = (field: string) =>
    listOf(at(root, field)).flatMap((secret, index) => {
      const name = textOf(at(secret, 'name'));
      if (name === null) return [];
      const use = { store: 'kubernetes-secret', name: `${namespace}/${name}` };
      return [reportSecretUse(world, { ...use, path: [field, index], identityKey: identity.key })];
    });
  return [
    reportIdentity(world, {
      ...identity,
      attributes: {
        ...identity.attributes,
        automountToken: at(root, 'automountServiceAccountToken') !== false,
      },
      ...placeAt(world, []),
    }),
    ...cloudLogins(identity, textAnnotation(root), world),
    ...secrets('secrets'),
    ...secrets('imagePullSecrets'),
  ];
};

type Annotation = (name: string) => string | null;

function textAnnotation(root: Parameters<typeof at>[0]): Annotation {
  return (name) => textOf(at(root, 'metadata', 'annotations', name));
}

/** EKS, GKE and AKS trade the account's token for a cloud identity; the cloud's side must allow it too. */
function cloudLogins(
  identity: NamedIdentity,
  annotation: Annotation,
  world: KubernetesWorld,
): Upsert[] {
  const role = annotation('eks.amazonaws.com/role-arn');
  const account = annotation('iam.gke.io/gcp-service-account');
  const client = annotation('azure.workload.identity/client-id');
  const targets = [
    role?.startsWith('arn:') ? awsRole(role) : null,
    account?.includes('@') ? gcpServiceAccount(account) : null,
    client && /^[0-9a-f-]{36}$/i.test(client)
      ? entraApplication(client, annotation('azure.workload.identity/tenant-id'))
      : null,
  ].filter((target) => target !== null);
  return targets.flatMap((target) => [
    reportMention(world, target),
    reportDelegation(world, {
      provider: target.provider,
      kind: 'federated-login',
      from: principalOf(identity),
      to: { type: 'identity', key: target.key },
      attributes: { toldBy: 'annotation' },
    }),
  ]);
}
