import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './database-login.ts';
import { toolFile } from './tool-file.ts';

/** Profiles of dbt: `<profile>.outputs.<target>`. */
export const dbt = toolFile({
  id: 'host.dbt',
  title: 'dbt profiles',
  format: 'yaml',
  reads: [{ home: '.dbt/profiles.yml' }, { name: 'profiles.yml' }],
  *items({ value }) {
    for (const [profile, settings] of entriesOf(value)) {
      for (const [target, output] of entriesOf(at(settings, 'outputs'))) {
        const provider = textOf(at(output, 'type')) ?? 'database';
        const user = textOf(at(output, 'user')) ?? textOf(at(output, 'username')) ?? 'default';
        const host =
          textOf(at(output, 'host')) ??
          textOf(at(output, 'account')) ??
          textOf(at(output, 'project')) ??
          'unknown host';
        for (const field of [
          'password',
          'pass',
          'token',
          'private_key',
          'private_key_passphrase',
          'client_secret',
          'refresh_token',
        ]) {
          const kind =
            field === 'private_key' ? 'private-key' : /pass/.test(field) ? 'password' : 'token';
          yield {
            path: [profile, 'outputs', target, field],
            name: `${field} of ${profile} (${target})`,
            provider,
            kind,
            nativeType: `${provider}-${field.replaceAll('_', '-')}`,
            identity: login(provider, user, host),
          };
        }
        yield {
          path: [profile, 'outputs', target, 'keyfile_json', 'private_key'],
          name: `key of ${profile} (${target})`,
          provider: 'google-cloud',
          kind: 'private-key',
          nativeType: 'google-service-account-key',
        };
      }
    }
  },
});
