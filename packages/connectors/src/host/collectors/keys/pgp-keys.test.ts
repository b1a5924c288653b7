import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { pgpKeys } from './pgp-keys.ts';
import { hasTool, openWorkshop, secretPieces } from './testing/tools.ts';

const workshop = openWorkshop();
const hasGpg = hasTool('gpg') && hasTool('gpgconf');
afterAll(() => {
  if (hasGpg) workshop.run('gpgconf', '--kill', 'gpg-agent');
  workshop.clear();
});

function collect(path: string, content: Uint8Array) {
  const reported = collectFrom(pgpKeys, path, { [path]: content });
  return {
    ...reported,
    credentials: reported.of('credential'),
    exposures: reported.of('exposure'),
  };
}

describe.skipIf(!hasGpg)('OpenPGP keys of GnuPG', () => {
  let fingerprints: string[] = [];

  beforeAll(() => {
    mkdirSync(join(workshop.folder, 'gnupg'), { mode: 0o700 });
    const gpg = (...args: string[]) =>
      workshop.run('gpg', '--batch', '--pinentry-mode', 'loopback', '--passphrase', ...args);
    gpg(
      '',
      '--quick-gen-key',
      'Release Bot <release@example.com>',
      'ed25519',
      'sign',
      '2030-01-01',
    );
    gpg('', '--quick-gen-key', 'Old <old@example.com>', 'rsa2048', 'sign', 'never');
    gpg('correct', '--quick-gen-key', 'Sealed <sealed@example.com>', 'rsa2048', 'sign', '1y');
    gpg('', '--output', 'release.asc', '--armor', '--export-secret-keys', 'release@example.com');
    gpg('', '--output', 'release.gpg', '--export-secret-keys', 'release@example.com');
    gpg('', '--output', 'old.asc', '--armor', '--export-secret-keys', 'old@example.com');
    gpg(
      'correct',
      '--output',
      'sealed.asc',
      '--armor',
      '--export-secret-keys',
      'sealed@example.com',
    );
    gpg('', '--output', 'public.asc', '--armor', '--export', 'release@example.com');
    fingerprints = workshop
      .run('gpg', '--batch', '--with-colons', '--list-secret-keys')
      .split('\n')
      .filter((line) => line.startsWith('fpr:'))
      .map((line) => line.split(':')[9] ?? '');
  }, 60_000);

  it('reads fingerprint, user id, dates and the missing passphrase of an armored export', () => {
    const { credentials, gaps, exposures } = collect(
      '/srv/release.asc',
      workshop.read('release.asc'),
    );

    expect(gaps).toEqual([]);
    expect(fingerprints).toContain(credentials[0]?.publicId);
    expect(credentials).toMatchObject([
      {
        name: 'Release Bot <release@example.com>',
        createdAt: { state: 'seen' },
        attributes: { algorithm: 'Ed25519', bits: 256, encrypted: false, protection: 'none' },
      },
    ]);
    expect(JSON.stringify(credentials[0]?.expiresAt)).toContain('"2030-01-01');
    expect(exposures).toHaveLength(1);
  });

  it('gives one credential of a key in armored and in binary form', () => {
    const armored = collect('/srv/release.asc', workshop.read('release.asc'));
    const binary = collect('/srv/release.gpg', workshop.read('release.gpg'));

    expect(binary.credentials[0]?.key).toBe(armored.credentials[0]?.key);
    expect(binary.credentials[0]?.fingerprint).toBe(armored.credentials[0]?.fingerprint);
  });

  it('says that a key without an end never expires', () => {
    const { credentials } = collect('/srv/old.asc', workshop.read('old.asc'));

    expect(credentials[0]).toMatchObject({
      expiresAt: { state: 'never' },
      attributes: { algorithm: 'RSA', bits: 2048 },
    });
  });

  it('makes no exposure of a key under a passphrase', () => {
    const { credentials, exposures } = collect('/srv/sealed.asc', workshop.read('sealed.asc'));

    expect(credentials[0]?.attributes).toMatchObject({ encrypted: true, protection: 'passphrase' });
    expect(exposures).toEqual([]);
  });

  it('is silent about public keys', () => {
    const { all, gaps } = collect('/srv/public.asc', workshop.read('public.asc'));

    expect([...all, ...gaps]).toEqual([]);
  });

  it("tells kind and protection of GnuPG's own key files", () => {
    const names = readdirSync(join(workshop.folder, 'gnupg/private-keys-v1.d'));

    const found = names.flatMap((name) => {
      const bytes = workshop.read(`gnupg/private-keys-v1.d/${name}`);
      return collect(`/home/ada/.gnupg/private-keys-v1.d/${name}`, bytes).credentials;
    });

    expect(found.map(({ publicId }) => `${publicId}.key`).sort()).toEqual(names.sort());
    const told = found.map(({ attributes }) =>
      JSON.stringify([attributes?.['algorithm'], attributes?.['bits'], attributes?.['protection']]),
    );
    expect(told.sort()).toEqual([
      '["Ed25519",256,"none"]',
      '["RSA",2048,"none"]',
      '["RSA",2048,"passphrase"]',
    ]);
  });

  it('never says a piece of an exported key', () => {
    const text = workshop.read('old.asc').toString();

    const said = everythingSaid(collect('/srv/old.asc', workshop.read('old.asc')));

    expect(secretPieces(text).filter((piece) => said.includes(piece))).toEqual([]);
  });

  it('names an export that was cut off', () => {
    const text = workshop.read('old.asc').toString();

    const { gaps } = collect('/srv/old.asc', Buffer.from(text.slice(0, 600)));

    expect(gaps).toMatchObject([
      { reason: 'malformed', message: expect.stringContaining('line 1') },
    ]);
  });
});
