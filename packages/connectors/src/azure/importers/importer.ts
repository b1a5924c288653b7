import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { identityLists } from './identity-lists.ts';
import { roleLists } from './role-lists.ts';
import { type AzureState, startState } from './state.ts';
import { vaultLists } from './vault-lists.ts';

/** Reads what `az` prints of Azure Resource Manager. */
export const importer = defineAnswerImporter<AzureState>({
  id: 'azure',
  title: 'Azure',
  description:
    'Sign in with `az login`; the commands need jq and the extension resource-graph. Run them for each subscription, with SUBSCRIPTION set to its id.',
  permissions: [
    'Reader on the subscription, better on the root management group',
    'Key Vault Reader on the vaults (names and dates, no values)',
  ],
  cannotTell: [
    'What a principal of a role assignment is, beyond user, group and service principal: Entra knows it.',
    'When a role, a managed identity or a shared key was used; activity and resource logs do.',
    'Shared access signatures that were handed out: nobody keeps a list of them.',
    'Whether the principal of a vault access policy is a person: only its object id is told.',
    'Rights inside of resources: database logins, Kubernetes roles, tokens of registries.',
  ],
  scope: {
    kind: 'azure-scope',
    title: 'the Azure subscription',
    option: 'subscription',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: [...identityLists, ...roleLists, ...vaultLists],
  refusal(answer) {
    const { error, code, message } = answer;
    if (typeof error === 'object' && error !== null && 'code' in error)
      return `Azure refused the call (${String(error.code)})`;
    return typeof code === 'string' && typeof message === 'string' && !('id' in answer)
      ? `Azure refused the call (${code})`
      : null;
  },
  start: startState,
});
