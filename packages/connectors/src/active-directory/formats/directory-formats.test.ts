import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import {
  descriptorBytes,
  fileTimeOf,
  guidBytes,
  keyCredentialValue,
  sidBytes,
} from '../testing/bytes.ts';
import { dnParts, domainOf, fileTime, generalizedTime, guidOf, sidOf } from './directory-values.ts';
import { readKeyCredential } from './key-credential.ts';
import { controls, readSecurityDescriptor, right } from './security-descriptor.ts';

describe('times of a directory', () => {
  it.each([
    ['132223104000000000', seen('2020-01-01T00:00:00.000Z')],
    ['0', never],
    ['-1', never],
    ['9223372036854775807', never],
    ['soon', null],
    [null, null],
  ])('reads the FILETIME %s', (text, expected) => {
    expect(fileTime(text)).toEqual(expected);
  });

  it.each([
    ['20210203040506.0Z', '2021-02-03T04:05:06.000Z'],
    ['20210203040506Z', '2021-02-03T04:05:06.000Z'],
    ['20211303040506.0Z', null],
    ['yesterday', null],
  ])('reads the generalized time %s', (text, expected) => {
    expect(generalizedTime(text)).toBe(expected);
  });
});

describe('identifiers of a directory', () => {
  it.each([['S-1-5-21-3623811015-3361044348-30300820-1013'], ['S-1-5-18'], ['S-1-1-0']])(
    'reads the SID %s',
    (sid) => {
      expect(sidOf(sidBytes(sid))).toBe(sid);
    },
  );

  it('takes no SID out of bytes that are cut off or of another kind', () => {
    const bytes = sidBytes('S-1-5-21-1-2-3-4');

    expect(sidOf(bytes.subarray(0, bytes.length - 1))).toBeNull();
    expect(sidOf(Buffer.from([2, 0, 0, 0, 0, 0, 0, 5]))).toBeNull();
    expect(sidOf(Buffer.from([1, 200, 0, 0, 0, 0, 0, 5]))).toBeNull();
  });

  it('reads a GUID with its first parts turned round', () => {
    const guid = '0e10c968-78fb-11d2-90d4-00c04f79dc55';

    expect(guidOf(guidBytes(guid))).toBe(guid);
    expect(guidOf(new Uint8Array(15))).toBeNull();
  });

  it('reads distinguished names with escaped commas and letters', () => {
    expect(dnParts(String.raw`CN=Lovelace\, Ada,OU=a\2cb,DC=acme,DC=example`)).toEqual([
      ['CN', 'Lovelace, Ada'],
      ['OU', 'a,b'],
      ['DC', 'acme'],
      ['DC', 'example'],
    ]);
    expect(domainOf('CN=x,DC=Acme,DC=Example')).toBe('acme.example');
    expect(domainOf('cn=x,o=acme')).toBeNull();
  });
});

describe('access lists', () => {
  const sid = 'S-1-5-21-1-2-3-1101';

  it('tell what is allowed on the object itself, with what it is limited to', () => {
    const objectType = '0feb936f-47b3-49f2-9386-1dedc2c23765';
    const read = readSecurityDescriptor(
      descriptorBytes('S-1-5-18', [
        { sid, mask: right.fullControl },
        { sid, mask: right.createChild, objectType },
        { sid, mask: right.fullControl, denies: true },
        { sid, mask: right.createChild, objectType, denies: true },
        { sid, mask: right.fullControl, flags: 0x08 },
      ]),
    );

    expect(read).toEqual({
      owner: 'S-1-5-18',
      allowed: [
        { sid, mask: right.fullControl, objectType: null },
        { sid, mask: right.createChild, objectType },
      ],
    });
    expect(read?.allowed.map(controls)).toEqual([true, false]);
  });

  it('that are absent let in everyone', () => {
    const bytes = descriptorBytes(sid, []);
    bytes.writeUInt32LE(0, 16);

    expect(readSecurityDescriptor(bytes)?.allowed).toEqual([
      { sid: 'S-1-1-0', mask: right.genericAll, objectType: null },
    ]);
  });

  it('that are cut off at any byte break nothing', () => {
    const bytes = descriptorBytes(sid, [
      { sid, mask: 1, objectType: '0feb936f-47b3-49f2-9386-1dedc2c23765' },
      { sid, mask: right.genericAll },
    ]);

    for (let length = 0; length < bytes.length; length += 1)
      expect(() => readSecurityDescriptor(bytes.subarray(0, length))).not.toThrow();
    expect(readSecurityDescriptor(bytes.subarray(0, 10))).toBeNull();
  });
});

describe('key credentials', () => {
  const value = keyCredentialValue({
    keyId: 'cd'.repeat(32),
    createdAt: '2026-01-02T03:04:05Z',
    deviceId: '11111111-2222-3333-4444-555555555555',
    dn: 'CN=a,DC=x',
  });

  it('tell key, device and date', () => {
    expect(readKeyCredential(value)).toEqual({
      keyId: 'cd'.repeat(32),
      deviceId: '11111111-2222-3333-4444-555555555555',
      createdAt: '2026-01-02T03:04:05.000Z',
      lastUsedAt: null,
    });
  });

  it('that are something else, or cut off, are none', () => {
    expect(readKeyCredential('CN=a,DC=x')).toBeNull();
    expect(readKeyCredential('B:8:00010000:CN=a')).toBeNull();
    for (let length = 0; length < value.length; length += 1)
      expect(() => readKeyCredential(value.slice(0, length))).not.toThrow();
  });

  it('are written with the time that they are read with', () => {
    expect(fileTime(fileTimeOf('2026-01-02T03:04:05Z'))).toEqual(seen('2026-01-02T03:04:05.000Z'));
  });
});
