import type { LeaverEffect } from '@nonhuman/connector-kit';

const datadog = 'https://docs.datadoghq.com/account_management/api-app-keys/';
const atlassian =
  'https://support.atlassian.com/jira/kb/atlassian-api-token-key-status-of-api-tokens-keys-when-a-user-who-generated-the-token-key-has-left-the-organization/';
const okta = 'https://help.okta.com/en-us/content/topics/security/api.htm';
const everybody = ['holder', 'creator', 'owner'] as const;

/** Directories and applications. */
export const applications: readonly LeaverEffect[] = [
  {
    provider: 'okta',
    nativeTypes: ['okta-api-token', 'okta-user'],
    relations: ['holder', 'creator'],
    effect: 'stops',
    because: 'a token is valid only while the user who made it is active',
    nextAction:
      'Move the integration to a service app with a key before the account is deactivated.',
    source: okta,
    standing: 'documented',
  },
  {
    provider: 'okta',
    nativeTypes: [
      'okta-service-app',
      'okta-app*',
      'okta-client-secret',
      'okta-client-key*',
      'okta-api-service-integration*',
    ],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because: 'an application signs in with its own secret or key, not as a user',
    nextAction: 'Name a new owner, and replace secrets that the leaver could read.',
    source: 'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/',
    standing: 'derived',
  },
  {
    provider: 'google-workspace',
    nativeTypes: ['*oauth*', 'google-workspace-*'],
    relations: ['holder'],
    effect: 'stops',
    because:
      'a suspended account gets no new access tokens; those that were issued live up to an hour more, and grants come back when the account does',
    nextAction: 'Move integrations that act as this user to a service account.',
    source: 'https://support.google.com/a/answer/33312',
    standing: 'derived',
  },
  {
    provider: 'slack',
    nativeTypes: ['slack-user-token', 'slack-user'],
    relations: ['holder', 'creator'],
    effect: 'stops',
    because: 'tokens of a deactivated user are answered with account_inactive',
    nextAction: 'Move what uses it to a bot token.',
    source: 'https://docs.slack.dev/reference/methods/auth.test',
    standing: 'documented',
  },
  {
    provider: 'slack',
    nativeTypes: ['slack-app', 'slack-bot*'],
    relations: ['creator', 'owner'],
    effect: 'unknown',
    because:
      'an app with a bot token stays installed; legacy integrations and user tokens of whoever installed it do not',
    nextAction: 'Have somebody who stays install it again, and look for user tokens it holds.',
    source: 'https://docs.slack.dev/authentication/tokens',
    standing: 'derived',
  },
  {
    provider: 'snowflake',
    nativeTypes: [
      'snowflake-user',
      'snowflake-programmatic-access-token',
      'snowflake-key-pair',
      'snowflake-password',
    ],
    relations: ['holder'],
    effect: 'stops',
    because:
      'a disabled user cannot sign in with any credential; one who is only removed from the directory still can',
    nextAction: 'Disable the user in Snowflake too, and move jobs to a user of TYPE = SERVICE.',
    source: 'https://docs.snowflake.com/en/sql-reference/sql/alter-user',
    standing: 'derived',
  },
  {
    provider: 'snowflake',
    nativeTypes: ['snowflake-*'],
    relations: ['creator', 'owner'],
    effect: 'survives',
    because: 'a service user signs in as itself, not as whoever made it',
    nextAction: 'Name a new owner, and rotate keys and tokens that the leaver could know.',
    source: 'https://docs.snowflake.com/en/user-guide/admin-user-management',
    standing: 'derived',
  },
  {
    provider: 'datadog',
    nativeTypes: ['datadog-application-key'],
    relations: ['holder', 'creator'],
    effect: 'stops',
    because: 'the application keys of a user are revoked when the account is disabled',
    nextAction: 'Have a service account own the key that takes its place.',
    source: datadog,
    standing: 'documented',
  },
  {
    provider: 'datadog',
    nativeTypes: ['datadog-api-key'],
    relations: everybody,
    effect: 'survives',
    because: 'API keys belong to the organization and stay valid when their maker is disabled',
    nextAction: 'Rotate the key, which the leaver may know.',
    source: datadog,
    standing: 'documented',
  },
  {
    provider: 'atlassian',
    nativeTypes: ['atlassian-api-token', 'atlassian-user'],
    relations: ['holder', 'creator'],
    effect: 'stops',
    because:
      'tokens of a deactivated account are refused, and work again when the account is activated',
    nextAction: 'Move the integration to a service account.',
    source: atlassian,
    standing: 'documented',
  },
  {
    provider: 'atlassian',
    nativeTypes: ['atlassian-api-key', 'atlassian-organization-key', 'atlassian-admin-api-key'],
    relations: everybody,
    effect: 'survives',
    because: 'keys of the organization stay active when the admin who made them leaves',
    nextAction: 'Revoke the key and have somebody who stays make another.',
    source: atlassian,
    standing: 'documented',
  },
];
