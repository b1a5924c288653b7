import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

/** rclone obscures passwords with a key that everybody knows: they count as readable. */
export const rclone = toolFile({
  id: 'host.rclone',
  title: 'rclone remotes',
  format: 'ini',
  reads: [
    { home: '.config/rclone/rclone.conf' },
    { home: '.rclone.conf' },
    { name: 'rclone.conf' },
  ],
  *items({ value }) {
    for (const [remote, settings] of entriesOf(value)) {
      const provider = textOf(at(settings, 'type')) ?? 'rclone';
      for (const field of [
        'secret_access_key',
        'pass',
        'password',
        'token',
        'client_secret',
        'key',
        'account_key',
        'service_account_credentials',
        'sas_url',
        'bearer_token',
        'api_key',
      ]) {
        const id = field === 'secret_access_key' ? textOf(at(settings, 'access_key_id')) : null;
        yield {
          path: [remote, field],
          name: `${field} of remote ${remote}`,
          provider,
          kind:
            field === 'secret_access_key'
              ? 'access-key'
              : /pass/.test(field)
                ? 'password'
                : 'token',
          nativeType: `rclone-${field.replaceAll('_', '-')}`,
          ...(id === null ? {} : { publicId: id }),
        };
      }
    }
  },
});
