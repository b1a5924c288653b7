import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { accountLists, teams } from './account-lists.ts';
import { applicationLists } from './application-lists.ts';
import { deployLists } from './deploy-lists.ts';
import { pipelineLists } from './pipeline-lists.ts';
import type { GitLabOwn } from './state.ts';
import { holdersOfTokens, tokenLists } from './token-lists.ts';

/** Reads what `glab api` prints, offline. */
export const importer = defineAnswerImporter<GitLabOwn>({
  id: 'gitlab',
  title: 'GitLab',
  description:
    'Set GROUP to the path of the top-level group (GROUP=acme), or on a self-managed instance to its host name (GROUP=gitlab.example.com) and run the commands without "groups/$GROUP" as an administrator. Values of variables and trigger tokens are dropped by jq before they reach a file.',
  permissions: [
    'scope read_api',
    'role Owner of the group (tokens, deploy tokens, service accounts, webhooks)',
    'role Maintainer of each project (variables, triggers)',
    'an administrator for lists of the whole instance',
  ],
  cannotTell: [
    'Who holds deploy tokens, when they were made and when they were last used.',
    'Personal access tokens, except to an administrator of the instance or, with GitLab Ultimate, for enterprise users of a group.',
    'OAuth applications of users and groups, and which users let an application in.',
    'The tokens that runners authenticate with; their last contact stands on the page of each runner.',
    'Last use is brought up to date at most every ten minutes, in older versions once a day.',
    'Values of variables: they are not read.',
  ],
  scope: {
    kind: 'gitlab-namespace',
    title: 'the GitLab group or instance',
    option: 'group',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: [...accountLists, ...tokenLists, ...deployLists, ...pipelineLists, ...applicationLists],
  joined: holdersOfTokens,
  refusal: (answer) =>
    !('id' in answer) && !('key' in answer) && ('message' in answer || 'error' in answer)
      ? 'GitLab refused the call and glab wrote the refusal into the file; the permission is missing, or there is no such thing'
      : null,
  start: () => ({ holders: new Map(), paths: new Map(), members: new Map() }),
  finish: ({ state }) => teams(state.own.members),
});
