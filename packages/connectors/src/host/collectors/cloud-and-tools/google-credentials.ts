import { at, type Json, textOf } from '../../../formats/json-value.ts';
import { serviceAccount } from './google-service-account.ts';
import { noExpiry, type ToolItem, toolFile } from './tool-file.ts';

/** Application default credentials and key files, of every type (https://google.aip.dev/auth/4110). */
export const googleCredentials = toolFile({
  id: 'host.google-credentials',
  title: 'Google Cloud credentials and service account keys',
  format: 'jsonc',
  reads: [
    { home: '.config/gcloud/application_default_credentials.json' },
    { home: '.config/gcloud/legacy_credentials/*/adc.json' },
    { home: 'AppData/Roaming/gcloud/application_default_credentials.json' },
    { name: '*service*account*.json' },
    { name: '*credential*.json' },
    { name: 'gcp*.json' },
    { name: '*key.json' },
  ],
  cannotTell: ['whether the key was disabled, and when it was last used'],
  *items(config) {
    yield* credentialOf(config.value, []);
  },
});

function* credentialOf(value: Json, path: readonly string[]): Iterable<ToolItem> {
  const type = textOf(at(value, ...path, 'type'));
  const read = (name: string) => textOf(at(value, ...path, name));
  if (type === 'service_account' || type === 'gdch_service_account') {
    const email = read('client_email') ?? read('name');
    if (email === null) return;
    yield {
      path: [...path, 'private_key'],
      name: `key of ${email}`,
      provider: 'google-cloud',
      kind: 'private-key',
      nativeType: 'google-service-account-key',
      expiresAt: noExpiry,
      ...(read('private_key_id') === null ? {} : { publicId: read('private_key_id') ?? '' }),
      identity: serviceAccount(email),
      attributes: { encrypted: false, project: read('project_id') ?? '' },
    };
  } else if (type === 'authorized_user') {
    yield {
      path: [...path, 'refresh_token'],
      name: read('account') ?? 'application default credentials',
      provider: 'google-cloud',
      kind: 'oauth-grant',
      nativeType: 'google-refresh-token',
      attributes: { boundToPerson: true, clientId: read('client_id') ?? '' },
    };
  } else if (type === 'impersonated_service_account') {
    const target = /serviceAccounts\/([^:/]+)/.exec(
      read('service_account_impersonation_url') ?? '',
    )?.[1];
    if (target !== undefined)
      yield {
        provider: 'google-cloud',
        identity: serviceAccount(target),
        delegation: {
          kind: 'impersonate',
          from: { key: 'application-default-credentials', name: 'application default credentials' },
        },
      };
    yield* credentialOf(value, [...path, 'source_credentials']);
  } else if (type === 'external_account') {
    const audience = read('audience') ?? 'workload identity pool';
    const target = /serviceAccounts\/([^:/]+)/.exec(
      read('service_account_impersonation_url') ?? '',
    )?.[1];
    if (target !== undefined)
      yield {
        provider: 'google-cloud',
        identity: serviceAccount(target),
        delegation: { kind: 'federated-login', from: { key: audience, name: audience } },
      };
    else
      yield {
        path: [...path, 'audience'],
        store: 'workload-identity-federation',
        name: audience,
        provider: 'google-cloud',
      };
  } else if (type === 'external_account_authorized_user') {
    yield {
      path: [...path, 'refresh_token'],
      name: 'workforce login',
      provider: 'google-cloud',
      kind: 'oauth-grant',
      nativeType: 'google-workforce-refresh-token',
      attributes: { boundToPerson: true },
    };
  } else if (type === null) {
    yield* oauthClient(value);
  }
}

/** `client_secret.json` of an OAuth client. */
function* oauthClient(value: Json): Iterable<ToolItem> {
  for (const form of ['installed', 'web']) {
    const clientId = textOf(at(value, form, 'client_id'));
    if (clientId === null || !clientId.endsWith('.apps.googleusercontent.com')) continue;
    yield {
      path: [form, 'client_secret'],
      name: `OAuth client ${clientId}`,
      provider: 'google-cloud',
      kind: 'oauth-client-secret',
      nativeType: 'google-oauth-client-secret',
      publicId: clientId,
      expiresAt: noExpiry,
      identity: {
        kind: 'application',
        nativeType: 'google-oauth-client',
        key: `google-cloud:oauth-client:${clientId}`,
        name: clientId,
      },
    };
  }
}
