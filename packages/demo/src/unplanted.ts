/**
 * Checks that no export of this company makes fail, with the reason. Everything else is planted; a test
 * compares this list with the checks that there are, both ways.
 */
export const unplanted: Readonly<Record<string, string>> = {
  'access-scope-drift': 'what was approved is said in the product, not in an export',
  'agent-mcp-unauthenticated':
    'a configuration file never tells that a remote server asks for nothing: its client may negotiate OAuth',
  'application-not-approved':
    'told by suites whose exports the company does not have: Google Workspace and Slack',
  'application-refresh-forever': 'told by suites whose exports the company does not have',
  'credential-shared-by-consumers':
    'which programs present a credential is told by logs, which are no exports yet',
  'database-weak-password-scheme': 'the company has no logins of PostgreSQL, MySQL or MongoDB',
  'token-in-default-project': 'the company has no keys of Anthropic or OpenAI',
};
