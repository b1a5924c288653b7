import { at, listOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

/** The tokens themselves lie in the keychain, or in an encrypted file of the `file` vault. */
export const infisical = toolFile({
  id: 'host.infisical',
  title: 'Infisical logins',
  format: 'jsonc',
  reads: [{ home: '.infisical/infisical-config.json' }],
  *items({ value }) {
    for (const [index, user] of listOf(at(value, 'loggedInUsers')).entries()) {
      yield {
        path: ['loggedInUsers', String(index)],
        store: textOf(at(value, 'vaultBackendType')) ?? 'keychain',
        name: textOf(at(user, 'email')) ?? 'an account',
        provider: 'infisical',
      };
    }
    yield {
      path: ['vaultBackendPassphrase'],
      name: 'passphrase of the file vault',
      provider: 'infisical',
      kind: 'password',
      nativeType: 'infisical-vault-passphrase',
    };
  },
});
