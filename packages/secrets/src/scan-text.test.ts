import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from './detectors.ts';
import { identifyToken, scanText } from './scan-text.ts';
import { exampleOf, plantedSecret } from './testing/index.ts';

const github = exampleOf('github-personal-access-token', 1);
const withChecksum = detectors.filter(({ checksum }) => checksum !== undefined);

describe('scanText', () => {
  it('gives offsets in UTF-16 units, and lines and columns from one', () => {
    const text = `α😀\r\n\n  token: ${github}`;

    const [match] = scanText(text);

    expect(match).toMatchObject({ line: 3, column: 10, start: text.indexOf(github) });
    expect(text.slice(match?.start, match?.end)).toBe(github);
  });

  it('sorts by place and never overlaps', () => {
    const ids = ['github-app-installation-token', 'google-service-account-key', 'generic-jwt'];
    const text = ids.map((id) => exampleOf(id, 3)).join('\n');

    const found = scanText(text);

    expect(found.map(({ detectorId }) => detectorId)).toEqual(ids);
    for (const [at, match] of found.entries()) {
      expect(match.start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0);
    }
  });

  it.each([
    ['a quote', `"${github}"`],
    ['an escaped line end', String.raw`"Bearer\n${github}\n"`],
    ['a percent escape', `?token%3D${github}&x=1`],
    ['a full stop after it', `The token is ${github}.`],
    ['an assignment without spaces', `TOKEN=${github}`],
  ])('finds a token beside %s', (_, text) => {
    expect(scanText(text).map(({ value }) => value)).toEqual([github]);
  });

  it.each([
    ['a longer word before it', `x${github}`],
    ['a longer word after it', `${github}x`],
  ])('leaves out a token with %s', (_, text) => {
    expect(scanText(text)).toEqual([]);
  });

  it.each(withChecksum.map(({ id }) => id))('drops %s when its checksum is wrong', (id) => {
    const { text, value } = plantedSecret(id, 1);
    const forged = value.slice(0, -1) + (value.endsWith('0') ? '1' : '0');
    const forgedText = text.replace(value, forged);

    expect(scanText(text)[0]?.checksum).toBe('valid');
    expect(scanText(forgedText)).toEqual([]);
    expect(scanText(forgedText, { keepInvalid: true })[0]?.checksum).toBe('invalid');
    expect(identifyToken(forged)?.checksum).toBe('invalid');
  });

  it('reads only the files a detector is for', () => {
    const { text } = plantedSecret('generic-netrc-password', 1);

    expect(scanText(text)).toEqual([]);
    expect(scanText(text, { path: 'notes/login.md' })).toEqual([]);
    expect(scanText(text, { path: 'home/.netrc' })).toHaveLength(1);
  });

  it('uses the detectors it is given', () => {
    const slack = detectors.filter(({ provider }) => provider === 'slack');

    expect(scanText(`${github} ${exampleOf('slack-bot-token', 1)}`, { detectors: slack })).toEqual([
      expect.objectContaining({ detectorId: 'slack-bot-token' }),
    ]);
  });

  it('finds a token anywhere in any text around it', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(around, around, fc.integer({ min: 1, max: 50 }), (before, after, seed) => {
        const token = exampleOf('npm-access-token', seed);
        const text = `${before} ${token} ${after}`;

        expect(scanText(text).some(({ value }) => value === token)).toBe(true);
      }),
    );
  });
});

describe('an AWS secret key', () => {
  const id = `AKIA${exampleOf('aws-access-key-id', 5).slice(4)}`;
  const secret = plantedSecret('aws-secret-access-key-beside-id', 5).value;

  it.each([
    ['named', `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`],
    ['named in JSON', `{"AccessKeyId":"${id}","SecretAccessKey":"${secret}"}`],
    ['unnamed beside its id', `new Client("${id}", "${secret}")`],
    ['named before its id', `SECRET_ACCESS_KEY=${secret}\nACCESS_KEY_ID=${id}`],
  ])('is paired with its id and reported once when it is %s', (_, text) => {
    const found = scanText(text);

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ value: secret, pairedId: id, credentialKind: 'access-key' });
  });

  it('is not seen in a hash or a path of the same length', () => {
    const hash = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

    expect(scanText(`${id} sha1:${hash}`).map(({ detectorId }) => detectorId)).toEqual([
      'aws-access-key-id',
    ]);
  });
});

describe('documented examples', () => {
  const azurite = [
    'Eby8vdM02xNOcqFlqUwJPL',
    'lmEtlCDXJ1OUzFT50uSRZ6',
    'IFsuFq2UVErCz4I6tq/K1S',
    'ZFPTOtr/KBHBeksoGMGw==',
  ];
  const tutorialJwt = (claims: object) =>
    [{ alg: 'HS256', typ: 'JWT' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV')
      .join('.');

  it.each([
    ['the AWS key id', `AKIA${'IOSFODNN7'}EXAMPLE`],
    ['the AWS secret key', `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}`],
    ['the token of jwt.io', tutorialJwt({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })],
    ['the keys of a local Supabase', tutorialJwt({ iss: 'supabase-demo', role: 'anon' })],
    [
      'the key of the Azurite emulator',
      `AccountName=devstoreaccount1;AccountKey=${azurite.join('')}`,
    ],
    ['a run of one letter', `glpat-${'x'.repeat(20)}`],
    ['a login at a documentation host', 'https://robot:Tr0ub4dor@example.com/x'],
    ['a password that is a variable', 'postgres://app:$DB_PASSWORD@db.internal/orders'],
    ['a password that is a word', 'postgres://app:password@db.internal/orders'],
    ['a local default', 'postgres://postgres:postgres@localhost:5432/dev'],
  ])('%s is no match', (_, text) => {
    expect(scanText(text)).toEqual([]);
  });
});

describe('hostile input', () => {
  const megabyte = 1_000_000;
  const filled = (piece: string) => piece.repeat(Math.ceil(megabyte / piece.length));

  it.each([
    ['one long word', filled('a')],
    ['keys that begin and never end', filled('-----BEGIN RSA PRIVATE KEY-----\n')],
    ['dashes', filled('-')],
    ['tokens glued by dots', filled('ghs_.')],
    ['half tokens', filled('eyJhbGciOi.eyJ')],
    ['logins without a host', filled('https://a:b')],
    ['login signs', filled('postgres://a:@@@')],
    ['names without values', filled('aws_secret_access_key = ')],
    ['key ids in a row', filled(`${exampleOf('aws-access-key-id', 1)} `)],
    ['assignments of spaces', filled(`datadog_key=${' '.repeat(20)}`)],
  ])('is read to its end: %s', (_, text) => {
    expect(() => scanText(text)).not.toThrow();
  });

  it('finds the one token in a line of ten megabytes', () => {
    const text = `${filled('{"a":"b"},').repeat(10)}"${github}"`;

    expect(scanText(text).map(({ value }) => value)).toEqual([github]);
  });
});
