import type { FileContext, HostFile } from '@nonhuman/connector-kit';
import {
  type Attributes,
  never,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { type Certificate, isSelfSigned } from '../../../formats/x509.ts';
import { certificateHolder, certificateName, namesOf } from './key-holders.ts';
import { reportKey } from './report-key.ts';

/** A certificate as found in a file or keystore. */
export interface FoundCertificate {
  readonly certificate: Certificate;
  readonly line: number | null;
  readonly keyPath?: string;
  /** Whether its private key lies with it; null when an encrypted key does that cannot be compared. */
  readonly keyBeside: boolean | null;
  readonly attributes?: Attributes;
}

const mostNamesShown = 100;

/** The rows of a certificate: with its key beside it also the identity that it proves. */
export function certificateRows(
  listing: string,
  at: { file: HostFile; context: FileContext },
  { certificate, line, keyPath, keyBeside, attributes }: FoundCertificate,
): Upsert[] {
  const expiresAt = expiryOf(certificate);
  const isExpired =
    expiresAt.state === 'seen' && new Date(expiresAt.value).getTime() < at.context.now.getTime();
  return reportKey(listing, at, {
    credentialKey: `certificate:${certificate.sha256}`,
    provider: 'x509',
    kind: 'certificate',
    nativeType: 'x509-certificate',
    name: certificateName(certificate),
    publicId: certificate.sha256,
    secret: null,
    identity: keyBeside === false ? null : certificateHolder(certificate),
    ...(line === null ? {} : { line }),
    ...(keyPath === undefined ? {} : { keyPath }),
    ...(isExpired ? { status: 'expired' as const } : {}),
    createdAt: issuedAt(certificate),
    expiresAt,
    attributes: { ...factsOf(certificate), keyBeside, ...attributes },
  });
}

function issuedAt({ notBefore }: Certificate): Observed<Timestamp> {
  const at = notBefore && timestampOf(notBefore);
  return at ? seen(at) : unknown('the certificate names no start that is a date');
}

function expiryOf({ notAfter }: Certificate): Observed<Timestamp> {
  if (notAfter === 'never') return never;
  const at = notAfter && timestampOf(notAfter);
  return at ? seen(at) : unknown('the certificate names no end that is a date');
}

function factsOf(certificate: Certificate): Attributes {
  const { publicKey, usages } = certificate;
  const names = namesOf(certificate);
  const selfSigned = isSelfSigned(certificate);
  return {
    algorithm: publicKey.algorithm,
    ...(publicKey.bits === null ? {} : { bits: publicKey.bits }),
    signatureAlgorithm: certificate.signatureAlgorithm,
    ...(selfSigned === null ? {} : { selfSigned }),
    ...(usages === null ? {} : { usages: [...usages] }),
    wildcardNames: [...certificate.names.dns, certificate.subject.commonName ?? ''].some((name) =>
      name.startsWith('*.'),
    ),
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    names: names.slice(0, mostNamesShown),
    ...(names.length > mostNamesShown ? { namesLeftOut: names.length - mostNamesShown } : {}),
    serial: certificate.serial,
    sha1: certificate.sha1,
    spkiSha256: certificate.spkiSha256,
    certificateAuthority: certificate.isCa,
  };
}
