import type { FileProblem } from '@nonhuman/connector-kit';
import { importFile } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { type LdifEnd, type LdifRecord, ldifRecords, textOf } from './ldif-records.ts';

/** Everything that a file gives, up to a problem. */
async function read(text: string, chunkBytes = 7) {
  const records: LdifRecord[] = [];
  const reading = ldifRecords(importFile('x.ldif', text, { chunkBytes }));
  let end: LdifEnd | null = null;
  let problem: FileProblem | null = null;
  try {
    for (let next = await reading.next(); ; next = await reading.next()) {
      if (next.done) {
        end = next.value;
        break;
      }
      records.push(next.value);
    }
  } catch (thrown) {
    problem = thrown as FileProblem;
  }
  const texts = (name: string) => (records[0]?.values.get(name) ?? []).map(textOf);
  return { records, end, problem, texts };
}

describe('ldifRecords', () => {
  it('joins folded lines of values, names and comments', async () => {
    const { records, texts } = await read(
      'dn: CN=a\n ,DC=x\n# a comment\n  that goes on: b\ncn: one\ncn: tw\n o\n\n',
    );

    expect(records.map(({ dn }) => dn)).toEqual(['CN=a,DC=x']);
    expect(texts('cn')).toEqual(['one', 'two']);
  });

  it('reads base64 as UTF-8, also in names, and folded', async () => {
    const name = Buffer.from('CN=Zoë,DC=x').toString('base64');
    const { records, texts } = await read(
      `dn:: ${name.slice(0, 5)}\n ${name.slice(5)}\nsn:: w7w=\n\n`,
    );

    expect(records[0]?.dn).toBe('CN=Zoë,DC=x');
    expect(texts('sn')).toEqual(['ü']);
  });

  it('takes attributes in any case and without their options', async () => {
    const { texts } = await read('dn: CN=a\nMember;range=0-1: x\nmember;binary:: eQ==\nempty:\n\n');

    expect(texts('member')).toEqual(['x', 'y']);
    expect(texts('empty')).toEqual(['']);
  });

  it('reads lines of Windows, and a version before the first entry', async () => {
    const { records, texts } = await read(
      'version: 1\r\ndn: CN=a\r\ncn: one\r\n\r\ndn: CN=b\r\n\r\n',
    );

    expect(records.map(({ dn }) => dn)).toEqual(['CN=a', 'CN=b']);
    expect(texts('cn')).toEqual(['one']);
  });

  it('tells the result of the last page', async () => {
    const page = (cookie: string) =>
      `# search result\nsearch: 2\nresult: 0 Success\npagedresults: cookie=${cookie}\n\n`;
    const head = '# extended LDIF\n#\n# requesting: cn Mail \n\n';

    const more = await read(`${head}${page('AAAA')}`);
    const whole = await read(`${head}dn: CN=a\n\n${page('AAAA')}dn: CN=b\n\n${page('')}`);

    expect(more.end).toEqual({ resultCode: 0, goesOn: true });
    expect(whole.end).toEqual({ resultCode: 0, goesOn: false });
    expect(whole.records[0]?.requested).toEqual(['cn', 'mail']);
  });

  it.each([
    ['dn: CN=a\n\ndn: CN=b\ncn: hal', 'line 4: the file was cut off inside of an entry'],
    ['# extended LDIF\n\ndn: CN=a\n\n', 'line 4: the file was cut off before the result'],
    ['dn: CN=a\nno colon here\n\n', 'line 2: a line is neither attribute nor comment'],
    ['\n going on\ndn: CN=a\n\n', 'line 2: a continued line'],
  ])('says of %j what is wrong, and where', async (text, message) => {
    const { problem } = await read(text);

    expect(problem?.message).toContain(message);
  });

  it('never quotes what it refuses', async () => {
    const secret = ['hunter', '2hunter2'].join('');

    expect((await read(`dn: CN=a\n${secret}\n\n`)).problem?.message).not.toContain(secret);
  });

  it('gives the same whatever the pieces that a file comes in', async () => {
    const text = 'dn:: Q049WsO2ZQ==\ncn: a\n b\ncn:: w7w=\n\ndn: CN=c\n\n';
    const whole = await read(text, 1000);

    for (const chunkBytes of [1, 2, 3, 5, 11]) {
      expect((await read(text, chunkBytes)).records).toEqual(whole.records);
    }
  });
});
