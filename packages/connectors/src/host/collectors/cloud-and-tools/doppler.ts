import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const doppler = toolFile({
  id: 'host.doppler',
  title: 'Doppler logins',
  format: 'yaml',
  reads: [{ home: '.doppler/.doppler.yaml' }],
  *items({ value }) {
    for (const [folder, settings] of entriesOf(at(value, 'scoped'))) {
      const token = textOf(at(settings, 'token')) ?? '';
      if (/^\w+-[\w-]{20,}$/.test(token) && !token.startsWith('dp.'))
        yield {
          path: ['scoped', folder, 'token'],
          store: 'keychain',
          name: `Doppler login for ${folder}`,
          provider: 'doppler',
        };
      else
        yield {
          path: ['scoped', folder, 'token'],
          name: `Doppler token for ${folder}`,
          provider: 'doppler',
          kind: 'token',
          nativeType: 'doppler-token',
        };
    }
  },
});
