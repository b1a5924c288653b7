import { countItem, noteProblem, upsert } from '@nonhuman/connector-kit';
import type { Grant, Observation } from '@nonhuman/model';
import { z } from 'zod';
import { toGrants } from '../mapping/binding.ts';
import { namespaceOf } from '../mapping/names.ts';
import { toEntitlement } from '../mapping/role.ts';
import { toResource, toToken } from '../mapping/secret.ts';
import { cloudDelegations, toIdentity } from '../mapping/service-account.ts';
import { isOwned, podOf, toInstance, toSecretReferences } from '../mapping/workload.ts';
import { Binding, ConfigMap, Head, Role, Secret, ServiceAccount, Workload } from '../schema.ts';
import { readAwsAuth } from './aws-auth.ts';
import type { Listing } from './listings.ts';
import { addMember, type ObjectPlace } from './state.ts';

/** What one kind of object becomes. */
interface ObjectKind {
  readonly listing: Listing;
  take(value: unknown, at: ObjectPlace): z.ZodError | Iterable<Observation>;
}

function objectKind<T>(
  listing: Listing,
  schema: z.ZodType<T>,
  read: (value: NoInfer<T>, at: ObjectPlace) => Iterable<Observation>,
): ObjectKind {
  return {
    listing,
    take(value, at) {
      const parsed = schema.safeParse(value);
      return parsed.success ? read(parsed.data, at) : parsed.error;
    },
  };
}

function* readServiceAccount(account: ServiceAccount, at: ObjectPlace): Generator<Observation> {
  const of = { scopeKey: at.cluster, listing: 'kubernetes.service-accounts' };
  const identity = toIdentity(at.cluster, account);
  yield upsert(of, 'identity', identity);
  for (const delegation of cloudDelegations(at.cluster, account))
    yield upsert(of, 'delegation', delegation);
  const member = { type: 'identity' as const, key: identity.key, name: identity.name };
  const namespace = namespaceOf(account.metadata);
  for (const group of ['system:serviceaccounts', `system:serviceaccounts:${namespace}`])
    addMember(at.context.state, { cluster: at.cluster, group }, member);
}

function* readRole(role: Role, at: ObjectPlace): Generator<Observation> {
  const listing = role.kind === 'Role' ? 'kubernetes.roles' : 'kubernetes.cluster-roles';
  yield upsert({ scopeKey: at.cluster, listing }, 'entitlement', toEntitlement(at.cluster, role));
}

function* readBinding(binding: Binding, at: ObjectPlace): Generator<Observation> {
  const listing =
    binding.kind === 'RoleBinding'
      ? 'kubernetes.role-bindings'
      : 'kubernetes.cluster-role-bindings';
  for (const grant of toGrants(at.cluster, binding)) {
    yield upsert({ scopeKey: at.cluster, listing }, 'grant', grant);
    rememberGroup(grant, listing, at);
  }
}

function rememberGroup(grant: Grant, listing: Listing, { cluster, context }: ObjectPlace): void {
  if (grant.principal.type === 'group') context.state.groupGrants.push({ cluster, listing, grant });
}

function* readSecret(secret: Secret, { cluster, context }: ObjectPlace): Generator<Observation> {
  const of = { scopeKey: cluster, listing: 'kubernetes.secrets' };
  yield upsert(of, 'resource', toResource(cluster, secret));
  const token = toToken(cluster, secret, context.secrets);
  if (token) yield upsert(of, 'credential', token);
}

function* readWorkload(workload: Workload, { cluster }: ObjectPlace): Generator<Observation> {
  const pod = podOf(workload);
  if (pod === null || isOwned(workload)) return;
  const of = { scopeKey: cluster, listing: 'kubernetes.workloads' };
  yield upsert(of, 'instance', toInstance(cluster, workload, pod));
  for (const reference of toSecretReferences(cluster, workload, pod))
    yield upsert(of, 'secret-reference', reference);
}

const Namespace = Head;

/** The uid of `kube-system` is what tells one cluster from another. */
function* readNamespace({ metadata }: Head, { cluster, context }: ObjectPlace) {
  if (metadata.name !== 'kube-system' || !metadata.uid) return;
  const uids = context.state.uids.get(cluster) ?? new Set();
  context.state.uids.set(cluster, uids.add(metadata.uid));
  yield upsert({ scopeKey: cluster, listing: 'kubernetes.cluster' }, 'resource', {
    key: `${cluster}/cluster`,
    provider: 'kubernetes',
    nativeType: 'kubernetes-cluster',
    name: cluster,
    attributes: { uid: metadata.uid },
  });
}

const workload = objectKind('kubernetes.workloads', Workload, readWorkload);
const kinds: Readonly<Record<string, ObjectKind>> = {
  ServiceAccount: objectKind('kubernetes.service-accounts', ServiceAccount, readServiceAccount),
  Role: objectKind('kubernetes.roles', Role, readRole),
  ClusterRole: objectKind('kubernetes.cluster-roles', Role, readRole),
  RoleBinding: objectKind('kubernetes.role-bindings', Binding, readBinding),
  ClusterRoleBinding: objectKind('kubernetes.cluster-role-bindings', Binding, readBinding),
  Secret: objectKind('kubernetes.secrets', Secret, readSecret),
  Namespace: objectKind('kubernetes.cluster', Namespace, readNamespace),
  ConfigMap: objectKind('kubernetes.aws-auth', ConfigMap, readAwsAuth),
  CronJob: workload,
  DaemonSet: workload,
  Deployment: workload,
  Job: workload,
  Pod: workload,
  ReplicaSet: workload,
  ReplicationController: workload,
  StatefulSet: workload,
};

/** The listing that a kind of object belongs to; null for kinds that tell nothing of identities. */
export function listingOfKind(kind: string): Listing | null {
  return Object.hasOwn(kinds, kind) ? (kinds[kind]?.listing ?? null) : null;
}

/** What one object tells; kinds that tell nothing of identities give nothing. `where` names it in a gap. */
export function* readObject(
  kind: string,
  value: unknown,
  at: ObjectPlace & { readonly where: string },
): Generator<Observation> {
  const reader = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!reader) return;
  const { ledger } = at.context.state;
  const taken = reader.take(value, at);
  if (!(taken instanceof z.ZodError)) {
    const name = Head.safeParse({ kind, ...(value as object) }).data?.metadata;
    const key = `${kind} ${name?.namespace ?? ''}/${name?.name ?? ''}`;
    if (kind !== 'ConfigMap' || name?.name === 'aws-auth')
      countItem(ledger, at.cluster, { listing: reader.listing, key });
    yield* taken;
    return;
  }
  const [issue] = taken.issues;
  noteProblem(ledger, at.cluster, {
    listing: reader.listing,
    reason: 'malformed',
    message: `${at.where}: a ${kind} is not as expected at ${issue?.path.join('.') ?? ''} (${issue?.code ?? 'invalid'})`,
  });
}
