import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { ageKeys } from './age-keys.ts';
import { kerberosKeytabs } from './kerberos-keytabs.ts';
import { wireguardKeys } from './wireguard-keys.ts';

describe('WireGuard configurations', () => {
  const pair = generateKeyPairSync('x25519');
  const secret = pair.privateKey
    .export({ format: 'der', type: 'pkcs8' })
    .subarray(-32)
    .toString('base64');
  const publicKey = pair.publicKey
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');
  const shared = randomBytes(32).toString('base64');
  const path = '/etc/wireguard/wg0.conf';

  it('tells the public key of the private one, and the key shared with a peer', () => {
    const peer = publicKey.replace(/^./, 'Q');
    const text = `[Interface]\nPrivateKey = ${secret}\n[Peer]\nPublicKey=${peer}\nPresharedKey=${shared}\n`;

    const reported = collectFrom(wireguardKeys, path, { [path]: text });

    expect(reported.of('credential')).toMatchObject([
      { publicId: publicKey, kind: 'private-key', attributes: { encrypted: false } },
      { kind: 'password', attributes: { peer } },
    ]);
    expect(new Set(reported.of('identity').map(({ key }) => key)).size).toBe(1);
    expect(reported.of('exposure').map(({ place }) => place.line)).toEqual([2, 5]);
    expect(everythingSaid(reported)).not.toContain(secret.slice(0, 20));
    expect(everythingSaid(reported)).not.toContain(shared.slice(0, 20));
  });

  it('names the line of a key that is none, without the key', () => {
    const reported = collectFrom(wireguardKeys, path, {
      [path]: `[Interface]\nPrivateKey = ${secret}x`,
    });

    expect(reported.gaps).toMatchObject([{ message: expect.stringContaining('Line 2') }]);
    expect(everythingSaid(reported)).not.toContain(secret.slice(0, 20));
  });
});

describe('age identities', () => {
  const letters = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
  const body = [...randomBytes(58)].map((byte) => letters[byte & 31]).join('');
  const secret = ['AGE', 'SECRET', 'KEY', `1${body}`].join('-');
  const recipient = `age1${body.toLowerCase()}`;

  it('tells the recipient that stands above a key, never the key', () => {
    const path = '/home/ada/.config/sops/age/keys.txt';
    const text = `# created: 2026-01-01T00:00:00Z\n# public key: ${recipient}\n${secret}\n`;

    const reported = collectFrom(ageKeys, path, { [path]: text });

    expect(reported.of('credential')).toMatchObject([{ name: recipient, place: { line: 3 } }]);
    expect(reported.of('exposure')).toHaveLength(1);
    expect(everythingSaid(reported)).not.toContain(body.slice(0, -4));
  });

  it('takes the identity of a plugin as a handle of hardware', () => {
    const handle = ['AGE', 'PLUGIN', 'YUBIKEY', '1QQQQQQQQQQ'].join('-');

    const reported = collectFrom(ageKeys, '/home/ada/keys.txt', { '/home/ada/keys.txt': handle });

    expect(reported.of('credential')[0]?.attributes).toMatchObject({
      plugin: 'yubikey',
      protection: 'hardware',
    });
    expect(reported.of('exposure')).toEqual([]);
  });

  it('is silent about other texts of that name', () => {
    const { all, gaps } = collectFrom(ageKeys, '/srv/keys.txt', { '/srv/keys.txt': 'a\nb\n' });

    expect([...all, ...gaps]).toEqual([]);
  });
});

describe('Kerberos keytabs', () => {
  const counted = (text: string | Buffer) => {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const entry = (of: { version: number; type: number; key: Buffer }) => {
    const body = Buffer.concat([
      Buffer.from([0, 2]),
      ...['EXAMPLE.COM', 'HTTP', 'www.example.com'].map(counted),
      u32(1),
      u32(1_767_225_600),
      Buffer.from([of.version & 255, 0, of.type]),
      counted(of.key),
      u32(of.version),
    ]);
    return Buffer.concat([u32(body.length), body]);
  };
  const aes = randomBytes(32);
  const rc4 = randomBytes(16);
  const hole = Buffer.concat([u32(-6), Buffer.alloc(6)]);
  const head = Buffer.from([5, 2]);
  const keytab = Buffer.concat([
    head,
    entry({ version: 300, type: 18, key: aes }),
    hole,
    entry({ version: 300, type: 23, key: rc4 }),
    entry({ version: 299, type: 18, key: randomBytes(32) }),
  ]);
  const path = '/srv/http.keytab';

  it('tells principal, versions and encryption types, and that RC4 is of the past', () => {
    const reported = collectFrom(kerberosKeytabs, path, { [path]: keytab });

    expect(reported.gaps).toEqual([]);
    expect(reported.of('credential')).toMatchObject([
      {
        publicId: 'HTTP/www.example.com@EXAMPLE.COM#300',
        createdAt: { value: '2026-01-01T00:00:00.000Z' },
        attributes: {
          keyVersion: 300,
          encryptionTypes: ['aes256-cts-hmac-sha1-96', 'rc4-hmac'],
          legacy: true,
        },
      },
      { attributes: { keyVersion: 299, legacy: false } },
    ]);
    expect(new Set(reported.of('identity').map(({ name }) => name))).toEqual(
      new Set(['HTTP/www.example.com@EXAMPLE.COM']),
    );
    const said = everythingSaid(reported);
    for (const key of [aes, rc4]) {
      expect(said).not.toContain(key.toString('hex').slice(0, 16));
      expect(said).not.toContain(key.toString('base64').slice(0, 12));
    }
  });

  it('reads a cut file up to the cut and names it', () => {
    const reported = collectFrom(kerberosKeytabs, path, { [path]: keytab.subarray(0, 150) });

    expect(reported.of('credential')).toHaveLength(1);
    expect(reported.gaps).toMatchObject([{ reason: 'malformed' }]);
  });

  it('names a format that it does not read', () => {
    const reported = collectFrom(kerberosKeytabs, path, { [path]: new Uint8Array([5, 1, 0, 0]) });

    expect(reported.gaps).toMatchObject([{ reason: 'unsupported' }]);
  });
});
