import { createHash } from 'node:crypto';
import type { PublicKey } from '../../../formats/public-key.ts';
import { spkiHash } from '../../../formats/public-key.ts';
import type { Certificate } from '../../../formats/x509.ts';
import { systemAccountKey } from '../services/system-accounts.ts';
import type { KeyIdentity } from './report-key.ts';

/** The identifier of a public key that people know: its SSH fingerprint where SSH has one, else the hash that tools pin. */
export function publicIdOf(publicKey: PublicKey): string | null {
  return publicKey.sshFingerprint ?? (publicKey.spki && spkiHash(publicKey.spki));
}

/** Whoever holds a private key: all that a key pair alone tells. The same for the private key and for every place that trusts its public key. */
export function keyHolder(publicId: string, name: string): KeyIdentity {
  return {
    key: `key-holder:${publicId}`,
    provider: 'ssh',
    kind: 'machine-user',
    nativeType: 'key-holder',
    name,
  };
}

/** An account of this host that keys let in. */
export function hostAccount(user: string, hostName: string): KeyIdentity {
  return {
    key: systemAccountKey(hostName, user),
    provider: 'host',
    kind: 'service-account',
    nativeType: 'system-account',
    name: `${user} on ${hostName}`,
    attributes: { isRoot: user === 'root' },
  };
}

/** What a certificate calls its holder. */
export function certificateName(certificate: Certificate): string {
  return (
    certificate.subject.commonName ||
    namesOf(certificate)[0] ||
    certificate.subject.text ||
    certificate.serial
  );
}

/** All names beside the subject, DNS names first. */
export function namesOf({ names }: Certificate): string[] {
  return [...names.dns, ...names.uri, ...names.ip, ...names.email];
}

/**
 * Who proves itself with a certificate whose key lies here.
 *
 * Goes by what the certificate says and who issued it, so that it stays the same when the certificate
 * is renewed with another key or by the next intermediate of the same organization. Anyone can sign
 * any name, so a self-issued one goes by its key.
 */
export function certificateHolder(certificate: Certificate): KeyIdentity {
  const { issuer, names, selfIssued, spkiSha256, subject } = certificate;
  const spiffeId = names.uri.find((uri) => uri.startsWith('spiffe://'));
  const said = [issuer.organization ?? issuer.text, subject.text, certificateName(certificate)];
  const hash = createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 40);
  return {
    key: spiffeId ?? (selfIssued ? `x509:key:${spkiSha256}` : `x509:subject:${hash}`),
    provider: 'x509',
    name: spiffeId ?? certificateName(certificate),
    ...roleOf(certificate, spiffeId !== undefined),
  };
}

function roleOf(
  { isCa, names, usages }: Certificate,
  isSpiffe: boolean,
): Pick<KeyIdentity, 'kind' | 'nativeType'> {
  const isNamed = names.dns.length > 0 || names.ip.length > 0;
  const purposes = usages ?? [];
  if (isSpiffe) return { kind: 'workload', nativeType: 'spiffe-workload' };
  if (isCa) return { kind: 'application', nativeType: 'certificate-authority' };
  if (purposes.includes('serverAuth')) return { kind: 'workload', nativeType: 'tls-server' };
  if (purposes.includes('clientAuth')) return { kind: 'service-account', nativeType: 'tls-client' };
  if (purposes.includes('codeSigning')) return { kind: 'application', nativeType: 'code-signer' };
  if (isNamed) return { kind: 'workload', nativeType: 'tls-server' };
  return { kind: 'service-account', nativeType: 'certificate-subject' };
}
