import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid, type FakeFile } from '../../testing/fake-host.ts';
import { certificates } from './certificates.ts';
import { privateKeys } from './private-keys.ts';
import { hasTool, openWorkshop, secretPieces } from './testing/tools.ts';

const workshop = openWorkshop();
afterAll(() => workshop.clear());

describe.skipIf(!hasTool('openssl'))('certificates', () => {
  const text = (name: string) => workshop.read(name).toString();

  beforeAll(() => {
    const openssl = (...args: string[]) => workshop.run('openssl', ...args);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '3650',
      '-subj',
      '/O=Example/CN=Example Root',
    );
    openssl(
      'req',
      ...key,
      '-keyout',
      'web.key',
      '-out',
      'web.csr',
      '-subj',
      '/C=NO/O=Example, Inc/CN=www.example.com',
    );
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:1024',
      '-sha1',
      '-nodes',
      '-keyout',
      'old.key',
      '-out',
      'old.crt',
      '-days',
      '10',
      '-subj',
      '/CN=old',
    );
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      'spiffe.key',
      '-out',
      'spiffe.pem',
      '-days',
      '1',
      '-subj',
      '/',
      '-addext',
      'subjectAltName=URI:spiffe://example.org/ns/prod/sa/api',
    );
    workshop.run(
      'sh',
      '-c',
      'printf "subjectAltName=DNS:www.example.com,DNS:*.example.com,IP:10.0.0.1\\nextendedKeyUsage=serverAuth,clientAuth\\nkeyUsage=digitalSignature\\n" > ext && openssl x509 -req -in web.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 90 -extfile ext -out web.crt',
    );
    openssl('x509', '-in', 'web.crt', '-outform', 'DER', '-out', 'web.der');
    openssl('crl2pkcs7', '-nocrl', '-certfile', 'web.crt', '-out', 'web.p7b');
    openssl('pkcs8', '-topk8', '-in', 'web.key', '-passout', 'pass:correct', '-out', 'sealed.key');
  });

  it('tells what a server certificate says, and the identity that it and its key make', () => {
    const files = { '/srv/web.crt': text('web.crt'), '/srv/web.key': text('web.key') };

    const reported = collectFrom(certificates, '/srv/web.crt', files);

    const expected = new X509Certificate(text('web.crt'));
    expect(reported.gaps).toEqual([]);
    expect(reported.of('credential')[0]).toMatchObject({
      kind: 'certificate',
      name: 'www.example.com',
      publicId: expected.fingerprint256.replaceAll(':', '').toLowerCase(),
      createdAt: { state: 'seen', value: new Date(expected.validFrom).toISOString() },
      expiresAt: { state: 'seen', value: new Date(expected.validTo).toISOString() },
      fingerprint: null,
      attributes: {
        algorithm: 'ECDSA',
        bits: 256,
        signatureAlgorithm: 'ecdsa-with-SHA256',
        selfSigned: false,
        usages: ['digitalSignature', 'serverAuth', 'clientAuth'],
        wildcardNames: true,
        subject: 'CN=www.example.com,O=Example\\, Inc,C=NO',
        issuer: 'CN=Example Root,O=Example',
        names: ['www.example.com', '*.example.com', '10.0.0.1'],
        serial: expected.serialNumber.toLowerCase(),
        sha1: expected.fingerprint.replaceAll(':', '').toLowerCase(),
        keyBeside: true,
      },
    });
    expect(reported.of('identity')[0]).toMatchObject({
      kind: 'workload',
      nativeType: 'tls-server',
    });
    expect(reported.of('exposure')).toEqual([]);
  });

  it('gives key and certificate one identity from either file', () => {
    const files = { '/srv/web.crt': text('web.crt'), '/srv/privkey.pem': text('web.key') };

    const ofCertificate = collectFrom(certificates, '/srv/web.crt', files);
    const ofKey = collectFrom(privateKeys, '/srv/privkey.pem', files);

    expect(ofKey.of('credential')[0]?.identityKey).toBe(ofCertificate.of('identity')[0]?.key);
    expect(ofKey.of('credential')[0]).toMatchObject({
      name: 'Key of www.example.com',
      attributes: { spkiSha256: ofCertificate.of('credential')[0]?.attributes?.['spkiSha256'] },
    });
    expect(ofKey.of('exposure')).toHaveLength(1);
    const said = everythingSaid(ofKey) + everythingSaid(ofCertificate);
    expect(secretPieces(text('web.key')).some((piece) => said.includes(piece))).toBe(false);
  });

  it.each([
    ['DER', 'web.der'],
    ['PKCS#7', 'web.p7b'],
  ])('reads %s as it reads PEM', (_, name) => {
    const inPem = collectFrom(certificates, '/srv/web.crt', { '/srv/web.crt': text('web.crt') });
    const content = new Uint8Array(workshop.read(name));

    const other = collectFrom(certificates, `/srv/${name}`, { [`/srv/${name}`]: content });

    expect(other.of('credential')[0]?.attributes).toEqual(inPem.of('credential')[0]?.attributes);
  });

  it('lists a certificate without its key, of nobody', () => {
    const files = { '/srv/web.crt': text('web.crt'), '/srv/other.key': text('ca.key') };

    const reported = collectFrom(certificates, '/srv/web.crt', files);

    expect(reported.of('identity')).toEqual([]);
    expect(reported.of('credential')[0]).toMatchObject({
      identityKey: null,
      attributes: { keyBeside: false },
    });
  });

  it('does not claim that an encrypted key of the same name is or is not its own', () => {
    const files = { '/srv/web.crt': text('web.crt'), '/srv/web.key': text('sealed.key') };

    const [credential] = collectFrom(certificates, '/srv/web.crt', files).of('credential');

    expect(credential?.attributes?.['keyBeside']).toBeNull();
  });

  it('leaves out the issuers that follow a certificate', () => {
    const files = { '/srv/fullchain.pem': text('web.crt') + text('ca.crt') };

    const found = collectFrom(certificates, '/srv/fullchain.pem', files).of('credential');

    expect(found.map(({ name }) => name)).toEqual(['www.example.com']);
  });

  it.each([
    ['six authorities in a file', '/srv/bundle.pem', 6],
    ['a root in a place of trust', '/etc/ssl/certs/Example.pem', 1],
    ['a trust store by name', '/srv/ca-bundle.crt', 2],
  ])('leaves out %s', (_, path, count) => {
    const content = text('ca.crt').repeat(count);

    const { all, gaps } = collectFrom(certificates, path, { [path]: content });

    expect([...all, ...gaps]).toEqual([]);
  });

  it('keeps an authority whose key lies here, in whatever place', () => {
    const files: Record<string, FakeFile> = {
      '/etc/ssl/certs/ca.crt': text('ca.crt'),
      '/etc/ssl/certs/ca.key': text('ca.key'),
    };

    const reported = collectFrom(certificates, '/etc/ssl/certs/ca.crt', files);

    expect(reported.of('identity')[0]).toMatchObject({ nativeType: 'certificate-authority' });
    expect(reported.of('credential')[0]?.attributes).toMatchObject({
      selfSigned: true,
      certificateAuthority: true,
    });
  });

  it('tells weak keys and signatures as what they are', () => {
    const [credential] = collectFrom(certificates, '/srv/old.crt', {
      '/srv/old.crt': text('old.crt'),
    }).of('credential');

    expect(credential?.attributes).toMatchObject({
      algorithm: 'RSA',
      bits: 1024,
      signatureAlgorithm: 'sha1WithRSAEncryption',
    });
  });

  it('names a workload by its SPIFFE id', () => {
    const files = { '/srv/spiffe.pem': text('spiffe.pem') + text('spiffe.key') };

    const [identity] = collectFrom(certificates, '/srv/spiffe.pem', files).of('identity');

    expect(identity).toMatchObject({
      key: 'spiffe://example.org/ns/prod/sa/api',
      kind: 'workload',
      nativeType: 'spiffe-workload',
    });
  });

  it('names the line of a certificate that it cannot read, and reads the next', () => {
    const broken = text('web.crt').replace(/\n[\s\S]{300}/, '\n');
    const files = { '/srv/a.pem': broken + text('web.crt') };

    const reported = collectFrom(certificates, '/srv/a.pem', files);

    expect(reported.of('credential')).toHaveLength(1);
    expect(reported.gaps).toMatchObject([{ message: expect.stringContaining('line 1') }]);
  });
});
