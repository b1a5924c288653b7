/**
 * Checks that no export of this company makes fail, with the reason. Everything else is planted; a test
 * compares this list with the checks that there are, both ways.
 */
export const unplanted: Readonly<Record<string, string>> = {
  'access-scope-drift': 'what was approved is said in the product, not in an export',
  'agent-mcp-unauthenticated':
    'a configuration file never tells that a remote server asks for nothing: its client may negotiate OAuth',
  'application-not-approved':
    'Okta tells of approved applications only; others are told by Google Workspace and Slack, whose exports the company does not have',
  'application-refresh-forever':
    'no importer tells it: Salesforce tells of an end of refresh tokens only where there is one',
  'credential-shared-by-consumers':
    'which programs present a credential is told by logs, which are no exports yet; what lies in two files is planted as credential-in-several-places',
};
