import { at, textOf } from '../../../formats/json-value.ts';
import { serviceAccount } from './google-service-account.ts';
import { toolFile } from './tool-file.ts';

/** Accounts that gcloud is configured with; the tokens lie in `credentials.db`, which is not read. */
export const gcloudConfigurations = toolFile({
  id: 'host.gcloud-configurations',
  title: 'gcloud configurations',
  format: 'ini',
  reads: [{ home: '.config/gcloud/configurations/config_*' }],
  cannotTell: ['the tokens: they lie in the SQLite file credentials.db'],
  *items(config) {
    const account = textOf(at(config.value, 'core', 'account'));
    if (account !== null)
      yield {
        path: ['core', 'account'],
        store: 'gcloud-credentials-db',
        name: account,
        provider: 'google-cloud',
      };
    const target = textOf(at(config.value, 'auth', 'impersonate_service_account'));
    if (target !== null)
      yield {
        provider: 'google-cloud',
        identity: serviceAccount(target),
        delegation: {
          kind: 'impersonate',
          from: { key: account ?? 'gcloud', name: account ?? 'gcloud' },
        },
      };
  },
});
