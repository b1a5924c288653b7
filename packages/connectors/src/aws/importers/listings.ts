import type { LedgerRules } from '@nonhuman/connector-kit';
import type { Noun } from '@nonhuman/model';

/** Every listing of the offline import, and what it tells about. */
export const listings = {
  'aws.users': ['identity'],
  // Of all calls that list users and roles, authorization details alone tell tags.
  'aws.user-tags': ['ownership'],
  'aws.user-policies': ['grant', 'entitlement'],
  'aws.group-policies': ['grant', 'entitlement'],
  'aws.roles': ['identity'],
  'aws.role-tags': ['ownership'],
  'aws.role-policies': ['grant', 'entitlement'],
  'aws.role-trusts': ['delegation', 'credential'],
  'aws.instance-profiles': ['instance'],
  'aws.policies': ['entitlement'],
  'aws.root-user': ['identity'],
  'aws.passwords': ['credential'],
  'aws.access-keys': ['credential'],
  'aws.signing-certificates': ['credential'],
  'aws.ssh-keys': ['credential'],
  'aws.service-credentials': ['credential'],
  'aws.oidc-providers': ['resource'],
  'aws.saml-providers': ['resource'],
  'aws.accounts': ['resource'],
  'aws.organization-policies': ['entitlement', 'grant'],
} as const satisfies Record<string, readonly Noun[]>;

export type Listing = keyof typeof listings;

/** How the ledger of a run judges these listings. */
export const ledgerRules: LedgerRules<Listing> = {
  nouns: listings,
  proofs: {
    'aws.users': 'aws iam get-credential-report',
    'aws.user-tags': 'aws iam get-credential-report',
    'aws.user-policies': 'aws iam get-credential-report',
    'aws.group-policies': 'aws iam list-groups',
    'aws.roles': 'aws iam list-roles',
    'aws.role-tags': 'aws iam list-roles',
    'aws.role-trusts': 'aws iam list-roles',
    'aws.instance-profiles': 'aws iam list-instance-profiles',
    'aws.policies': 'aws iam list-policies --scope Local',
  },
  emptyBecause:
    'The list is empty, as it also is when the call was made with --filter: that is not taken for "none"',
};
