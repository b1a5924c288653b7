import { describe, expect, it } from 'vitest';
import { connectionStringParts } from './connection-string.ts';

describe('connectionStringParts', () => {
  it.each([
    [
      'postgres://app:pw@db.internal:5432/orders?sslmode=require',
      ['postgres', 'app', 'pw', 'db.internal', 'orders'],
    ],
    [
      'mongodb+srv://app:p%40ss%2Fw@c0.mongo.test/',
      ['mongodb+srv', 'app', 'p@ss/w', 'c0.mongo.test', null],
    ],
    ['mysql://app:p@ss!@db/x', ['mysql', 'app', 'p@ss!', 'db', 'x']],
    ['redis://:pw@cache:6379/0', ['redis', '', 'pw', 'cache', '0']],
    ['amqp://app:a:b@mq', ['amqp', 'app', 'a:b', 'mq', null]],
    ['mongodb://a:pw@h1:27017,h2:27018/db', ['mongodb', 'a', 'pw', 'h1,h2', 'db']],
    ['jdbc:postgresql://db/orders?user=app&password=pw', ['postgresql', '', 'pw', 'db', 'orders']],
    ['POSTGRES://app@db/x', ['postgres', 'app', null, 'db', 'x']],
    ['https://db.internal/path', ['https', '', null, 'db.internal', 'path']],
    ['redis://app:100%@cache', ['redis', 'app', '100%', 'cache', null]],
  ] as const)('takes %s apart', (url, [scheme, username, password, host, database]) => {
    expect(connectionStringParts(url)).toEqual({ scheme, username, password, host, database });
  });

  it.each(['', 'plain words', '/a/path', 'mailto:a@b.test', '://x'])(
    'gives null for "%s"',
    (url) => {
      expect(connectionStringParts(url)).toBeNull();
    },
  );
});
