import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { expiryOf, toolFile } from './tool-file.ts';

/** Tokens of `az login`, where they are not encrypted by the system. */
export const azureTokenCache = toolFile({
  id: 'host.azure-token-cache',
  title: 'Azure token cache',
  format: 'jsonc',
  reads: [{ home: '.azure/msal_token_cache.json' }, { home: '.IdentityService/msal.cache' }],
  *items(config) {
    for (const section of ['RefreshToken', 'AccessToken']) {
      for (const [key, token] of entriesOf(at(config.value, section))) {
        const account = textOf(at(token, 'home_account_id')) ?? 'account';
        yield {
          path: [section, key, 'secret'],
          name: `${section === 'RefreshToken' ? 'refresh' : 'access'} token of ${textOf(at(token, 'client_id')) ?? 'a client'}`,
          provider: 'azure',
          kind: 'session',
          nativeType: section === 'RefreshToken' ? 'azure-refresh-token' : 'azure-access-token',
          identity: {
            kind: 'application',
            nativeType: 'azure-cli-login',
            key: `azure:login:${account}`,
            name: `Azure CLI login ${account.split('.')[0] ?? ''}`,
          },
          ...(section === 'AccessToken' ? { expiresAt: expiryOf(at(token, 'expires_on')) } : {}),
          attributes: { boundToPerson: true },
        };
      }
    }
  },
});
