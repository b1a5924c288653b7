import { defineImporter } from '@nonhuman/connector-kit';
import { accessKeys, accessKeyUses, otherCredentials } from './credential-kinds.ts';
import { credentialReport } from './credential-report.ts';
import { finish } from './finish.ts';
import {
  authorizationDetails,
  groups,
  instanceProfiles,
  policies,
  roles,
  users,
} from './iam-kinds.ts';
import { organizationAccounts, organizationPolicies, policyTargets } from './organization-kinds.ts';
import { oidcProvider, oidcProviders, samlProviders } from './provider-kinds.ts';
import { type AwsState, startState } from './state.ts';

/** Reads what `aws iam` and `aws organizations` print, and the credential report. */
export const importer = defineImporter<AwsState>({
  id: 'aws',
  title: 'Amazon Web Services',
  permissions: [
    'iam:GenerateCredentialReport',
    'iam:GetAccessKeyLastUsed',
    'iam:GetAccountAuthorizationDetails',
    'iam:GetCredentialReport',
    'iam:GetOpenIDConnectProvider',
    'iam:ListAccessKeys',
    'iam:ListGroups',
    'iam:ListInstanceProfiles',
    'iam:ListOpenIDConnectProviders',
    'iam:ListPolicies',
    'iam:ListRoles',
    'iam:ListSAMLProviders',
    'iam:ListSSHPublicKeys',
    'iam:ListServiceSpecificCredentials',
    'iam:ListSigningCertificates',
    'iam:ListUsers',
    'organizations:DescribePolicy',
    'organizations:ListAccounts',
    'organizations:ListPolicies',
    'organizations:ListTargetsForPolicy',
  ],
  cannotTell: [
    'The use of a role beyond the last 400 days, and of access keys before 22 April 2015.',
    'Which of its trusts or policies a role was used through.',
    'Resource policies, and so access that is given from the resource side.',
    'Keys and roles that were deleted before the export.',
  ],
  kinds: [
    authorizationDetails,
    credentialReport,
    accessKeys,
    accessKeyUses,
    users,
    roles,
    instanceProfiles,
    policies,
    groups,
    otherCredentials,
    oidcProviders,
    oidcProvider,
    samlProviders,
    organizationAccounts,
    organizationPolicies,
    policyTargets,
  ],
  options: [
    {
      name: 'account',
      title: 'The account id of files that do not tell theirs.',
      from: 'value',
    },
  ],
  start: startState,
  finish,
});
