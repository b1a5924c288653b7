import { tokenFile } from './token-file.ts';

export const vaultToken = tokenFile({
  id: 'host.vault-token',
  title: 'Vault token',
  reads: [{ home: '.vault-token' }],
  provider: 'vault',
  nativeType: 'vault-token',
});
