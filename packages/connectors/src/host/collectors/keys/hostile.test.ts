import { generateKeyPairSync } from 'node:crypto';
import { things } from '@nonhuman/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../testing/fake-host.ts';
import { keyCollectors } from './index.ts';

const names: Readonly<Record<string, string>> = {
  'host.age-keys': '/home/ada/keys.txt',
  'host.certificates': '/home/ada/a.pem',
  'host.kerberos-keytabs': '/home/ada/a.keytab',
  'host.keystores': '/home/ada/a.p12',
  'host.pgp-keys': '/home/ada/a.gpg',
  'host.private-keys': '/home/ada/a.key',
  'host.ssh-authorized-keys': '/home/ada/.ssh/authorized_keys',
  'host.ssh-certificates': '/home/ada/.ssh/a-cert.pub',
  'host.ssh-config': '/home/ada/.ssh/config',
  'host.ssh-host-keys': '/etc/ssh/ssh_host_rsa_key',
  'host.ssh-known-authorities': '/home/ada/.ssh/known_hosts',
  'host.wireguard-keys': '/etc/wireguard/wg0.conf',
};

const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const der = new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
const label = ['PRIVATE', 'KEY'].join(' ');

function block(body: Uint8Array, of = label): Uint8Array {
  const base64 = Buffer.from(body).toString('base64');
  return new TextEncoder().encode(`-----BEGIN ${of}-----\n${base64}\n-----END ${of}-----\n`);
}

function bytes(...parts: (number[] | string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));
}

const huge = [0xff, 0xff, 0xff, 0xff];
const deep = bytes(Array.from({ length: 40_000 }, () => 0x30).flatMap((tag) => [tag, 0x80]));
const heads: Readonly<Record<string, Uint8Array>> = {
  'nothing at all': new Uint8Array(0),
  'a megabyte of zeros': new Uint8Array(1_000_000),
  'a length of four gigabytes in DER': bytes([0x30, 0x84], huge),
  'ASN.1 nested 40,000 deep without lengths': deep,
  'the same in a certificate block': block(deep, 'CERTIFICATE'),
  'ASN.1 nested 20,000 deep': nested(20_000),
  'a PKCS#12 nested 2,000 deep': bytes([0x30, 0x80, 0x02, 0x01, 0x03], nested(2_000)),
  'a JKS of four billion entries': bytes([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2], huge),
  'a JKS alias beyond the end': bytes(
    [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 9, 0, 0, 0, 1],
    huge,
  ),
  'a keytab entry beyond the end': bytes([5, 2, 0x7f, 0xff, 0xff, 0xff]),
  'a keytab hole beyond the end': bytes([5, 2, 0x80, 0, 0, 0]),
  'an OpenPGP packet beyond the end': bytes([0x94 | 3, ...huge], [0xd5, 0xff], huge),
  'an OpenSSH key with four billion keys': block(
    bytes('openssh-key-v1\0', [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], huge),
    `OPENSSH ${label}`,
  ),
  'a PuTTY key with a billion lines': bytes(
    'PuTTY-User-Key-File-3: ssh-rsa\r\nPublic-Lines: 999999999\r\n',
  ),
  'a megabyte of BEGIN': bytes('-----BEGIN '.repeat(90_000)),
  'a megabyte of blocks that never end': bytes(`-----BEGIN ${label}-----\n`.repeat(35_000)),
  'a megabyte of quotes': bytes(`ssh-rsa ${'"'.repeat(1_000_000)}`),
  'a megabyte of options': bytes(`${'a,'.repeat(500_000)} ssh-rsa AAAA`),
  'a megabyte of headers': bytes(
    `-----BEGIN ${label}-----\n`,
    'a: b\n'.repeat(200_000),
    `\n-----END ${label}-----`,
  ),
};

function nested(depth: number): Uint8Array {
  const parts: number[][] = [];
  let length = 0;
  for (let level = 0; level < depth; level += 1) {
    const head = [0x30, 0x83, (length >> 16) & 255, (length >> 8) & 255, length & 255];
    parts.unshift(head);
    length += head.length;
  }
  return new Uint8Array(parts.flat());
}

describe.each(keyCollectors.map((collector) => [collector.id, collector] as const))(
  '%s',
  (id, collector) => {
    const path = names[id] ?? '';
    /** How many of its rows the model refuses. */
    const refused = (content: Uint8Array) =>
      collectFrom(collector, path, { [path]: content }).all.filter(
        ({ noun, value }) => !things[noun].safeParse(value).success,
      ).length;

    it('is given a file in this test', () => {
      expect(path).not.toBe('');
    });

    it.each(Object.entries(heads))('survives %s', (_, content) => {
      expect(refused(content)).toBe(0);
    });

    it('survives any bytes', () => {
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 300 }),
          fc.constantFrom(...Object.values(heads)),
          (noise, head) => {
            expect(refused(noise)).toBe(0);
            expect(refused(bytes(head.subarray(0, 64), noise))).toBe(0);
            expect(refused(block(noise))).toBe(0);
            expect(refused(block(noise, 'CERTIFICATE'))).toBe(0);
            expect(refused(block(noise, 'PGP PRIVATE KEY BLOCK'))).toBe(0);
          },
        ),
        { numRuns: 60 },
      );
    });

    it('survives any cut and any changed byte of a real key', () => {
      fc.assert(
        fc.property(fc.nat(der.length - 1), fc.nat(255), (at, value) => {
          expect(refused(der.subarray(0, at))).toBe(0);
          const changed = der.with(at, value);
          expect(refused(changed)).toBe(0);
          expect(refused(block(changed))).toBe(0);
        }),
        { numRuns: 60 },
      );
    });
  },
);
