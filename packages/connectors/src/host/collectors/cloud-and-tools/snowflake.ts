import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './database-login.ts';
import { toolFile } from './tool-file.ts';

/** Snowflake: `connections.toml`, and the same under `connections` in `config.toml`. */
export const snowflake = toolFile({
  id: 'host.snowflake',
  title: 'Snowflake connections',
  format: 'toml',
  reads: [
    { home: '.snowflake/connections.toml' },
    { home: '.snowflake/config.toml' },
    { home: '.config/snowflake/*.toml' },
  ],
  *items({ value }) {
    const nested = at(value, 'connections');
    const found =
      nested === undefined
        ? entriesOf(value).map(([name, settings]) => [[name], settings] as const)
        : entriesOf(nested).map(([name, settings]) => [['connections', name], settings] as const);
    for (const [path, settings] of found) {
      const user = textOf(at(settings, 'user')) ?? 'default';
      const identity = login(
        'snowflake',
        user,
        textOf(at(settings, 'account')) ?? 'unknown account',
      );
      for (const field of ['password', 'token', 'private_key_passphrase', 'private_key_raw']) {
        yield {
          path: [...path, field],
          name: `${field} of ${path.join('.')}`,
          provider: 'snowflake',
          kind:
            field === 'token' ? 'token' : field === 'private_key_raw' ? 'private-key' : 'password',
          nativeType: `snowflake-${field.replaceAll('_', '-')}`,
          identity,
        };
      }
      for (const field of ['private_key_file', 'private_key_path', 'token_file_path']) {
        const file = textOf(at(settings, field));
        if (file !== null)
          yield { path: [...path, field], store: 'file', name: file, provider: 'snowflake' };
      }
    }
  },
});
