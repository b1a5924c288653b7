import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pemBlocks } from '../../../formats/pem.ts';
import { readSpki, spkiHash } from '../../../formats/public-key.ts';
import { readOpenSshKeys } from '../../../formats/ssh.ts';
import { collectFrom, everythingSaid, type FakeFile } from '../../testing/fake-host.ts';
import { privateKeys } from './private-keys.ts';
import { hasTool, openWorkshop, secretPieces } from './testing/tools.ts';

const workshop = openWorkshop();
afterAll(() => workshop.clear());

function collect(path: string, files: Record<string, FakeFile>) {
  const reported = collectFrom(privateKeys, path, files);
  const [credential] = reported.of('credential');
  return { ...reported, credential, exposures: reported.of('exposure') };
}

function pem(key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1', passphrase?: string): string {
  const options = { format: 'pem', type } as const;
  return key
    .export(passphrase ? { ...options, cipher: 'aes-256-cbc', passphrase } : options)
    .toString();
}

describe.skipIf(!hasTool('ssh-keygen'))('keys that ssh-keygen makes', () => {
  beforeAll(() => {
    const make = (name: string, ...args: string[]) =>
      workshop.run('ssh-keygen', '-q', '-f', name, '-C', 'deploy@ci', ...args);
    make('id_ed25519', '-t', 'ed25519', '-N', '');
    make('sealed', '-t', 'ed25519', '-N', 'correct horse', '-a', '4');
    make('rsa', '-t', 'rsa', '-b', '2048', '-N', '');
    make('rsa-pem', '-t', 'rsa', '-b', '1024', '-m', 'PEM', '-N', '');
    make('rsa-pem-sealed', '-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', 'correct horse');
    make('rsa-pkcs8', '-t', 'rsa', '-b', '2048', '-m', 'PKCS8', '-N', '');
    make('ecdsa', '-t', 'ecdsa', '-b', '521', '-N', '');
    make('ecdsa-pem', '-t', 'ecdsa', '-b', '384', '-m', 'PEM', '-N', '');
  });

  it.each([
    ['id_ed25519', 'Ed25519', 256, 'openssh', false],
    ['sealed', 'Ed25519', 256, 'openssh', true],
    ['rsa', 'RSA', 2048, 'openssh', false],
    ['rsa-pem', 'RSA', 1024, 'pkcs1', false],
    ['rsa-pem-sealed', 'RSA', 2048, 'pkcs1', true],
    ['rsa-pkcs8', 'RSA', 2048, 'pkcs8', false],
    ['ecdsa', 'ECDSA', 521, 'openssh', false],
    ['ecdsa-pem', 'ECDSA', 384, 'sec1', false],
  ])('%s is told as %s %i, %s, with the fingerprint of ssh-keygen -l', (...expected) => {
    const [name, algorithm, bits, format, encrypted] = expected;
    const path = `/home/ada/.ssh/${name}`;

    const { credential, exposures, gaps } = collect(path, workshop.filesAt('/home/ada/.ssh'));

    expect(gaps).toEqual([]);
    const listed = workshop.run('ssh-keygen', '-l', '-f', `${name}.pub`).split(' ')[1];
    expect(credential).toMatchObject({
      provider: 'ssh',
      kind: 'ssh-key',
      name: 'deploy@ci',
      publicId: listed,
      expiresAt: { state: 'never' },
      attributes: { algorithm, bits, format, encrypted },
    });
    expect(exposures).toHaveLength(encrypted ? 0 : 1);
    expect(credential?.fingerprint === null).toBe(encrypted);
  });

  it('reads the comment of a key in clear, and no comment of an encrypted one without its .pub', () => {
    const clear = { '/home/ada/k': new Uint8Array(workshop.read('rsa')) };
    const sealed = { '/home/ada/k': new Uint8Array(workshop.read('sealed')) };

    expect(collect('/home/ada/k', clear).credential?.attributes?.['comment']).toBe('deploy@ci');
    const { credential } = collect('/home/ada/k', sealed);
    expect(credential?.attributes).not.toHaveProperty('comment');
    expect(credential?.attributes).toMatchObject({
      cipher: 'aes256-ctr',
      kdf: 'bcrypt',
      kdfRounds: 4,
      protection: 'passphrase',
    });
  });

  it('does not guess the fingerprint of an encrypted PEM key without its .pub', () => {
    const files = { '/home/ada/k.pem': new Uint8Array(workshop.read('rsa-pem-sealed')) };

    const { credential } = collect('/home/ada/k.pem', files);

    expect(credential?.publicId).toBeNull();
    expect(credential?.attributes).toMatchObject({ encrypted: true, cipher: 'aes-128-cbc' });
    expect(credential?.attributes).not.toHaveProperty('algorithm');
  });

  it('makes one credential with one fingerprint of one key in OpenSSH and in PKCS#8 form', () => {
    workshop.run('cp', 'ecdsa', 'converted');
    workshop.run('ssh-keygen', '-q', '-p', '-m', 'PKCS8', '-P', '', '-N', '', '-f', 'converted');
    const before = { '/home/ada/.ssh/a': new Uint8Array(workshop.read('ecdsa')) };
    const after = { '/home/ada/b.pem': new Uint8Array(workshop.read('converted')) };

    const one = collect('/home/ada/.ssh/a', before);
    const other = collect('/home/ada/b.pem', after);

    expect(workshop.read('converted').toString()).toContain('BEGIN PRIVATE');
    expect(other.credential?.key).toBe(one.credential?.key);
    expect(other.credential?.fingerprint).toBe(one.credential?.fingerprint);
    expect(other.credential?.identityKey).toBe(one.credential?.identityKey);
    expect(other.exposures[0]?.key).not.toBe(one.exposures[0]?.key);
  });

  it('never says a piece of any private key', () => {
    const files = workshop.filesAt('/home/ada/.ssh');
    const names = Object.keys(files).filter((name) => !name.endsWith('.pub'));

    const said = names.map((name) => everythingSaid(collectFrom(privateKeys, name, files))).join();

    const pieces = names.flatMap((name) =>
      secretPieces(String(workshop.read(name.split('/')[4] ?? ''))),
    );
    expect(pieces.length).toBeGreaterThan(40);
    expect(pieces.filter((piece) => said.includes(piece))).toEqual([]);
  });

  it('says of a key file whether version control holds it', () => {
    const content = new Uint8Array(workshop.read('rsa'));
    const files = { '/home/ada/app/id_rsa': { content, tracked: true, mode: '0644' } };

    const { exposures } = collect('/home/ada/app/id_rsa', files);

    expect(exposures[0]).toMatchObject({
      setting: 'tool-configuration',
      place: { readableBy: 'everyone', tracked: true },
    });
  });
});

