import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { sshAuthorizedKeys } from './ssh-authorized-keys.ts';
import { sshCertificates } from './ssh-certificates.ts';
import { sshConfig } from './ssh-config.ts';
import { sshHostKeys } from './ssh-host-keys.ts';
import { sshKnownAuthorities } from './ssh-known-authorities.ts';
import { hasTool, openWorkshop, secretPieces } from './testing/tools.ts';

const workshop = openWorkshop();
afterAll(() => workshop.clear());
const authorizedKeys = '/home/ada/.ssh/authorized_keys';

describe.skipIf(!hasTool('ssh-keygen'))('SSH logins', () => {
  let publicKey = '';
  let authority = '';
  let fingerprint = '';
  let authorityFingerprint = '';

  beforeAll(() => {
    const make = (name: string, ...args: string[]) =>
      workshop.run('ssh-keygen', '-q', '-f', name, '-N', '', '-C', `${name}@ci`, ...args);
    make('deploy', '-t', 'ed25519');
    make('weak', '-t', 'rsa', '-b', '1024');
    make('authority', '-t', 'ecdsa');
    publicKey = workshop.read('deploy.pub').toString().trim();
    authority = workshop.read('authority.pub').toString().trim();
    const printed = (name: string) => workshop.run('ssh-keygen', '-lf', name).split(' ')[1] ?? '';
    fingerprint = printed('deploy.pub');
    authorityFingerprint = printed('authority.pub');
  });

  it('tells who may log in: key, account, options and the holder that is let in', () => {
    const line = `restrict,command="/bin/deploy \\"x\\" a,b",from="10.0.0.0/8" ${publicKey}`;
    const files = { [authorizedKeys]: `# keys\n\n${line}\n` };

    const reported = collectFrom(sshAuthorizedKeys, authorizedKeys, files);

    const [credential] = reported.of('credential');
    const [delegation] = reported.of('delegation');
    expect(reported.gaps).toEqual([]);
    expect(credential).toMatchObject({
      kind: 'ssh-key',
      name: 'deploy@ci',
      publicId: fingerprint,
      identityKey: 'host:account:workbench:ada',
      place: { line: 3 },
      expiresAt: { state: 'never' },
      attributes: {
        algorithm: 'Ed25519',
        options: ['restrict', 'command="/bin/deploy \\"x\\" a,b"', 'from="10.0.0.0/8"'],
      },
    });
    expect(delegation).toMatchObject({
      kind: 'holds-credential',
      from: { type: 'identity', key: `key-holder:${fingerprint}` },
      to: { type: 'credential', key: credential?.key },
      conditional: true,
    });
  });

  it('says that a key without options has none and is bound to nothing', () => {
    const files = { '/root/.ssh/authorized_keys': workshop.read('weak.pub').toString() };

    const reported = collectFrom(sshAuthorizedKeys, '/root/.ssh/authorized_keys', files);

    expect(reported.of('credential')[0]?.attributes).toMatchObject({
      options: [],
      algorithm: 'RSA',
      bits: 1024,
    });
    expect(reported.of('delegation')[0]?.conditional).toBe(false);
    expect(reported.of('identity')[0]).toMatchObject({
      key: 'host:account:workbench:root',
      attributes: { isRoot: true },
    });
  });

  it('takes an authority as federated trust in certificates for the account or the named principals', () => {
    const named = `cert-authority,principals="ops,deploy" ${authority}`;
    const files = { [authorizedKeys]: `cert-authority ${authority}\n${named}\n` };

    const trusts = collectFrom(sshAuthorizedKeys, authorizedKeys, files).of('credential');

    expect(trusts.map(({ kind }) => kind)).toEqual(['federated-trust', 'federated-trust']);
    expect(trusts.map(({ attributes }) => attributes?.['subjectConditions'])).toEqual([
      [{ operator: 'StringEquals', key: 'principals', values: ['ada'] }],
      [{ operator: 'StringEquals', key: 'principals', values: ['ops', 'deploy'] }],
    ]);
    expect(trusts[0]?.attributes?.['issuer']).toBe(authorityFingerprint);
  });

  it('reads an expiry-time', () => {
    const files = { [authorizedKeys]: `expiry-time="20270131Z" ${publicKey}` };

    const [credential] = collectFrom(sshAuthorizedKeys, authorizedKeys, files).of('credential');

    expect(credential?.expiresAt).toEqual({ state: 'seen', value: '2027-01-31T00:00:00.000Z' });
  });

  it('keeps secrets in options to itself', () => {
    const token = ['gh', 'p_', 'a1B2c3D4'.repeat(5)].join('');
    const options = `environment="API_TOKEN=hunter2hunter2",command="curl -H ${token}"`;
    const files = { [authorizedKeys]: `${options} ${publicKey}` };

    const reported = collectFrom(sshAuthorizedKeys, authorizedKeys, files);

    expect(everythingSaid(reported)).toContain('API_TOKEN=[redacted]');
    expect(everythingSaid(reported)).not.toContain('hunter2');
    expect(everythingSaid(reported)).not.toContain(token);
  });

  it('names the line that is no key and reads the others', () => {
    const files = { [authorizedKeys]: `what is this\n${publicKey}\nssh-ed25519 AAAA\n` };

    const reported = collectFrom(sshAuthorizedKeys, authorizedKeys, files);

    expect(reported.of('credential')).toHaveLength(1);
    expect(reported.gaps.map(({ message }) => message.slice(0, 7))).toEqual(['Line 1:', 'Line 3:']);
  });

  it('names twenty broken lines and then one gap for the rest', () => {
    const files = { [authorizedKeys]: 'broken line\n'.repeat(5_000) };

    expect(collectFrom(sshAuthorizedKeys, authorizedKeys, files).gaps).toHaveLength(21);
  });

  it('reads what a user certificate allows, for how long, and who signed it', () => {
    workshop.run(
      'ssh-keygen',
      '-q',
      '-s',
      'authority',
      '-I',
      'ci runner',
      '-n',
      'deploy,ops',
      '-z',
      '42',
      '-V',
      '20260101000000Z:20260301000000Z',
      '-O',
      'force-command=/bin/true',
      '-O',
      'no-pty',
      'deploy.pub',
    );
    const files = { '/home/ada/.ssh/deploy-cert.pub': workshop.read('deploy-cert.pub').toString() };

    const reported = collectFrom(sshCertificates, '/home/ada/.ssh/deploy-cert.pub', files);

    expect(reported.gaps).toEqual([]);
    expect(reported.of('credential')[0]).toMatchObject({
      kind: 'certificate',
      nativeType: 'ssh-user-certificate',
      name: 'ci runner',
      status: 'expired',
      identityKey: `key-holder:${fingerprint}`,
      createdAt: { value: '2026-01-01T00:00:00.000Z' },
      expiresAt: { value: '2026-03-01T00:00:00.000Z' },
      attributes: {
        serial: '42',
        principals: ['deploy', 'ops'],
        criticalOptions: { 'force-command': '/bin/true' },
        issuer: authorityFingerprint,
        keyFingerprint: fingerprint,
      },
    });
    expect(reported.of('credential')[0]?.attributes?.['extensions']).not.toContain('permit-pty');
  });

  it('says that a host certificate without an end never expires', () => {
    workshop.run(
      'ssh-keygen',
      '-q',
      '-s',
      'authority',
      '-I',
      'web',
      '-h',
      '-V',
      'always:forever',
      'weak.pub',
    );
    const files = { '/etc/ssh/h-cert.pub': workshop.read('weak-cert.pub').toString() };

    const [credential] = collectFrom(sshCertificates, '/etc/ssh/h-cert.pub', files).of(
      'credential',
    );

    expect(credential).toMatchObject({
      nativeType: 'ssh-host-certificate',
      identityKey: 'ssh:host:workbench',
      expiresAt: { state: 'never' },
      attributes: { anyPrincipal: true, principals: [] },
    });
  });

  it('reads host keys as those of this host', () => {
    const path = '/etc/ssh/ssh_host_ed25519_key';
    const key = workshop.read('deploy');

    const reported = collectFrom(sshHostKeys, path, { [path]: new Uint8Array(key) });

    expect(reported.of('credential')[0]).toMatchObject({
      identityKey: 'ssh:host:workbench',
      publicId: fingerprint,
    });
    expect(reported.of('exposure')[0]?.setting).toBe('tool-configuration');
    const said = everythingSaid(reported);
    expect(secretPieces(key.toString()).some((piece) => said.includes(piece))).toBe(false);
  });

  it('reads of known hosts only the authorities', () => {
    const path = '/home/ada/.ssh/known_hosts';
    const files = { [path]: `web ${publicKey}\n@cert-authority *.example.com ${authority}\n` };

    const reported = collectFrom(sshKnownAuthorities, path, files);

    expect(reported.of('credential')).toMatchObject([
      {
        kind: 'federated-trust',
        publicId: authorityFingerprint,
        place: { line: 2 },
        attributes: { subjectConditions: [{ values: ['*.example.com'] }] },
      },
    ]);
  });
});

describe('SSH client configuration', () => {
  it('tells which keys and agents are used for whom', () => {
    const path = '/home/ada/.ssh/config';
    const text = [
      'Host prod',
      '  HostName=web.example.com',
      '  User deploy',
      '  IdentityFile "~/.ssh/prod key"',
      'Host *',
      '  IdentityAgent ~/agent.sock',
      '  IdentityFile none',
    ].join('\n');

    const references = collectFrom(sshConfig, path, { [path]: text }).of('secret-reference');

    expect(references).toMatchObject([
      {
        store: 'file',
        name: '~/.ssh/prod key',
        place: { line: 4 },
        attributes: { host: 'prod', hostname: 'web.example.com', user: 'deploy' },
      },
      { store: 'ssh-agent', name: '~/agent.sock', attributes: { host: '*' } },
    ]);
  });
});
