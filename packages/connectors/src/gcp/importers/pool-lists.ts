import { upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { lastPart } from '../mapping/names.ts';
import {
  poolOf,
  toPool,
  toProviderTrust,
  toTrustedIssuer,
  toWorkforceProvider,
} from '../mapping/pool.ts';
import { IdentityPool, PoolProvider } from '../schema.ts';
import { assetCommand, eachProject, type GcpPlace, list } from './state.ts';

const global = '--location=global --format=json';

export const workloadPools = list({
  id: 'gcp.workload-identity-pools',
  title: 'Workload identity pools',
  commands: [
    `${eachProject} gcloud iam workload-identity-pools list --project="$project" ${global} > "\${project}__workload-identity-pools.json"; done`,
    assetCommand('iam.googleapis.com/WorkloadIdentityPool', 'workload-identity-pools'),
  ],
  emits: ['resource'],
  what: 'workload-identity-pools',
  members: ['workloadIdentityPools', ''],
  next: ['nextPageToken'],
  item: IdentityPool,
  fits: (item) => /\/workloadIdentityPools\/[^/]+$/.test(String(item['name'])),
  nameOf: (pool) => lastPart(pool.name),
  *read(pool, { of }) {
    yield upsert(of, 'resource', toPool(pool));
  },
});

function* readProvider(provider: PoolProvider, { of, own }: GcpPlace): Generator<Observation> {
  const pool = poolOf(provider.name);
  const known = (own.issuers.get(pool) ?? []).filter((one) => one.providerName !== provider.name);
  known.push(toTrustedIssuer(provider));
  known.sort((a, b) => (a.providerName < b.providerName ? -1 : 1));
  own.issuers.set(pool, known);
  yield upsert(of, 'credential', toProviderTrust(provider));
}

export const workloadProviders = list({
  id: 'gcp.workload-identity-providers',
  title: 'Providers of workload identity pools: issuer, audiences, mapping and condition',
  commands: [
    `${eachProject} for pool in $(gcloud iam workload-identity-pools list --project="$project" --location=global --format="value(name.basename())"); do gcloud iam workload-identity-pools providers list --project="$project" --workload-identity-pool="$pool" ${global} > "\${project}__\${pool}__workload-identity-providers.json"; done; done`,
    assetCommand('iam.googleapis.com/WorkloadIdentityPoolProvider', 'workload-identity-providers'),
  ],
  emits: ['credential'],
  what: 'workload-identity-providers',
  members: ['workloadIdentityPoolProviders', ''],
  next: ['nextPageToken'],
  item: PoolProvider,
  fits: (item) => /\/workloadIdentityPools\/[^/]+\/providers\/[^/]+$/.test(String(item['name'])),
  parentListing: 'gcp.workload-identity-pools',
  alsoWhole: true,
  read: readProvider,
});

export const workforcePools = list({
  id: 'gcp.workforce-pools',
  title: 'Workforce pools: people of another identity provider',
  commands: [
    `gcloud iam workforce-pools list --organization="$ORG" ${global} > "organizations-\${ORG}__workforce-pools.json"`,
  ],
  emits: ['resource'],
  what: 'workforce-pools',
  members: ['workforcePools', ''],
  next: ['nextPageToken'],
  item: IdentityPool,
  fits: (item) => /\/workforcePools\/[^/]+$/.test(String(item['name'])),
  nameOf: (pool) => lastPart(pool.name),
  *read(pool, { of }) {
    yield upsert(of, 'resource', toPool(pool));
  },
});

export const workforceProviders = list({
  id: 'gcp.workforce-providers',
  title: 'Providers of workforce pools',
  commands: [
    `for pool in $(gcloud iam workforce-pools list --organization="$ORG" --location=global --format="value(name.basename())"); do gcloud iam workforce-pools providers list --workforce-pool="$pool" ${global} > "organizations-\${ORG}__\${pool}__workforce-providers.json"; done`,
  ],
  emits: ['resource'],
  what: 'workforce-providers',
  members: ['workforcePoolProviders', ''],
  next: ['nextPageToken'],
  item: PoolProvider,
  fits: (item) => /\/workforcePools\/[^/]+\/providers\/[^/]+$/.test(String(item['name'])),
  parentListing: 'gcp.workforce-pools',
  *read(provider, { of }) {
    yield upsert(of, 'resource', toWorkforceProvider(provider));
  },
});
