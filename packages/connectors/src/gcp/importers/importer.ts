import { defineAnswerImporter, isRecord } from '@nonhuman/connector-kit';
import {
  accountActivity,
  apiKeys,
  hmacKeys,
  keyActivity,
  ownersOfProjects,
  serviceAccountKeys,
  serviceAccounts,
} from './account-lists.ts';
import { assets, endTypesOfAssets } from './asset-list.ts';
import { folders, organizations, projects } from './container-lists.ts';
import {
  accountPolicies,
  denyPolicies,
  denyPolicyRules,
  iamPolicies,
  projectPolicies,
  resourcePolicies,
  roles,
} from './policy-lists.ts';
import {
  workforcePools,
  workforceProviders,
  workloadPools,
  workloadProviders,
} from './pool-lists.ts';
import { type GcpState, startGcp } from './state.ts';

/** Reads what `gcloud` prints of an organization's or a project's identities and policies. */
export const importer = defineAnswerImporter<GcpState>({
  id: 'gcp',
  title: 'Google Cloud',
  description:
    'Set ORG to the number of the organization. The asset inventory answers for all of it at once; where it may not be read, the commands that go project by project give the same. Each file is named after the scope that was asked.',
  permissions: [
    'roles/cloudasset.viewer',
    'roles/iam.securityReviewer',
    'roles/policyanalyzer.activityAnalysisViewer',
    'roles/serviceusage.apiKeysViewer',
    'roles/iam.workloadIdentityPoolViewer',
    'roles/iam.denyReviewer',
    'storage.hmacKeys.list',
  ],
  cannotTell: [
    'When a service account was made, and by whom: only audit logs tell.',
    'When an API key or an HMAC key was last used.',
    'Use of service accounts by API keys bound to them, by domain-wide delegation, and of APIs outside of Google Cloud.',
    'Which service accounts have domain-wide delegation: Google Workspace tells, by their numeric client id.',
    'Who is in a group: Cloud Identity tells.',
  ],
  scope: {
    kind: 'gcp-scope',
    title: 'the organization, folder or project',
    option: 'scope',
    // Files cannot have slashes in their names.
    keyOf: (told) =>
      told.replace(/^(organizations|folders)[-/](?=\d+$)/, '$1/').replace(/^projects\//, ''),
  },
  answers: [
    organizations,
    folders,
    projects,
    workloadPools,
    workloadProviders,
    workforcePools,
    workforceProviders,
    roles,
    serviceAccounts,
    assets,
    serviceAccountKeys,
    hmacKeys,
    apiKeys,
    iamPolicies,
    projectPolicies,
    accountPolicies,
    resourcePolicies,
    denyPolicies,
    denyPolicyRules,
    accountActivity,
    keyActivity,
  ],
  joined: [ownersOfProjects],
  refusal(answer) {
    const { error } = answer;
    if (!isRecord(error)) return null;
    const { status, code } = error;
    return `Google Cloud refused the call (${typeof status === 'string' ? status : String(code)})`;
  },
  start: startGcp,
  finish(context) {
    endTypesOfAssets(context);
    return [];
  },
});
