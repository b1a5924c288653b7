import type { SecretDetector } from '../detector.ts';
import { anyCase } from '../pattern.ts';

const schemes =
  'postgres postgresql mysql mysql2 mariadb mongodb mongodb+srv redis rediss valkey amqp amqps mssql sqlserver oracle cockroachdb clickhouse ' +
  'cassandra neo4j neo4j+s bolt nats kafka smtp smtps ldap ldaps ftp sftp mqtt mqtts snowflake couchbase elasticsearch';
const schemeNames = schemes.split(' ');
const login = '[^\\s:/?#@"\'`<>]{0,100}:[^\\s/?#"\'`<>]{1,200}@';
/** A host, or what a template or a format string puts there. */
const host = '[A-Za-z0-9_.\\[\\]:,%$\\{\\}-]{1,300}';

/** Formats that no vendor owns. */
export const generic: readonly SecretDetector[] = [
  {
    id: 'generic-basic-auth-header',
    title: 'HTTP basic authentication header',
    provider: 'generic',
    credentialKind: 'password',
    keywords: ['basic '],
    keywordCase: 'any',
    pattern: `${anyCase('basic')} {1,3}([A-Za-z0-9+/]{12,400}={0,2})`,
    secretGroup: 1,
    basis: 'generic',
    notFollowedBy: '+/=',
    decoder: 'basic-login',
  },
  {
    id: 'generic-connection-string',
    title: 'Connection string with a password',
    provider: 'generic',
    credentialKind: 'connection-string',
    keywords: schemeNames.flatMap((scheme) => [`${scheme}://`, `${scheme}+`]),
    keywordCase: 'exact',
    pattern: `(?:${schemeNames.join('|').replaceAll('+', '\\+')})(?:\\+[a-z0-9]{1,20})?://${login}${host}(?:/[^\\s"'\`<>\\\\)]{0,300})?`,
    basis: 'generic',
    notFollowedBy: '@',
    soonAfter: { text: '@', within: 320 },
    decoder: 'connection-string',
  },
  {
    id: 'generic-jwt',
    title: 'JSON Web Token',
    provider: 'generic',
    credentialKind: 'jwt',
    keywords: ['eyJ'],
    keywordCase: 'exact',
    pattern: 'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{20,}',
    basis: 'generic',
    notFollowedBy: '-',
    longest: 8_000,
    decoder: 'jwt',
  },
  {
    id: 'generic-netrc-password',
    title: 'Password in a netrc file',
    provider: 'generic',
    credentialKind: 'password',
    keywords: ['password'],
    keywordCase: 'exact',
    pattern: 'password\\s{1,20}([^\\s]{4,200})',
    secretGroup: 1,
    basis: 'generic',
    onlyIn: '(?:^|[/\\\\])[._]netrc$',
    nearby: [
      { pattern: 'machine\\s{1,20}([^\\s]{1,200})', within: 200, required: true, as: 'host' },
      { pattern: 'login\\s{1,20}([^\\s]{1,200})', within: 200, required: false, as: 'username' },
    ],
    decoder: 'plain-password',
  },
  {
    id: 'generic-pgp-private-key',
    title: 'PGP private key',
    provider: 'generic',
    credentialKind: 'private-key',
    keywords: ['-----BEGIN PGP PRIVATE KEY BLOCK-----'],
    keywordCase: 'exact',
    pattern:
      '-----BEGIN PGP PRIVATE KEY BLOCK-----[^-]*(?:-[^-]+)*-----END PGP PRIVATE KEY BLOCK-----',
    basis: 'generic',
    longest: 60_000,
    decoder: 'private-key-block',
  },
  {
    id: 'generic-private-key',
    title: 'Private key',
    provider: 'generic',
    credentialKind: 'private-key',
    keywords: ['PRIVATE KEY-----'],
    keywordCase: 'exact',
    keywordAt: [11, 21],
    pattern:
      '-----BEGIN (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY-----[^-]*(?:-[^-]+)*-----END (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY-----',
    basis: 'generic',
    longest: 20_000,
    decoder: 'private-key-block',
  },
  {
    id: 'generic-sql-connection-password',
    title: 'Password in a database connection string',
    provider: 'generic',
    credentialKind: 'password',
    keywords: ['password=', 'pwd='],
    keywordCase: 'any',
    pattern: `(?:${anyCase('password')}|${anyCase('pwd')})=([^;"'\\s&<>]{4,128})(?:[;"'\\s]|$)`,
    secretGroup: 1,
    basis: 'generic',
    nearby: [
      {
        pattern: `(?:${anyCase('server')}|${anyCase('data source')}|${anyCase('host')}) ?= ?([^;"'\\s]{1,200});`,
        within: 300,
        required: true,
        as: 'host',
      },
      {
        pattern: `(?:${anyCase('user id')}|${anyCase('uid')}|${anyCase('username')}|${anyCase('user')}) ?= ?([^;"'\\s]{1,100});`,
        within: 300,
        required: false,
        as: 'username',
      },
    ],
    decoder: 'plain-password',
  },
  {
    id: 'generic-url-login',
    title: 'Password in a URL',
    provider: 'generic',
    credentialKind: 'password',
    keywords: ['://'],
    keywordCase: 'exact',
    keywordAt: [2, 16],
    pattern: `[a-z][a-z0-9+.-]{1,15}://[^\\s:/?#@"'\`<>]{0,100}:([^\\s/?#@"'\`<>]{4,200})@${host}`,
    secretGroup: 1,
    basis: 'generic',
    soonAfter: { text: '@', within: 320 },
    entropyAtLeast: 1.5,
    decoder: 'url-password',
  },
];
