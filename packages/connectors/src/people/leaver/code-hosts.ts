import type { LeaverEffect } from '@nonhuman/connector-kit';

const deployKeys =
  'https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys';
const personalTokens =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens';
const moderateUsers = 'https://docs.gitlab.com/administration/moderate_users/';

/** GitHub and GitLab. */
export const codeHosts: readonly LeaverEffect[] = [
  {
    provider: 'github',
    nativeTypes: ['github-fine-grained-token', 'github-classic-token'],
    relations: ['holder'],
    effect: 'stops',
    because:
      'a personal access token has no more access than its user, who is no member of the organization any more',
    nextAction: 'Find what uses the token, and move that to a GitHub App or a machine user.',
    source: personalTokens,
    standing: 'derived',
  },
  {
    provider: 'github',
    nativeTypes: ['github-ssh-key'],
    relations: ['holder'],
    effect: 'stops',
    because: 'the key signs in as its user, who is no member of the organization any more',
    nextAction: 'Give machines that use the key a deploy key or a GitHub App.',
    source: 'https://docs.github.com/en/authentication/connecting-to-github-with-ssh/about-ssh',
    standing: 'derived',
  },
  {
    provider: 'github',
    nativeTypes: ['github-user'],
    relations: ['holder'],
    effect: 'stops',
    because: 'a member who is removed loses access to the repositories of the organization',
    nextAction: 'Move what signs in as this account to a machine user or a GitHub App.',
    source:
      'https://docs.github.com/en/organizations/managing-membership-in-your-organization/removing-a-member-from-your-organization',
    standing: 'derived',
  },
  {
    provider: 'github',
    nativeTypes: ['github-deploy-key'],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because:
      'a deploy key belongs to the repository and stays active when whoever added it is removed; only one that was added with a personal access token goes when that token is deleted',
    nextAction:
      'Replace the key: its private half may have been made on the machine of the leaver.',
    source: deployKeys,
    standing: 'documented',
  },
  {
    provider: 'github',
    nativeTypes: [
      'github-app',
      'github-app-installation',
      'github-webhook',
      'github-self-hosted-runner',
      'github-organization-secret',
      'github-repository-secret',
      'github-environment-secret',
    ],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because: 'it belongs to the organization or repository, not to whoever set it up',
    nextAction: 'Name a new owner, and replace secrets that the leaver could know.',
    source:
      'https://docs.github.com/en/organizations/managing-membership-in-your-organization/removing-a-member-from-your-organization',
    standing: 'derived',
  },
  {
    provider: 'gitlab',
    nativeTypes: ['gitlab-personal-access-token', 'gitlab-user'],
    relations: ['holder'],
    effect: 'stops',
    because: 'a blocked user has no access to Git, the UI or the API',
    nextAction: 'Move what uses it to a project, group or service account token.',
    source: moderateUsers,
    standing: 'derived',
  },
  {
    provider: 'gitlab',
    nativeTypes: [
      'gitlab-project-access-token',
      'gitlab-group-access-token',
      'gitlab-deploy-token',
      'gitlab-service-account*',
      'gitlab-runner',
    ],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because: 'it acts as a bot of the project or group, not as whoever made it',
    nextAction: 'Name a new owner and rotate the token.',
    source: 'https://docs.gitlab.com/user/project/settings/project_access_tokens/',
    standing: 'derived',
  },
  {
    provider: 'gitlab',
    nativeTypes: ['gitlab-deploy-key'],
    relations: ['creator', 'owner'],
    effect: 'unknown',
    because:
      'a key with write access can no longer be used to push once its maker is blocked or no member; whether reading goes on depends on the version',
    nextAction: 'Add a key of a service account and remove this one.',
    source: 'https://docs.gitlab.com/user/project/deploy_keys/',
    standing: 'derived',
  },
  {
    provider: 'gitlab',
    nativeTypes: ['gitlab-trigger-token'],
    relations: ['creator', 'owner'],
    effect: 'stops',
    because: 'a pipeline that the token starts runs with the rights of whoever made it',
    nextAction: 'Have a service account make a new trigger token.',
    source: 'https://docs.gitlab.com/ci/triggers/',
    standing: 'derived',
  },
];
