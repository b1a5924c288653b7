import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../testing/fake-host.ts';
import { secretsInFiles } from './secrets-in-files.ts';

/** A token of Slack's shape, made here so that none stands in the source. */
const token = [
  'xo',
  'xb-',
  '123456789012',
  '-',
  '123456789012',
  '-',
  'AbCdEfGhIjKlMnOpQrStUvWx',
].join('');
const keyId = ['AK', 'IA', 'Q7XZ2MPLK4WTRB6Y'].join('');
const keySecret = ['wJq8Ztn2', 'LkP5vRx0', 'Hs3DmGy7', 'BcTfQe1U', 'aNiOp4Vz'].join('');

describe('secrets in other files', () => {
  it('are reported with their line, and never with their value', () => {
    const path = '/home/ada/work/notes.txt';

    const reported = collectFrom(secretsInFiles, path, { [path]: `a note\nbot = ${token}\n` });

    expect(reported.of('exposure')).toMatchObject([
      { provider: 'slack', setting: 'source', place: { locator: path, line: 2 } },
    ]);
    expect(reported.of('credential')).toHaveLength(1);
    expect(everythingSaid(reported)).not.toContain(token);
  });

  it('are one credential where an AWS key stands beside its id', () => {
    const path = '/home/ada/work/main.tf';
    const text = `aws_access_key_id = "${keyId}"\naws_secret_access_key = "${keySecret}"\n`;

    const reported = collectFrom(secretsInFiles, path, { [path]: text });

    expect(reported.of('credential')).toMatchObject([
      { publicId: keyId, nativeType: 'aws-access-key' },
    ]);
    expect(reported.of('exposure')).toMatchObject([{ setting: 'infrastructure-code' }]);
    expect(everythingSaid(reported)).not.toContain(keySecret);
  });

  it('are nothing in text without any', () => {
    const path = '/home/ada/work/readme.md';

    const reported = collectFrom(secretsInFiles, path, { [path]: 'Ask Ada for the token.\n' });

    expect(reported.all).toEqual([]);
    expect(reported.gaps).toEqual([]);
  });
});
