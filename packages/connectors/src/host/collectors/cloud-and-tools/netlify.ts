import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const netlify = toolFile({
  id: 'host.netlify',
  title: 'Netlify login',
  format: 'jsonc',
  reads: [
    { home: '.config/netlify/config.json' },
    { home: '.netlify/config.json' },
    { home: 'Library/Preferences/netlify/config.json' },
  ],
  *items({ value }) {
    for (const [user, settings] of entriesOf(at(value, 'users'))) {
      yield {
        path: ['users', user, 'auth', 'token'],
        name: `Netlify token of ${textOf(at(settings, 'email')) ?? user}`,
        provider: 'netlify',
        kind: 'token',
        nativeType: 'netlify-token',
        attributes: { boundToPerson: true },
      };
    }
  },
});
