import { z } from 'zod';

const Text = z.string().nullish();
const Line = z.coerce.number().int().nullish().catch(null);

/** One finding of gitleaks 8, out of JSON or CSV; betterleaks 1 adds how it was validated. */
export const GitleaksFinding = z.object({
  RuleID: z.string().min(1),
  Description: Text,
  File: z.string(),
  Secret: Text,
  Match: Text,
  StartLine: Line,
  Commit: Text,
  Author: Text,
  Email: Text,
  Date: Text,
  Fingerprint: Text,
  ValidationStatus: Text,
});
export type GitleaksFinding = z.infer<typeof GitleaksFinding>;

const BetterleaksMatch = z.object({
  value: Text,
  full: Text,
  /** SHA-256 of the value, in hex. */
  fingerprint: Text,
});

/** One finding of betterleaks 2; a line of JSONL wraps it, and the last line has none. */
export const BetterleaksFinding = z.object({
  rule_id: z.string().min(1),
  description: Text,
  match: BetterleaksMatch,
  location: z.object({ path: z.string(), start_line: Line }),
  attributes: z
    .object({
      'git.sha': Text,
      'git.author_name': Text,
      'git.author_email': Text,
      'git.date': Text,
    })
    .nullish(),
  analysis: z.object({ status: Text }).nullish(),
  component_sets: z
    .array(
      z.object({
        components: z.array(z.object({ rule_id: z.string(), match: BetterleaksMatch })).nullish(),
      }),
    )
    .nullish(),
});
export type BetterleaksFinding = z.infer<typeof BetterleaksFinding>;

/** Where trufflehog found something; the keys of `Data` name the kind of source. */
export const TrufflehogPlace = z.object({
  commit: Text,
  file: Text,
  email: Text,
  repository: Text,
  timestamp: Text,
  line: Line,
  link: Text,
  visibility: z.union([z.string(), z.number()]).nullish(),
  bucket: Text,
  image: Text,
});
export type TrufflehogPlace = z.infer<typeof TrufflehogPlace>;

/** One line that `trufflehog --json` prints. */
export const TrufflehogFinding = z.object({
  DetectorName: z.string().min(1),
  SourceMetadata: z.object({ Data: z.record(z.string(), TrufflehogPlace.nullish()) }),
  Verified: z.boolean().nullish(),
  VerificationError: Text,
  Raw: Text,
  RawV2: Text,
});
export type TrufflehogFinding = z.infer<typeof TrufflehogFinding>;

/** One finding of kingfisher; the last line of JSONL has none. */
export const KingfisherFinding = z.object({
  rule: z.object({ id: z.string(), name: Text, description: Text }).nullish(),
  finding: z
    .object({
      snippet: Text,
      fingerprint: Text,
      line: Line,
      path: z.string(),
      validation: z.object({ status: Text, outcome: Text }).nullish(),
      git_metadata: z
        .object({
          repository_url: Text,
          commit: z
            .object({
              id: Text,
              date: Text,
              author: z.object({ name: Text, email: Text }).nullish(),
              committer: z.object({ name: Text, email: Text }).nullish(),
            })
            .nullish(),
          file: z.object({ path: Text }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type KingfisherFinding = z.infer<typeof KingfisherFinding>;

const DetectSecretsFinding = z.object({
  type: z.string().min(1),
  /** SHA-1 of the secret, in hex. */
  hashed_secret: z.string().min(1),
  line_number: Line,
  is_verified: z.boolean().nullish(),
  /** Told by people who audited the baseline: false means that it is none. */
  is_secret: z.boolean().nullish(),
});
export type DetectSecretsFinding = z.infer<typeof DetectSecretsFinding>;

/** The member `results` of a baseline of detect-secrets: file name → findings. */
export const DetectSecretsResults = z.record(z.string(), z.array(DetectSecretsFinding));

const Tags = z.object({ tags: z.array(z.string()).nullish() }).nullish();

const SarifResult = z.object({
  ruleId: Text,
  rule: z.object({ id: Text }).nullish(),
  message: z.object({ text: Text }).nullish(),
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({
            artifactLocation: z.object({ uri: Text }).nullish(),
            region: z
              .object({ startLine: Line, snippet: z.object({ text: Text }).nullish() })
              .nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  partialFingerprints: z.record(z.string(), z.unknown()).nullish(),
  properties: Tags,
  suppressions: z.array(z.object({ status: Text })).nullish(),
});
export type SarifResult = z.infer<typeof SarifResult>;

const SarifRule = z.object({
  id: z.string(),
  name: Text,
  shortDescription: z.object({ text: Text }).nullish(),
  properties: Tags,
});
export type SarifRule = z.infer<typeof SarifRule>;

/** One run of SARIF 2.1.0; results that are not as expected cost themselves. */
export const SarifRun = z.object({
  tool: z.object({ driver: z.object({ name: z.string(), rules: z.array(SarifRule).nullish() }) }),
  results: z.array(SarifResult).nullish(),
});
export type SarifRun = z.infer<typeof SarifRun>;
