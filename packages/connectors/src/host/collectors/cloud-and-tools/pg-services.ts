import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './database-login.ts';
import { toolFile } from './tool-file.ts';

export const pgServices = toolFile({
  id: 'host.pg-services',
  title: 'PostgreSQL service file',
  format: 'ini',
  reads: [{ home: '.pg_service.conf' }, { name: 'pg_service.conf' }],
  *items({ value }) {
    for (const [service, settings] of entriesOf(value)) {
      const [user, host] = [
        textOf(at(settings, 'user')) ?? 'default',
        textOf(at(settings, 'host')) ?? 'localhost',
      ];
      yield {
        path: [service, 'password'],
        name: `service ${service}`,
        provider: 'postgresql',
        kind: 'password',
        nativeType: 'postgresql-password',
        identity: login('postgresql', user, host),
      };
    }
  },
});