describe('keys in PEM and DER', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
  const ed448 = generateKeyPairSync('ed448');
  const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  it.each([
    ['PKCS#1', pem(rsa.privateKey, 'pkcs1'), rsa, 'RSA', 2048],
    ['PKCS#8', pem(rsa.privateKey, 'pkcs8'), rsa, 'RSA', 2048],
    [
      'PKCS#8 DER',
      new Uint8Array(rsa.privateKey.export({ format: 'der', type: 'pkcs8' })),
      rsa,
      'RSA',
      2048,
    ],
    [
      'PKCS#1 DER',
      new Uint8Array(rsa.privateKey.export({ format: 'der', type: 'pkcs1' })),
      rsa,
      'RSA',
      2048,
    ],
    [
      'SEC1 DER',
      new Uint8Array(p256.privateKey.export({ format: 'der', type: 'sec1' })),
      p256,
      'ECDSA',
      256,
    ],
    ['DSA in PKCS#8', pem(dsa.privateKey, 'pkcs8'), dsa, 'DSA', 1024],
    ['Ed448 in PKCS#8', pem(ed448.privateKey, 'pkcs8'), ed448, 'Ed448', 456],
    ['a curve that SSH does not know', pem(secp256k1.privateKey, 'sec1'), secp256k1, 'ECDSA', 256],
  ])('%s gives the hash of the public key, kind and size', (_, content, pair, algorithm, bits) => {
    const { credential, exposures, gaps } = collect('/srv/app.key', { '/srv/app.key': content });

    const spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
    expect(gaps).toEqual([]);
    expect(credential?.attributes).toMatchObject({ algorithm, bits, spkiSha256: spkiHash(spki) });
    expect(credential).toMatchObject({ kind: 'private-key', provider: 'generic' });
    expect(exposures).toHaveLength(1);
  });

  it('names cipher and derivation of an encrypted PKCS#8 key, and no exposure', () => {
    const files = { '/srv/app.key': pem(rsa.privateKey, 'pkcs8', 'correct horse') };

    const { credential, exposures } = collect('/srv/app.key', files);

    expect(credential?.attributes).toMatchObject({
      encrypted: true,
      cipher: 'aes-256-cbc',
      kdf: 'pbkdf2',
      kdfRounds: 2048,
    });
    expect(exposures).toEqual([]);
  });

  it('takes a key of an algorithm that is not known here for a key all the same', () => {
    const seed = randomBytes(32);
    const head = '3034020100300b060960864801650304031204220420';
    const der = Buffer.concat([Buffer.from(head, 'hex'), seed]);

    const reported = collect('/srv/app.key', { '/srv/app.key': new Uint8Array(der) });

    expect(reported.credential).toMatchObject({ publicId: null, attributes: { encrypted: false } });
    expect(reported.exposures).toHaveLength(1);
    expect(everythingSaid(reported)).not.toContain(seed.toString('base64').slice(4, 24));
  });

  it('finds every key of a bundle, by line', () => {
    const bundle = pem(rsa.privateKey, 'pkcs8') + pem(p256.privateKey, 'sec1');

    const { all } = collectFrom(privateKeys, '/srv/a.pem', { '/srv/a.pem': bundle });

    const lines = all.flatMap((row) => (row.noun === 'exposure' ? [row.value.place.line] : []));
    expect(lines).toEqual([
      1,
      bundle.split('\n').findIndex((line) => line.includes('BEGIN EC')) + 1,
    ]);
  });

  it.each([
    ['a public key', rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()],
    ['a presentation', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])],
    ['translations', 'greeting=Hello\nkey=Schlüssel\n'],
    ['parameters', `-----BEGIN DH PARAMETERS-----\nMAAA\n-----END DH PARAMETERS-----\n`],
    ['a request', `-----BEGIN CERTIFICATE REQUEST-----\nMAAA\n-----END CERTIFICATE REQUEST-----\n`],
    ['nothing', ''],
  ])('is silent about %s', (_, content) => {
    const { all, gaps } = collectFrom(privateKeys, '/srv/a.key', { '/srv/a.key': content });

    expect([...all, ...gaps]).toEqual([]);
  });

  it('shows nothing of what stands where a damaged key has its type', () => {
    const type = `\0\0\0\x20${'ab'.repeat(16)}`;
    const head = 'openssh-key-v1\0\0\0\0\x04none\0\0\0\x04none\0\0\0\0\0\0\0\x01\0\0\0\x24';
    const body = Buffer.from(head + type).toString('base64');
    const label = ['OPENSSH', 'PRIVATE', 'KEY'].join(' ');
    const text = `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

    const reported = collectFrom(privateKeys, '/srv/a.key', { '/srv/a.key': text });

    expect(reported.gaps).toHaveLength(1);
    expect(everythingSaid(reported)).not.toContain('abab');
  });

  it.each([
    ['a missing END line', (text: string) => text.slice(0, 400), 'END line is missing'],
    ['a body that is not base64', (text: string) => text.replace('MI', '!!'), 'not base64'],
    ['a body that is no key', (text: string) => text.replace(/\n[\s\S]{600}/, '\n'), 'no such key'],
  ])('names the line of %s', (_, damage, expected) => {
    const text = `# mine\n${damage(pem(rsa.privateKey, 'pkcs8'))}`;

    const { all, gaps } = collectFrom(privateKeys, '/srv/a.key', { '/srv/a.key': text });

    expect(all).toEqual([]);
    expect(gaps).toMatchObject([
      { reason: 'malformed', message: expect.stringContaining('line 2') },
    ]);
    expect(gaps[0]?.message).toContain(expected);
  });
});

