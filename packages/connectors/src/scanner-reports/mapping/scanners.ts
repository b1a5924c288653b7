import { SecretValue } from '@nonhuman/runtime';
import type {
  BetterleaksFinding,
  GitleaksFinding,
  KingfisherFinding,
  TrufflehogFinding,
  TrufflehogPlace,
} from '../schema.ts';
import type { Finding, Validity } from './finding.ts';
import { secretOf } from './recognise.ts';

/** What scanners call the outcome of trying a secret; null when they did not try. */
function validityOf(status: string | null | undefined): Validity | null {
  if (!status || /^(?:none|not[_ ]attempted|needs_validation)$/i.test(status)) return null;
  if (/^(?:valid|active)\b/i.test(status)) return 'active';
  if (/^(?:invalid|revoked|inactive|confirmed_invalid)\b/i.test(status)) return 'inactive';
  return 'unknown';
}

/** A finding of gitleaks. */
export function gitleaksFinding(found: GitleaksFinding): Finding {
  return {
    tool: found.ValidationStatus === undefined ? 'gitleaks' : 'betterleaks',
    rule: found.RuleID,
    title: found.Description || found.RuleID,
    secret: secretOf(found.Secret),
    around: found.Match ? new SecretValue(found.Match) : null,
    path: found.File,
    line: found.StartLine ?? null,
    commit: found.Commit || null,
    author: found.Author || null,
    email: found.Email || null,
    committedAt: found.Date || null,
    validity: validityOf(found.ValidationStatus),
    reportId: found.Fingerprint || null,
  };
}

/** A finding of betterleaks; the secret half of an AWS key stands beside the id that was found. */
export function betterleaksFinding(found: BetterleaksFinding): Finding {
  const { match, attributes, location } = found;
  const half = found.component_sets
    ?.flatMap(({ components }) => components ?? [])
    .find(({ rule_id }) => rule_id === 'aws-secret-access-key')?.match;
  const whole = half ?? match;
  const digest = whole.fingerprint;
  return {
    tool: 'betterleaks',
    rule: found.rule_id,
    title: found.description || found.rule_id,
    secret: secretOf(whole.value),
    around: whole.full ? new SecretValue(whole.full) : null,
    publicId: half && match.value && secretOf(match.value) ? match.value : null,
    digest: digest && /^[0-9a-f]{64}$/i.test(digest) ? { algorithm: 'sha256', hex: digest } : null,
    path: location.path,
    line: location.start_line ?? null,
    commit: attributes?.['git.sha'] ?? null,
    author: attributes?.['git.author_name'] ?? null,
    email: attributes?.['git.author_email'] ?? null,
    committedAt: attributes?.['git.date'] ?? null,
    validity: validityOf(found.analysis?.status),
  };
}

/** The place that trufflehog tells, with the kind of source. */
export function trufflehogPlace(found: TrufflehogFinding): {
  readonly source: string;
  readonly place: TrufflehogPlace | null;
} {
  const [entry] = Object.entries(found.SourceMetadata.Data);
  return { source: entry?.[0] ?? 'unknown', place: entry?.[1] ?? null };
}

/**
 * A finding of trufflehog. `Verified: false` says nothing: it is also what a run without verification
 * prints.
 */
export function trufflehogFinding(found: TrufflehogFinding): Finding {
  const { place, source } = trufflehogPlace(found);
  const [, author = null, email = null] =
    /^\s*(.*?)\s*<([^>]*)>\s*$/.exec(place?.email ?? '') ?? [];
  const pair = /^((?:AKIA|ASIA)[A-Z0-9]{16}):(.+)$/s.exec(found.RawV2 ?? '');
  return {
    tool: 'trufflehog',
    rule: found.DetectorName,
    title: `${found.DetectorName} secret`,
    secret: secretOf(pair?.[2] ?? found.Raw),
    publicId: pair?.[1] ?? null,
    path: place?.file || place?.link || place?.image || place?.bucket || source,
    line: place?.line ?? null,
    commit: place?.commit || null,
    author: author || null,
    email: email ?? (place?.email || null),
    committedAt: place?.timestamp || null,
    validity: found.Verified ? 'active' : found.VerificationError ? 'unknown' : null,
    // GitHub's repositories: 0 unknown, 1 public, 2 private (or by name).
    isPublic: place?.visibility === 'public' || place?.visibility === 1,
  };
}

/** A finding of kingfisher; null for the lines that only tell of the run. */
export function kingfisherFinding({ rule, finding }: KingfisherFinding): Finding | null {
  if (!rule || !finding) return null;
  const { git_metadata: git, validation } = finding;
  const person = git?.commit?.author ?? git?.commit?.committer;
  return {
    tool: 'kingfisher',
    rule: rule.id,
    title: rule.description || rule.name || rule.id,
    secret: secretOf(finding.snippet),
    path: git?.file?.path || finding.path,
    line: finding.line ?? null,
    commit: git?.commit?.id ?? null,
    author: person?.name ?? null,
    email: person?.email ?? null,
    committedAt: git?.commit?.date ?? null,
    validity: validityOf(validation?.outcome ?? validation?.status),
    reportId: finding.fingerprint ?? null,
  };
}
