import {
  type AnswerList,
  type AnswerState,
  countItem,
  endListing,
  noteProblem,
} from '@nonhuman/connector-kit';
import type { Noun, Observation } from '@nonhuman/model';
import { z } from 'zod';
import { assetTypeOf } from '../schema.ts';
import { apiKeys, serviceAccountKeys, serviceAccounts } from './account-lists.ts';
import { folders, organizations, projects } from './container-lists.ts';
import { roles } from './policy-lists.ts';
import { workloadPools, workloadProviders } from './pool-lists.ts';
import { type GcpContext, type GcpPlace, type GcpState, list } from './state.ts';

/** The list that reads each type of asset. */
const lists: Readonly<Record<string, AnswerList<GcpState>>> = {
  'apikeys.googleapis.com/Key': apiKeys,
  'cloudresourcemanager.googleapis.com/Folder': folders,
  'cloudresourcemanager.googleapis.com/Organization': organizations,
  'cloudresourcemanager.googleapis.com/Project': projects,
  'iam.googleapis.com/Role': roles,
  'iam.googleapis.com/ServiceAccount': serviceAccounts,
  'iam.googleapis.com/ServiceAccountKey': serviceAccountKeys,
  'iam.googleapis.com/WorkloadIdentityPool': workloadPools,
  'iam.googleapis.com/WorkloadIdentityPoolProvider': workloadProviders,
};
const emits: readonly Noun[] = ['resource', 'entitlement', 'identity', 'ownership', 'credential'];

/** Assets of several types in one file. Types that are not read are passed over. */
export const assets = list({
  id: 'gcp.assets',
  title: 'Resources of several types out of the asset inventory',
  commands: [
    `gcloud asset list --organization="$ORG" --asset-types="${Object.keys(lists).join(',')}" --content-type=resource --format=json > "organizations-\${ORG}__assets.json"`,
  ],
  emits,
  what: 'assets',
  members: ['assets', ''],
  next: ['nextPageToken'],
  item: z.record(z.string(), z.unknown()),
  fits: (item) => assetTypeOf(item) !== null && 'resource' in item && !('policy' in item),
  *read(item, at) {
    const inner = lists[assetTypeOf(item) ?? ''];
    if (inner !== undefined) yield* readInner(inner, { item, at });
  },
});

function* readInner(
  inner: AnswerList<GcpState>,
  { item, at }: { readonly item: Readonly<Record<string, unknown>>; readonly at: GcpPlace },
): Generator<Observation> {
  const { scopeKey, context, own, file } = at;
  const { ledger } = context.state;
  const taken = inner.take(item);
  const of = { scopeKey, listing: inner.id };
  if ('wrong' in taken) {
    const message = `${file.name}: an asset is not as expected at ${taken.wrong}`;
    noteProblem(ledger, scopeKey, { listing: inner.id, reason: 'malformed', message });
    return;
  }
  const key = `${file.name} ${String(item['name'])}`;
  countItem(ledger, scopeKey, { listing: inner.id, key });
  own.inAssets.set(`${scopeKey}\0${inner.id}`, of);
  yield* taken.read({ ...at, of });
}

/** A list of assets that was read to its end ends the lists of the types that it holds; another type may not have been asked for. */
export function endTypesOfAssets(
  context: GcpContext & { readonly state: AnswerState<GcpState> },
): void {
  const { ledger, own } = context.state;
  for (const { scopeKey, listing } of own.inAssets.values()) {
    const whole = ledger.entries.get(`${scopeKey} gcp.assets`);
    if (whole?.ended === true && whole.problems.size === 0)
      endListing(ledger, scopeKey, { listing, ifAny: false });
  }
}
