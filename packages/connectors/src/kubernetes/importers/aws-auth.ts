import { noteProblem, refuseDeepYaml, upsert } from '@nonhuman/connector-kit';
import type { Observation, Principal } from '@nonhuman/model';
import { parse } from 'yaml';
import { z } from 'zod';
import { keyOf } from '../mapping/names.ts';
import { AwsAuthEntry, type ConfigMap } from '../schema.ts';
import { addMember, type ObjectPlace } from './state.ts';

const Entries = z.array(AwsAuthEntry).nullish();
const listing = 'kubernetes.aws-auth' as const;

/**
 * The roles and users of AWS that EKS lets in by its `aws-auth` ConfigMap, as members of the groups
 * that it puts them into. `system:masters` passes every check by being asked for no right at all, so
 * that no binding shows it.
 */
export function* readAwsAuth(map: ConfigMap, at: ObjectPlace): Generator<Observation> {
  const { cluster, context } = at;
  if (map.metadata.name !== 'aws-auth') return;
  for (const field of ['mapRoles', 'mapUsers']) {
    const entries = Entries.safeParse(parsed(map.data[field]));
    if (!entries.success) {
      noteProblem(context.state.ledger, cluster, {
        listing,
        reason: 'malformed',
        message: `The ConfigMap kube-system/aws-auth cannot be read at ${field}`,
      });
      continue;
    }
    for (const entry of entries.data ?? []) yield* readEntry(entry, at);
  }
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    refuseDeepYaml(text);
    return parse(text, { logLevel: 'error' });
  } catch (error) {
    if (error instanceof Error) return error.name;
    throw error;
  }
}

function* readEntry(
  entry: z.infer<typeof AwsAuthEntry>,
  { cluster, context }: ObjectPlace,
): Generator<Observation> {
  const key = entry.rolearn ?? entry.userarn;
  if (key === undefined) return;
  const principal: Principal = { type: 'identity', key, name: key.split('/').at(-1) ?? key };
  for (const group of entry.groups) addMember(context.state, { cluster, group }, principal);
  if (!entry.groups.includes('system:masters')) return;

  const of = { scopeKey: cluster, listing };
  const entitlementKey = keyOf(cluster, 'groups', 'system:masters');
  yield upsert(of, 'entitlement', {
    key: entitlementKey,
    provider: 'kubernetes',
    nativeType: 'kubernetes-group',
    name: 'system:masters',
    access: 'admin',
    wildcards: ['* *'],
    attributes: { clusterAdmin: true, readsSecrets: true, namespaced: false },
  });
  yield upsert(of, 'grant', {
    key: `${keyOf(cluster, 'aws-auth')} for ${key}`,
    provider: 'kubernetes',
    principal,
    entitlementKey,
    on: '*',
    via: null,
    conditional: false,
    attributes: { binding: 'aws-auth', namespaced: false },
  });
}
