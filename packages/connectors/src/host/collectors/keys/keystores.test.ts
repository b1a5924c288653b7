import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { keystores } from './keystores.ts';
import { privateKeys } from './private-keys.ts';
import { hasTool, openWorkshop, secretPieces } from './testing/tools.ts';

const workshop = openWorkshop();
afterAll(() => workshop.clear());

function collect(name: string) {
  const path = `/srv/${name}`;
  const reported = collectFrom(keystores, path, { [path]: new Uint8Array(workshop.read(name)) });
  const keys = reported.of('credential').filter(({ kind }) => kind === 'private-key');
  const certificates = reported.of('credential').filter(({ kind }) => kind === 'certificate');
  return { ...reported, keys, certificates, exposures: reported.of('exposure') };
}

describe.skipIf(!hasTool('openssl'))('PKCS#12 files of openssl', () => {
  beforeAll(() => {
    const openssl = (...args: string[]) => workshop.run('openssl', ...args);
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'a.key',
      '-out',
      'a.crt',
      '-subj',
      '/CN=api',
    );
    const make = (name: string, password: string, ...more: string[]) =>
      openssl(
        'pkcs12',
        '-export',
        '-inkey',
        'a.key',
        '-in',
        'a.crt',
        '-name',
        'main',
        '-passout',
        `pass:${password}`,
        '-out',
        name,
        ...more,
      );
    make('sealed.p12', 'correct horse');
    make('empty.p12', '');
    make('old.p12', '', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1');
    make('half.p12', 'correct horse', '-certpbe', 'NONE');
    make('open.p12', 'correct horse', '-certpbe', 'NONE', '-keypbe', 'NONE');
    make('slow.p12', '', '-iter', '900000', '-nomaciter');
  }, 60_000);

  it('says of an encrypted one that it is encrypted and how, and nothing that it cannot know', () => {
    const { certificates, gaps, keys, exposures } = collect('sealed.p12');

    expect(gaps).toEqual([]);
    expect(certificates).toEqual([]);
    expect(exposures).toEqual([]);
    expect(keys).toMatchObject([
      {
        publicId: null,
        name: 'main',
        attributes: {
          encrypted: true,
          password: 'needed',
          encryption: ['aes-256-cbc (pbkdf2, 2048 rounds)'],
        },
      },
    ]);
  });

  it.each(['empty.p12', 'old.p12'])(
    'opens %s with the empty password: its key is exposed',
    (name) => {
      const { certificates, keys, exposures } = collect(name);

      const [inPem] = collectFrom(privateKeys, '/srv/a.key', {
        '/srv/a.key': new Uint8Array(workshop.read('a.key')),
      }).of('credential');
      expect(keys[0]).toMatchObject({
        key: inPem?.key,
        fingerprint: inPem?.fingerprint,
        name: 'Key of api',
        attributes: { password: 'empty', encrypted: false, bits: 2048 },
      });
      expect(exposures).toHaveLength(1);
      expect(certificates[0]).toMatchObject({ name: 'api', attributes: { keyBeside: true } });
    },
  );

  it('reads certificates that lie in clear beside an encrypted key', () => {
    const { certificates, keys, exposures } = collect('half.p12');

    expect(certificates[0]).toMatchObject({ name: 'api', attributes: { keyBeside: null } });
    expect(keys[0]?.attributes).toMatchObject({ encrypted: true });
    expect(exposures).toEqual([]);
  });

  it('reads a file whose password protects nothing but its integrity', () => {
    const { keys, exposures } = collect('open.p12');

    expect(keys[0]?.attributes).toMatchObject({ password: 'none', encrypted: false });
    expect(exposures).toHaveLength(1);
  });

  it('does not spend seconds on a file that asks for 900,000 rounds', () => {
    expect(collect('slow.p12').keys[0]?.attributes?.['password']).toBe('untested');
  });

  it('never says a piece of a key that it opened', () => {
    const said = everythingSaid(collect('empty.p12')) + everythingSaid(collect('open.p12'));

    const pieces = secretPieces(workshop.read('a.key').toString());
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.filter((piece) => said.includes(piece))).toEqual([]);
  });
});

describe.skipIf(!hasTool('keytool'))('keystores of keytool', () => {
  beforeAll(() => {
    const keytool = (...args: string[]) =>
      workshop.run('keytool', ...args, '-storepass', 'changeit', '-keypass', 'changeit');
    const pair = ['-genkeypair', '-keyalg', 'RSA', '-keysize', '2048'];
    keytool(
      ...pair,
      '-alias',
      'server',
      '-dname',
      'CN=java.example.com',
      '-keystore',
      'a.jks',
      '-storetype',
      'JKS',
    );
    workshop.run(
      'keytool',
      '-exportcert',
      '-alias',
      'server',
      '-keystore',
      'a.jks',
      '-storepass',
      'changeit',
      '-file',
      'j.crt',
    );
    keytool(
      '-importcert',
      '-noprompt',
      '-alias',
      'trusted',
      '-file',
      'j.crt',
      '-keystore',
      'a.jks',
    );
    keytool(
      ...pair,
      '-alias',
      'server',
      '-dname',
      'CN=jce',
      '-keystore',
      'a.jceks',
      '-storetype',
      'JCEKS',
    );
    keytool(
      '-genseckey',
      '-alias',
      'aes',
      '-keyalg',
      'AES',
      '-keysize',
      '256',
      '-keystore',
      'a.jceks',
      '-storetype',
      'JCEKS',
    );
    keytool(...pair, '-alias', 'server', '-dname', 'CN=p12', '-keystore', 'a.keystore');
  }, 60_000);

  it("reads aliases, chains and dates of a JKS without its password; others' certificates are left out", () => {
    const { certificates, gaps, keys, exposures } = collect('a.jks');

    expect(gaps).toEqual([]);
    expect(keys).toMatchObject([
      {
        name: 'Key of java.example.com',
        createdAt: { state: 'seen' },
        place: { keyPath: 'server' },
        attributes: { format: 'jks', alias: 'server', encrypted: true, cipher: 'jks', bits: 2048 },
      },
    ]);
    expect(certificates).toMatchObject([
      { name: 'java.example.com', attributes: { keyBeside: true, chain: 1 } },
    ]);
    expect(exposures).toEqual([]);
  });

  it('reads the entries of a JCEKS as far as they can be read', () => {
    const { gaps, keys } = collect('a.jceks');

    const aliases = keys.map(({ attributes }) => attributes?.['alias']);
    expect(aliases).toContain('aes');
    expect(aliases.includes('server') || gaps.length === 1).toBe(true);
  });

  it('knows a PKCS#12 under the name of a Java keystore', () => {
    expect(collect('a.keystore').keys[0]?.attributes).toMatchObject({
      format: 'pkcs12',
      password: 'needed',
    });
  });
});

describe('other keystores', () => {
  it('names one that it does not know', () => {
    const bytes = new Uint8Array([0, 0, 0, 2, 0, 0, 0, 20]);

    const { all, gaps } = collectFrom(keystores, '/srv/a.bks', { '/srv/a.bks': bytes });

    expect(all).toEqual([]);
    expect(gaps).toMatchObject([{ reason: 'unsupported' }]);
  });
});
