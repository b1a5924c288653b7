import type { LedgerRules } from '@nonhuman/connector-kit';
import type { Noun } from '@nonhuman/model';

/** Every listing of the offline import, and what it tells about. */
export const listings = {
  'github.repositories': ['resource'],
  'github.installations': ['identity', 'instance', 'grant', 'entitlement'],
  'github.fine-grained-tokens': ['credential'],
  'github.token-requests': ['credential'],
  'github.credential-authorizations': ['credential'],
  'github.accounts': ['identity'],
  'github.deploy-keys': ['identity', 'credential', 'grant', 'entitlement', 'ownership'],
  'github.organization-hooks': ['identity'],
  'github.repository-hooks': ['identity'],
  'github.organization-runners': ['identity'],
  'github.repository-runners': ['identity'],
  'github.organization-secrets': ['secret-reference'],
  'github.repository-secrets': ['secret-reference'],
  'github.environment-secrets': ['secret-reference'],
  'github.organization-dependabot-secrets': ['secret-reference'],
  'github.repository-dependabot-secrets': ['secret-reference'],
  'github.organization-oidc-subject': ['resource'],
  'github.repository-oidc-subjects': ['resource'],
} as const satisfies Record<string, readonly Noun[]>;

export type Listing = keyof typeof listings;

/** How the ledger of a run judges these listings. */
export const ledgerRules: LedgerRules<Listing> = {
  nouns: listings,
  proofs: {},
  emptyBecause: 'The list is empty',
};
