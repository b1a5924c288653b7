import { createHash } from 'node:crypto';
import { type ListingOf, upsert } from '@nonhuman/connector-kit';
import {
  type Attributes,
  type Place,
  type Timestamp,
  timestampOf,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { type SecretKeeper, SecretValue } from '@nonhuman/runtime';
import { redactedPreview } from '@nonhuman/secrets';
import { settingOfPath } from '../../formats/exposure-setting.ts';
import { authorCandidate } from '../../formats/git-author.ts';
import type { Finding } from './finding.ts';
import { type Recognised, recognise } from './recognise.ts';
import { noteSighting, type Sighted, type Sightings } from './sightings.ts';

/** What rows of a report are made with. */
export interface ReportContext {
  readonly of: ListingOf;
  readonly secrets: SecretKeeper;
  readonly sightings: Sightings;
}

const notInReport = unknown('a report of a scanner does not tell');

interface Fingerprints {
  /** Of the secret itself; null when the report does not carry it. */
  readonly own: string | null;
  /** Keyed hash of its SHA-1 and SHA-256: what reports tell that carry only one of these. */
  readonly sha1: string | null;
  readonly sha256: string | null;
}

/**
 * A finding as an exposure, and as a credential when our detectors know what it is.
 *
 * The same secret in the same file of the same repository is one exposure, whichever scanners and
 * commits tell of it.
 */
export function* rowsOf(finding: Finding, context: ReportContext): Generator<Upsert> {
  const known = recognise(finding);
  const { of } = context;
  if (known?.token.detectorId === 'aws-access-key-id') {
    yield upsert(of, 'secret-reference', {
      key: `aws-access-key-id:${known.token.value}@${of.scopeKey}:${finding.path}`.slice(0, 1024),
      provider: 'aws',
      store: 'aws-access-key-id',
      name: known.token.value,
      identityKey: null,
      place: placeOf(finding, finding.line),
      attributes: { repository: of.scopeKey, ...toldBy(finding) },
    });
    return;
  }
  const prints = fingerprintsOf(finding, context.secrets);
  const key = keyOf(finding, prints, of.scopeKey);
  const committed = finding.committedAt ? timestampOf(finding.committedAt) : null;
  const sighted = noteSighting(context.sightings, key, {
    at: committed === null ? null : Date.parse(committed),
    line: finding.line,
  });
  const credentialKey = known ? credentialKeyOf(known, prints) : null;
  if (known && credentialKey) yield* credentialRows(finding, { known, credentialKey, prints, of });
  yield upsert(of, 'exposure', {
    key,
    provider: known?.token.provider ?? 'generic',
    credentialKey,
    detector: known?.token.detectorId ?? `${finding.tool}:${finding.rule}`,
    title: known?.token.title ?? finding.title,
    place: placeOf(finding, sighted.line),
    fingerprint:
      prints.own ?? prints.sha1 ?? prints.sha256 ?? placeFingerprint(key, context.secrets),
    preview: finding.secret ? redactedPreview(finding.secret.reveal()) : 'not in the report',
    setting: settingOfPath(finding.path),
    attributes: { repository: of.scopeKey, ...attributesOf(finding, { sighted, prints }) },
  });
}

function* credentialRows(
  finding: Finding,
  {
    known,
    credentialKey,
    prints,
    of,
  }: {
    readonly known: Recognised;
    readonly credentialKey: string;
    readonly prints: Fingerprints;
    readonly of: ListingOf;
  },
): Generator<Upsert> {
  const { token, publicId } = known;
  const expires = token.facts['expiresAt'];
  yield upsert(of, 'credential', {
    key: credentialKey,
    provider: token.provider,
    identityKey: null,
    kind: known.kind,
    nativeType: known.nativeType,
    name: publicId === null ? token.title : `${token.title} ${publicId}`,
    status: finding.validity === 'active' ? 'active' : 'unknown',
    createdAt: notInReport,
    expiresAt: expires ? { state: 'seen', value: expires } : notInReport,
    lastUsedAt: notInReport,
    lastRotatedAt: notInReport,
    ...(publicId === null ? {} : { publicId }),
    ...(prints.own === null ? {} : { fingerprint: prints.own }),
    preview: redactedPreview(token.value),
    attributes: { ...token.facts, checksum: token.checksum },
  });
  const author = authorCandidate(finding.author ?? null, finding.email ?? null);
  if (author === null) return;
  yield upsert(of, 'ownership', {
    key: `${credentialKey} by git-author ${author.email ?? author.name}`.slice(0, 1024),
    provider: token.provider,
    subject: { type: 'credential', key: credentialKey },
    owner: { type: 'person', ...author, status: 'unknown' },
    basis: 'inferred',
    signal: 'git-author',
    confidence: 0.4,
  });
}

function credentialKeyOf({ token, nativeType, publicId }: Recognised, { own }: Fingerprints) {
  const unique = publicId ?? own;
  return unique === null ? null : `${token.provider}:${nativeType}:${unique}`;
}

function fingerprintsOf({ secret, digest }: Finding, secrets: SecretKeeper): Fingerprints {
  const keyed = (text: string) => secrets.fingerprint(new SecretValue(text));
  if (secret === null) {
    const hex = digest ? keyed(digest.hex.toLowerCase()) : null;
    return {
      own: null,
      sha1: digest?.algorithm === 'sha1' ? hex : null,
      sha256: digest?.algorithm === 'sha256' ? hex : null,
    };
  }
  const value = secret.reveal();
  const hashed = (algorithm: 'sha1' | 'sha256') =>
    keyed(createHash(algorithm).update(value, 'utf8').digest('hex'));
  return {
    own: secrets.fingerprint(secret),
    sha1: hashed('sha1'),
    sha256: hashed('sha256'),
  };
}

/** By the SHA-1 where one can be had: baselines of detect-secrets know nothing else. */
function keyOf(finding: Finding, { sha1, sha256 }: Fingerprints, repository: string): string {
  const what = sha1 ?? sha256 ?? `${finding.rule}#${finding.line ?? ''}`;
  return `${what}@${repository}:${finding.path}`.slice(0, 1024);
}

/** Nothing tells the secret: it equals no other. */
function placeFingerprint(key: string, secrets: SecretKeeper): string {
  return secrets.fingerprint(new SecretValue(`untold secret at ${key}`));
}

function placeOf({ path }: Finding, line: number | null): Place {
  return { kind: 'file', locator: path, ...(line === null || line < 1 ? {} : { line }) };
}

function toldBy({ tool, rule, reportId }: Finding): Attributes {
  return { reportedBy: tool, rule, ...(reportId ? { reportId } : {}) };
}

function attributesOf(
  finding: Finding,
  { sighted, prints }: { readonly sighted: Sighted; readonly prints: Fingerprints },
): Attributes {
  const { commit, author, email, validity, isPublic } = finding;
  const first = momentOf(sighted.firstAt);
  const last = momentOf(sighted.lastAt);
  return {
    ...(sighted.isFirst ? toldBy(finding) : {}),
    ...(commit && sighted.isFirst ? { commit } : {}),
    ...(author && sighted.isFirst ? { author } : {}),
    ...(email && sighted.isFirst ? { authorEmail: email } : {}),
    ...(first === null ? {} : { firstSeenAt: first }),
    ...(last === null ? {} : { lastSeenAt: last }),
    ...(validity ? { validity } : {}),
    ...(isPublic ? { publicPlace: true } : {}),
    ...(prints.sha1 === null ? {} : { sha1Fingerprint: prints.sha1 }),
    ...(prints.sha256 === null ? {} : { sha256Fingerprint: prints.sha256 }),
  };
}

function momentOf(epochMs: number | null): Timestamp | null {
  return epochMs === null ? null : timestampOf(epochMs);
}
