import { defineFileCollector, type HostFile } from '@nonhuman/connector-kit';
import type { Certificate } from '../../../formats/x509.ts';
import { certificatesIn, type KeysBeside, keysBeside } from './beside.ts';
import { certificateRows } from './certificate-rows.ts';
import { withFewGaps } from './read-or-gap.ts';

const id = 'host.certificates';

/**
 * X.509 certificates, each with whether its private key lies beside it.
 *
 * Left out, because they authenticate nobody here: trust stores (five or more certificates that are
 * all of authorities, or fewer where the path says so), and the intermediate and root certificates
 * that follow a certificate which they issued in the same file.
 */
export const certificates = defineFileCollector({
  id,
  title: 'X.509 certificates',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential'],
  reads: [
    { name: '*.cer' },
    { name: '*.cert' },
    { name: '*.crt' },
    { name: '*.der' },
    { name: '*.p7b' },
    { name: '*.pem' },
    { system: '/etc/kubernetes/pki/*.crt' },
    { system: '/etc/kubernetes/pki/etcd/*.crt' },
    { system: '/etc/letsencrypt/live/*/cert.pem' },
    { system: '/etc/letsencrypt/live/*/fullchain.pem' },
    { system: '/etc/pki/tls/certs/*' },
    { system: '/etc/ssl/private/*' },
  ],
  cannotTell: [
    'whether a certificate was revoked, is trusted, or is in use',
    'whether an encrypted private key beside it is its own',
  ],
  *collect(file, context) {
    const bytes = file.bytes();
    const told = withFewGaps(context);
    const isCertain = /\.(?:cer|cert|crt|pem|p7b)$/i.test(file.name);
    const { certificates: found, problems } = certificatesIn(bytes);
    if (isCertain || bytes[0] !== 0x30) {
      for (const message of problems) told.gap({ reason: 'malformed', message });
    }
    if (found.length === 0) return;
    const all = found.map(({ certificate }) => certificate);
    const keys = isLargeStore(all) ? null : keysBeside(file, context);
    const hasKey = (certificate: Certificate) => keys?.hashes.has(certificate.spkiSha256) ?? false;
    if (!all.some(hasKey) && isTrustStore(file, all)) return;
    const issuers = new Set(
      all.filter(({ selfIssued }) => !selfIssued).map(({ issuer }) => issuer.text),
    );
    for (const { certificate, line } of found) {
      const isChain = certificate.isCa && issuers.has(certificate.subject.text);
      if (isChain && !hasKey(certificate)) continue;
      yield* certificateRows(
        id,
        { file, context },
        {
          certificate,
          line,
          keyBeside: keyBesideOf(hasKey(certificate), keys),
        },
      );
    }
  },
});

/** Null when an encrypted key lies there that may be its own. */
function keyBesideOf(hasKey: boolean, keys: KeysBeside | null): boolean | null {
  return hasKey || (keys?.sealed ? null : false);
}

const leastOfStore = 5;
const storePaths =
  /\/(?:etc\/ssl\/certs|ca-certificates|ca-trust|certifi)\/|(?:ca-?certs?|cacerts?|ca-certificates|ca-bundle|trust-?store|trusted|trust-?anchors?|roots?)(?:\.[a-z0-9]+)?$/i;

function isLargeStore(all: readonly Certificate[]): boolean {
  return all.length >= 50 && all.every(isAuthority);
}

function isTrustStore({ path }: HostFile, all: readonly Certificate[]): boolean {
  if (all.length >= leastOfStore && all.every(isAuthority)) return true;
  return storePaths.test(path) && all.every(({ isCa, selfIssued }) => isCa && selfIssued);
}

/** Roots of version 1 have no extension that says so. */
function isAuthority({ isCa, selfIssued }: Certificate): boolean {
  return isCa || selfIssued;
}
