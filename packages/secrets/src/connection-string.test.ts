import { describe, expect, it } from 'vitest';
import { connectionStringParts } from './connection-string.ts';

describe('connectionStringParts', () => {
  it.each([
    [
      'postgres://app:pw@db.example:5432/orders?sslmode=require',
      ['postgres', 'app', 'pw', 'db.example', 'orders'],
    ],
    [
      'mongodb+srv://app:p%40ss%2Fw@c0.mongo.example/',
      ['mongodb+srv', 'app', 'p@ss/w', 'c0.mongo.example', null],
    ],
    [
      'mysql+pymysql://app:p@ss!@db.example/x',
      ['mysql+pymysql', 'app', 'p@ss!', 'db.example', 'x'],
    ],
    ['redis://:pw@cache.example:6379/0', ['redis', '', 'pw', 'cache.example', '0']],
    ['amqp://app:a:b@mq.example', ['amqp', 'app', 'a:b', 'mq.example', null]],
    [
      'mongodb://a:pw@h1.example:27017,h2.example:27018/db',
      ['mongodb', 'a', 'pw', 'h1.example,h2.example', 'db'],
    ],
    ['jdbc:postgresql://db/orders?user=app&password=pw', ['postgresql', '', 'pw', 'db', 'orders']],
    ['POSTGRES://app@db/x', ['postgres', 'app', null, 'db', 'x']],
    ['https://db.internal/path', ['https', '', null, 'db.internal', 'path']],
    ['redis://app:100%@cache.example', ['redis', 'app', '100%', 'cache.example', null]],
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
