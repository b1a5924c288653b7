import {
  closeLedger,
  defineImporter,
  type ImportKind,
  noteProblem,
  upsert,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { throughGroup } from '../mapping/binding.ts';
import { looksLikeIssuer, readIssuer } from './issuer.ts';
import { type Listing, listings } from './listings.ts';
import { looksLikeObjects, readObjects } from './read.ts';
import { type KubernetesContext, type KubernetesState, startState } from './state.ts';

const name = "$(kubectl config current-context | tr -c '[:alnum:].\\n-' '-')";

const objects: ImportKind<KubernetesState> = {
  id: 'kubernetes.objects',
  title: 'Objects of a cluster, as kubectl prints them (JSON is read much faster than YAML)',
  commands: [
    `kubectl get namespaces,serviceaccounts,roles,clusterroles,rolebindings,clusterrolebindings -A -o json > "kubernetes__${name}__rbac.json"`,
    `kubectl get pods,deployments,statefulsets,daemonsets,replicasets,jobs,cronjobs,replicationcontrollers -A -o json | jq -c 'del(.items[].metadata.managedFields) | del(.items[].metadata.annotations."kubectl.kubernetes.io/last-applied-configuration")' > "kubernetes__${name}__workloads.json"`,
    `kubectl get secrets -A -o json | jq -c 'del(.items[].data, .items[].stringData) | del(.items[].metadata.annotations."kubectl.kubernetes.io/last-applied-configuration")' > "kubernetes__${name}__secrets.json"`,
    `kubectl get configmap aws-auth -n kube-system -o json > "kubernetes__${name}__aws-auth.json"`,
  ],
  emits: [
    'identity',
    'delegation',
    'entitlement',
    'grant',
    'resource',
    'credential',
    'instance',
    'secret-reference',
  ],
  order: 1,
  recognise: looksLikeObjects,
  read: readObjects,
};

const issuer: ImportKind<KubernetesState> = {
  id: 'kubernetes.issuer',
  title: 'Under which address the cluster signs the tokens of its service accounts',
  commands: [
    `kubectl get --raw /.well-known/openid-configuration > "kubernetes__${name}__issuer.json"`,
  ],
  emits: ['resource'],
  order: 2,
  recognise: looksLikeIssuer,
  read: readIssuer,
};

/** Reads what `kubectl get` prints, and manifests. */
export const importer = defineImporter<KubernetesState>({
  id: 'kubernetes',
  title: 'Kubernetes',
  description:
    'The commands name each file after the cluster and ask for all namespaces. Whoever may list secrets receives their values; the printed command drops them before they reach the disk.',
  permissions: [
    'get, list: namespaces, serviceaccounts, pods, replicationcontrollers, secrets, configmaps',
    'get, list: roles, clusterroles, rolebindings, clusterrolebindings (rbac.authorization.k8s.io)',
    'get: the nonresource URL /.well-known/openid-configuration (system:service-account-issuer-discovery)',
    'get, list: deployments, statefulsets, daemonsets, replicasets (apps); jobs, cronjobs (batch)',
  ],
  cannotTell: [
    'When a service account was used; only long-lived tokens carry the day of their last use.',
    'Who holds client certificates, also of the group system:masters, which no binding shows.',
    'Authorizers other than RBAC (node, webhook, ABAC) and access entries of EKS.',
    'Whether a list holds all namespaces, unless a printed command made and named the file.',
  ],
  kinds: [objects, issuer],
  options: [
    { name: 'cluster', title: 'The name of the cluster that the files are of.', from: 'value' },
  ],
  start: startState,
  finish,
});

async function* finish(context: KubernetesContext): AsyncGenerator<Observation> {
  const { state } = context;
  for (const { cluster, listing, grant } of state.groupGrants)
    for (const member of state.members.get(`${cluster} ${grant.principal.key}`) ?? [])
      yield upsert({ scopeKey: cluster, listing }, 'grant', throughGroup(grant, member));

  for (const [cluster, uids] of state.uids)
    if (uids.size > 1)
      for (const listing of Object.keys(listings) as Listing[])
        noteProblem(state.ledger, cluster, {
          listing,
          reason: 'malformed',
          message: `Files of ${uids.size} clusters were read under the one name ${cluster}`,
          needs: 'one import for each, with --option cluster=<name>',
        });
  yield* closeLedger(state.ledger);
}
