/**
 * Checks that no export of this company makes fail, with the reason. Everything else is planted; a test
 * compares this list with the checks that there are, both ways.
 */
export const unplanted: Readonly<Record<string, string>> = {
  'access-scope-drift': 'what was approved is said in the product, not in an export',
  'agent-mcp-unauthenticated':
    'a configuration file never tells that a remote server asks for nothing: its client may negotiate OAuth',
  'credential-shared-by-consumers':
    'which programs present a credential is told by logs, which are no exports yet',
  'exposure-at-provider': 'no importer tells of secrets in fields of a provider',
};
