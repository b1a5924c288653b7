import { at, entriesOf } from '../../../formats/json-value.ts';
import { registryLogin, withoutScheme } from './registry-login.ts';
import { toolFile } from './tool-file.ts';

/** Yarn from 2 on. */
export const yarnrc = toolFile({
  id: 'host.yarnrc',
  title: 'Yarn registry logins',
  format: 'yaml',
  reads: [{ name: '.yarnrc.yml' }],
  *items({ value }) {
    const places: [readonly string[], string][] = [[[], 'the default registry']];
    for (const section of ['npmRegistries', 'npmScopes'])
      for (const [name] of entriesOf(at(value, section))) places.push([[section, name], name]);
    for (const [path, name] of places) {
      yield {
        path: [...path, 'npmAuthToken'],
        name: `token for ${name}`,
        provider: 'npm',
        kind: 'token',
        nativeType: 'npm-token',
        identity: registryLogin(withoutScheme(name), null),
      };
      yield {
        path: [...path, 'npmAuthIdent'],
        name: `login for ${name}`,
        provider: 'npm',
        kind: 'password',
        nativeType: 'npm-password',
        identity: registryLogin(withoutScheme(name), null),
      };
    }
  },
});
