import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './database-login.ts';
import { toolFile } from './tool-file.ts';

/** The older client of Snowflake. */
export const snowsql = toolFile({
  id: 'host.snowsql',
  title: 'SnowSQL connections',
  format: 'ini',
  reads: [{ home: '.snowsql/config' }],
  *items({ value }) {
    for (const [section, settings] of entriesOf(value)) {
      if (!section.startsWith('connections')) continue;
      yield {
        path: [section, 'password'],
        name: `password of ${section}`,
        provider: 'snowflake',
        kind: 'password',
        nativeType: 'snowflake-password',
        identity: login(
          'snowflake',
          textOf(at(settings, 'username')) ?? 'default',
          textOf(at(settings, 'accountname')) ?? 'unknown account',
        ),
      };
    }
  },
});
