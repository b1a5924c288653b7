import type { LeaverEffect } from '@nonhuman/connector-kit';

const removeUsers = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_remove.html';
const gcpKeys = 'https://cloud.google.com/iam/docs/service-account-creds';
const revokeAccess = 'https://learn.microsoft.com/en-us/entra/identity/users/users-revoke-access';

/** AWS, Google Cloud, Azure with Entra ID, Kubernetes and Active Directory. */
export const clouds: readonly LeaverEffect[] = [
  {
    provider: 'aws',
    nativeTypes: [
      'aws-iam-user',
      'aws-access-key',
      'aws-console-password',
      'aws-service-credential',
      'aws-signing-certificate',
      'aws-ssh-public-key',
    ],
    relations: ['holder', 'creator', 'owner'],
    effect: 'survives',
    because:
      'an IAM user and its keys work until somebody deactivates or deletes them, whatever becomes of the person in the directory',
    nextAction: 'Deactivate the keys on the last day, and delete them when nothing misses them.',
    source: removeUsers,
    standing: 'derived',
  },
  {
    provider: 'aws',
    nativeTypes: ['aws-iam-role'],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because: 'a role belongs to the account; who made it is not asked when it is assumed',
    nextAction: 'Name a new owner, and see whether its trust names the leaver.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html',
    standing: 'derived',
  },
  {
    provider: 'gcp',
    nativeTypes: ['gcp-service-account', 'gcp-service-account-key', 'gcp-hmac-key', 'gcp-api-key'],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because:
      'a user-managed key works until it is deleted or its account is disabled, whoever downloaded it',
    nextAction: 'Delete keys that the leaver downloaded, after moving their users to federation.',
    source: gcpKeys,
    standing: 'derived',
  },
  {
    provider: 'entra',
    nativeTypes: [
      'entra-application',
      'entra-service-principal*',
      'entra-client-secret',
      'entra-certificate',
      'entra-agent-*',
      'azure-*',
    ],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because:
      'the application stays with its secrets when an owner is deleted; it only has one owner less',
    nextAction: 'Add two owners who stay, and replace secrets that the leaver could know.',
    source: 'https://learn.microsoft.com/en-us/graph/api/application-delete-owners',
    standing: 'derived',
  },
  {
    provider: 'entra',
    nativeTypes: ['entra-delegated-permission', 'entra-user', 'entra-oauth-grant'],
    relations: ['holder'],
    effect: 'stops',
    because:
      'once the user is disabled, no new tokens are issued; access tokens in use may live up to an hour more',
    nextAction: 'Give integrations that act as this user an application permission of their own.',
    source: revokeAccess,
    standing: 'derived',
  },
  {
    provider: 'kubernetes',
    nativeTypes: ['kubernetes-service-account*', 'kubernetes-*-token', 'kubernetes-legacy*'],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because: 'tokens belong to the service account, not to whoever made it',
    nextAction: 'Name a new owner; delete token Secrets that the leaver could read.',
    source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
    standing: 'derived',
  },
  {
    provider: 'kubernetes',
    nativeTypes: ['kubernetes-client-certificate', 'kubernetes-user'],
    relations: ['holder', 'creator', 'owner'],
    effect: 'survives',
    because:
      'the API server does not look up revocation: a client certificate works until it expires',
    nextAction: 'Take its roles away, and wait for its end or change the certificate authority.',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/',
    standing: 'derived',
  },
  {
    provider: 'active-directory',
    nativeTypes: ['*'],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because:
      'a service account is an account of its own; whoever manages it may still know its password',
    nextAction: 'Change the password, or make it a group managed service account.',
    source:
      'https://learn.microsoft.com/en-us/windows-server/identity/ad-ds/manage/understand-service-accounts',
    standing: 'derived',
  },
];
