import { describe, expect, it } from 'vitest';
import { looseText, pemBlocks } from './pem.ts';

const block = (label: string, body: string) =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

describe('PEM', () => {
  it('reads every block with its line, whatever stands between', () => {
    const text = `subject=CN=a\n${block('CERTIFICATE', 'AAEC')}\nnotes\n${block('PUBLIC KEY', 'AwQ=')}`;

    const found = pemBlocks(text);

    expect(found).toMatchObject([
      { label: 'CERTIFICATE', line: 2, problem: null },
      { label: 'PUBLIC KEY', line: 7, problem: null },
    ]);
    expect(found.map(({ bytes }) => [...bytes])).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  it('reads headers and leaves out the checksum of OpenPGP armor', () => {
    const text = block('PGP MESSAGE', 'Version: 1\r\nComment: x\r\n\r\nAAEC\r\nAwQ=\r\n=abcd');

    const [found] = pemBlocks(text);

    expect(found?.headers.get('version')).toBe('1');
    expect([...(found?.bytes ?? [])]).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([
    ['is never ended', '-----BEGIN X-----\nAAEC\n', 'its END line is missing'],
    ['is ended by another', '-----BEGIN X-----\nAA\n-----END Y-----\n', 'its END line is missing'],
    ['is empty', block('X', ''), 'it is empty'],
    ['is not base64', block('X', '***'), 'it is not base64'],
  ])('says of a block that %s why it cannot be read, and reads the next', (_, broken, problem) => {
    const found = pemBlocks(broken + block('CERTIFICATE', 'AAEC'));

    expect(found.map((each) => each.problem)).toEqual([problem, null]);
  });

  it('reads files that an editor wrote as UTF-16', () => {
    const text = block('X', 'AAEC');
    const bytes = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

    expect(pemBlocks(looseText(bytes))).toMatchObject([{ label: 'X', problem: null }]);
  });
});
