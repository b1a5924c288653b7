import { at, entriesOf } from '../../../formats/json-value.ts';
import { registryLogin } from './registry-login.ts';
import { toolFile } from './tool-file.ts';

export const cargo = toolFile({
  id: 'host.cargo',
  title: 'Cargo registry tokens',
  format: 'toml',
  reads: [{ home: '.cargo/credentials.toml' }, { home: '.cargo/credentials' }],
  *items({ value }) {
    yield {
      path: ['registry', 'token'],
      name: 'token for crates.io',
      provider: 'crates-io',
      kind: 'token',
      nativeType: 'crates-io-token',
      identity: registryLogin('crates.io', null),
    };
    for (const [name] of entriesOf(at(value, 'registries')))
      yield {
        path: ['registries', name, 'token'],
        name: `token for ${name}`,
        provider: 'cargo',
        kind: 'token',
        nativeType: 'cargo-token',
        identity: registryLogin(name, null),
      };
  },
});
