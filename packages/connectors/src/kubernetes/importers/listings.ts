import type { LedgerRules } from '@nonhuman/connector-kit';
import type { Noun } from '@nonhuman/model';

/** Every listing of the offline import, and what it tells about. */
export const listings = {
  'kubernetes.cluster': ['resource'],
  'kubernetes.issuer': ['resource'],
  'kubernetes.service-accounts': ['identity', 'delegation'],
  'kubernetes.cluster-roles': ['entitlement'],
  'kubernetes.roles': ['entitlement'],
  'kubernetes.cluster-role-bindings': ['grant'],
  'kubernetes.role-bindings': ['grant'],
  'kubernetes.secrets': ['resource', 'credential'],
  'kubernetes.workloads': ['instance', 'secret-reference'],
  'kubernetes.aws-auth': ['grant', 'entitlement'],
} as const satisfies Record<string, readonly Noun[]>;

export type Listing = keyof typeof listings;

/** How the ledger of a run judges these listings. */
export const ledgerRules: LedgerRules<Listing> = {
  nouns: listings,
  proofs: {},
  emptyBecause:
    'The list is empty, as kubectl also prints it for what it may not see: that is not taken for "none"',
};
