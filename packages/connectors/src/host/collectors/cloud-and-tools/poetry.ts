import { at, entriesOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

/** Poetry's file of logins. */
export const poetry = toolFile({
  id: 'host.poetry',
  title: 'Poetry logins',
  format: 'toml',
  reads: [
    { home: '.config/pypoetry/auth.toml' },
    { home: 'Library/Application Support/pypoetry/auth.toml' },
  ],
  *items({ value }) {
    for (const [name] of entriesOf(at(value, 'pypi-token')))
      yield {
        path: ['pypi-token', name],
        name: `token for ${name}`,
        provider: 'pypi',
        kind: 'token',
        nativeType: 'pypi-token',
      };
    for (const [name] of entriesOf(at(value, 'http-basic')))
      yield {
        path: ['http-basic', name, 'password'],
        name: `login for ${name}`,
        provider: 'pypi',
        kind: 'password',
        nativeType: 'pypi-password',
      };
  },
});
