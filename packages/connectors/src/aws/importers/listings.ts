import type { Noun } from '@nonhuman/model';

/** Every listing of the offline import, and what it tells about. */
export const listings = {
  'aws.users': ['identity', 'ownership'],
  'aws.user-policies': ['grant', 'entitlement'],
  'aws.group-policies': ['grant', 'entitlement'],
  'aws.roles': ['identity', 'ownership'],
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