describe('PuTTY keys', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const string = (part: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, part.length]), part]);
  const blob = Buffer.concat([string(Buffer.from('ssh-ed25519')), string(raw)]).toString('base64');
  const ppk = (version: number, encryption: string) =>
    [
      `PuTTY-User-Key-File-${version}: ssh-ed25519`,
      `Encryption: ${encryption}`,
      'Comment: build server',
      'Public-Lines: 2',
      blob.slice(0, 64),
      blob.slice(64),
      ...(version === 3 && encryption !== 'none' ? ['Key-Derivation: Argon2id'] : []),
      'Private-Lines: 1',
      Buffer.alloc(36, 7).toString('base64'),
      'Private-MAC: 00',
    ].join('\r\n');

  it.each([
    [2, 'none', false, {}],
    [2, 'aes256-cbc', true, { kdf: 'SHA-1' }],
    [3, 'none', false, {}],
    [3, 'aes256-cbc', true, { kdf: 'Argon2id' }],
  ])(
    'version %i with encryption %s tells key, comment and protection',
    (version, encryption, encrypted, more) => {
      const files = { '/home/ada/k.ppk': ppk(version, encryption) };

      const { credential, exposures } = collect('/home/ada/k.ppk', files);

      const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
      expect(credential).toMatchObject({
        name: 'build server',
        publicId: readSpki(spki).sshFingerprint,
        attributes: { algorithm: 'Ed25519', encrypted, ...more },
      });
      expect(exposures).toHaveLength(encrypted ? 0 : 1);
    },
  );
});

describe('keys in hardware', () => {
  it('tells a security key as such: the file holds a handle and exposes nothing', () => {
    const string = (part: string | Buffer) => {
      const bytes = Buffer.from(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return Buffer.concat([length, bytes]);
    };
    const type = 'sk-ssh-ed25519@openssh.com';
    const publicPart = Buffer.concat([string(type), string(Buffer.alloc(32, 9)), string('ssh:')]);
    const privatePart = Buffer.concat([
      Buffer.alloc(8),
      publicPart,
      Buffer.from([1]),
      string(Buffer.alloc(64, 3)),
      string(''),
      string('yubikey'),
    ]);
    const body = Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      ...['none', 'none', ''].map((part) => string(part)),
      Buffer.from([0, 0, 0, 1]),
      string(publicPart),
      string(privatePart),
    ]);
    const label = ['OPENSSH', 'PRIVATE', 'KEY'].join(' ');
    const text = `-----BEGIN ${label}-----\n${body.toString('base64')}\n-----END ${label}-----\n`;

    const { credential, exposures } = collect('/home/ada/.ssh/sk', { '/home/ada/.ssh/sk': text });

    expect(readOpenSshKeys(pemBlocks(text)[0]?.bytes ?? new Uint8Array(0))).toHaveLength(1);
    expect(credential).toMatchObject({
      name: 'yubikey',
      attributes: { protection: 'security-key' },
    });
    expect(exposures).toEqual([]);
  });
});
