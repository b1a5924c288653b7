import { defineAnswerImporter } from '@nonhuman/connector-kit';
import {
  databaseConnections,
  databaseRoles,
  leases,
  pkiRoles,
  secretPaths,
} from './engine-lists.ts';
import { noteMissing } from './extent.ts';
import { entities, groups, roles, secretIds, tokens } from './identity-lists.ts';
import { authConfigs, authMounts, policies, secretMounts } from './mount-lists.ts';
import { startVault, type VaultState } from './state.ts';

/** Reads what the `vault` (or `bao`) command prints. */
export const importer = defineAnswerImporter<VaultState>({
  id: 'vault',
  title: 'HashiCorp Vault and OpenBao',
  description:
    'Set VAULT to a name for this Vault, and VAULT_ADDR, VAULT_TOKEN and (for each namespace, with a VAULT name of its own) VAULT_NAMESPACE as usual. The commands need jq; with OpenBao write bao for vault. Run them in this order: some read the file of another. No command reads a value of a secret.',
  permissions: [
    'read and list: sys/auth, sys/mounts, sys/policies/acl/*, auth/+/config, auth/+/role/*, auth/+/roles/*, auth/+/users/*, auth/+/certs/*, identity/entity/id/*, identity/group/id/*',
    'list auth/+/role/+/secret-id and update auth/+/role/+/secret-id-accessor/lookup (it only reads)',
    'list and sudo: auth/token/accessors, sys/leases/lookup/*; update auth/token/lookup-accessor and sys/leases/lookup (they only read)',
    'read and list: the config, roles and static-roles of database mounts, the roles of PKI mounts, the metadata of KV mounts',
  ],
  cannotTell: [
    'When a token, secret id, role or secret was last used: only the audit log does.',
    'Whether an entity is a person.',
    'Who reads which secret: policies tell who may.',
    'The value of any secret.',
    'When secrets of KV version 1 changed.',
    'Which database login a lease stands for; its role and time of issue are told, which names of such logins carry.',
    'Batch tokens, which have no accessor.',
  ],
  scope: { kind: 'vault', title: 'the Vault', option: 'vault' },
  answers: [
    authMounts,
    secretMounts,
    authConfigs,
    policies,
    groups,
    entities,
    roles,
    secretIds,
    tokens,
    leases,
    databaseConnections,
    databaseRoles,
    pkiRoles,
    secretPaths,
  ],
  refusal: (answer) => {
    const errors = answer['errors'];
    return Array.isArray(errors) ? 'Vault refused the call' : null;
  },
  start: startVault,
  finish(context) {
    noteMissing(context);
    return [];
  },
});
