import { entriesOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

/** RubyGems writes symbols as keys: `:rubygems_api_key:`. */
export const rubygems = toolFile({
  id: 'host.rubygems',
  title: 'RubyGems and Bundler logins',
  format: 'yaml',
  reads: [
    { home: '.gem/credentials' },
    { home: '.local/share/gem/credentials' },
    { home: '.bundle/config' },
  ],
  *items({ value }) {
    for (const [key, text] of entriesOf(value)) {
      const name = key.replaceAll(':', '');
      if (name.endsWith('api_key') || /^https?/.test(key))
        yield {
          path: [key],
          name: `RubyGems ${name}`,
          provider: 'rubygems',
          kind: 'api-key',
          nativeType: 'rubygems-api-key',
        };
      else if (/^BUNDLE_[A-Z0-9_]+__[A-Z]/.test(key) && (textOf(text) ?? '').includes(':'))
        yield {
          path: [key],
          value: (textOf(text) ?? '').split(':').slice(1).join(':'),
          name: `Bundler login for ${key.slice(7).replaceAll('__', '.').toLowerCase()}`,
          provider: 'rubygems',
          kind: 'password',
          nativeType: 'bundler-password',
        };
    }
  },
});
