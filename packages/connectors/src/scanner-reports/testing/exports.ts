import { createHash } from 'node:crypto';
import { exampleOf, plantedSecret } from '@nonhuman/secrets/testing';

const repository = 'https://github.com/acme/shop.git';

/** Made here; none was ever anyone's. */
export const token = plantedSecret('github-personal-access-token', 11).value;
export const slack = plantedSecret('slack-bot-token', 12).value;
export const password = ['hunter2', 'Tr0ub4dor', 'correct'].join('-');
export const keyId = `AKIA${exampleOf('aws-access-key-id', 13).slice(4)}`;
export const keySecret = `${['q7Zt', 'Lm2V', 'x9Rk', 'Pw4N'].join('').repeat(2)}bY6hJ3sD`;
export const plantedSecrets = [token, slack, password, keySecret];

const digest = (algorithm: string, text: string) =>
  createHash(algorithm).update(text).digest('hex');
const commit = (letter: string) => letter.repeat(40);

interface Found {
  readonly rule: string;
  readonly secret: string;
  readonly file: string;
  readonly line: number;
  readonly at: string;
  readonly commit: string;
}

const old: Found = {
  rule: 'github-pat',
  secret: token,
  file: 'src/config.py',
  line: 12,
  at: '2024-01-10T08:00:00Z',
  commit: commit('a'),
};
const moved: Found = { ...old, line: 30, at: '2025-03-01T09:00:00Z', commit: commit('b') };
const generic: Found = {
  rule: 'generic-api-key',
  secret: password,
  file: 'deploy/.env',
  line: 2,
  at: '2025-02-01T00:00:00Z',
  commit: commit('c'),
};

const author = { name: 'Ada', email: 'ada@example.com' };

const gitleaks = (found: Found) => ({
  RuleID: found.rule,
  Description: `Found by ${found.rule}`,
  StartLine: found.line,
  EndLine: found.line,
  StartColumn: 5,
  EndColumn: 40,
  Match: `password = "${found.secret}"`,
  Secret: found.secret,
  File: found.file,
  SymlinkFile: '',
  Commit: found.commit,
  Entropy: 4.5,
  Author: author.name,
  Email: author.email,
  Date: found.at,
  Message: 'settings',
  Tags: [],
  Fingerprint: `${found.commit}:${found.file}:${found.rule}:${found.line}`,
});

const betterleaks = (found: Found, more: object = {}) => ({
  rule_id: found.rule,
  rule_hash: digest('sha256', found.rule),
  description: `Found by ${found.rule}`,
  confidence: 'high',
  match: {
    full: found.secret,
    value: found.secret,
    fingerprint: digest('sha256', found.secret),
  },
  attributes: {
    'git.author_email': author.email,
    'git.author_name': author.name,
    'git.date': found.at,
    'git.message': 'settings',
    'git.sha': found.commit,
    resource: 'git.patch_content',
  },
  location: { path: found.file, start_line: found.line, end_line: found.line },
  ...more,
});

const awsPair = betterleaks(
  { ...old, rule: 'aws-access-token', secret: keyId, file: 'infra/main.tf', line: 4 },
  {
    analysis: { status: 'valid' },
    component_sets: [
      {
        components: [
          {
            rule_id: 'aws-secret-access-key',
            match: {
              full: `secret_access_key = "${keySecret}"`,
              value: keySecret,
              fingerprint: digest('sha256', keySecret),
            },
          },
        ],
      },
    ],
  },
);

const trufflehog = {
  SourceMetadata: {
    Data: {
      Github: {
        link: 'https://github.com/acme/shop/blob/main/chat.js#L7',
        repository,
        commit: commit('d'),
        email: `${author.name} <${author.email}>`,
        file: 'chat.js',
        timestamp: '2025-05-05 05:05:05 +0000',
        line: 7,
        visibility: 1,
      },
    },
  },
  SourceID: 1,
  SourceType: 7,
  SourceName: 'trufflehog - github',
  DetectorType: 13,
  DetectorName: 'Slack',
  DecoderName: 'PLAIN',
  Verified: true,
  VerificationFromCache: false,
  Raw: slack,
  RawV2: '',
  Redacted: '',
  ExtraData: null,
  StructuredData: null,
};

const kingfisher = {
  rule: { title: 'SLACK', name: 'slack-bot-token', id: 'betterleaks.slack-bot-token' },
  finding: {
    snippet: slack,
    fingerprint: '10097744256842654086',
    confidence: 'high',
    entropy: '4.69',
    validation: { outcome: 'not_attempted', status: 'Not Attempted', response: '' },
    line: 7,
    path: 'chat.js',
    git_metadata: {
      repository_url: repository,
      commit: { id: commit('d'), date: '2025-05-05', author, committer: author },
      file: { path: 'chat.js' },
    },
    validate_command: `kingfisher validate --rule slack '${slack}'`,
  },
};

const sarif = {
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: { name: 'gitleaks', rules: [{ id: old.rule, name: 'GitHub token' }] },
      },
      results: [
        {
          ruleId: old.rule,
          message: { text: `${old.rule} has detected secret for file ${old.file}.` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: old.file },
                region: { startLine: old.line, snippet: { text: token } },
              },
            },
          ],
          partialFingerprints: {
            commitSha: old.commit,
            email: author.email,
            author: author.name,
            date: old.at,
            commitMessage: 'settings',
          },
        },
      ],
    },
    {
      tool: {
        driver: {
          name: 'CodeQL',
          rules: [
            { id: 'js/hard-coded', properties: { tags: ['security', 'external/cwe/cwe-798'] } },
            { id: 'js/unused', properties: { tags: ['maintainability'] } },
          ],
        },
      },
      results: ['js/hard-coded', 'js/unused'].map((ruleId, index) => ({
        ruleId,
        message: { text: 'see there' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/with%20space.js' },
              region: { startLine: 5 + index, snippet: { text: 'const pwd = login;' } },
            },
          },
        ],
      })),
    },
  ],
};

/** Its digest is that of the prefix only, as detect-secrets 1.5.0 makes it. */
const githubToken = {
  type: 'GitHub Token',
  hashed_secret: digest('sha1', 'ghp'),
  is_verified: false,
  line_number: 3,
};

const baseline = {
  version: '1.5.0',
  plugins_used: [{ name: 'GitHubTokenDetector' }],
  filters_used: [],
  results: {
    [old.file]: [
      {
        type: 'GitHub Token',
        filename: old.file,
        hashed_secret: digest('sha1', token),
        is_verified: false,
        line_number: 30,
      },
    ],
    'src/a.py': [githubToken],
    'src/b.py': [githubToken],
    'docs/sample.txt': [
      {
        type: 'Secret Keyword',
        filename: 'docs/sample.txt',
        hashed_secret: digest('sha1', 'sample'),
        is_verified: false,
        is_secret: false,
        line_number: 1,
      },
    ],
  },
  generated_at: '2026-06-15T00:00:00Z',
};

const csv = [
  'RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine,EndLine,StartColumn,EndColumn,Author,Message,Date,Email,Fingerprint,Tags',
  `${generic.rule},${generic.commit},${generic.file},,${generic.secret},"pwd = ""${generic.secret}""",${generic.line},2,1,9,${author.name},settings,${generic.at},${author.email},x:y:z:2,`,
  `${old.rule},${commit('e')},old/notes.txt,,REDACTED,REDACTED,3,3,1,9,Dependabot[bot],settings,2023-01-01T00:00:00Z,bot@example.com,x:y:z:3,`,
].join('\n');

/** Reports of one repository by every scanner, complete. */
export const exports = {
  'github.com~acme~shop__gitleaks.json': JSON.stringify([gitleaks(moved), gitleaks(old)]),
  'history/github.com~acme~shop__gitleaks.csv': `${csv}\n`,
  'github.com~acme~shop__betterleaks.json': JSON.stringify({
    schema_version: '1',
    scan: { state: 'complete', source: { type: 'git', targets: ['.'] } },
    findings: [awsPair, betterleaks(old)],
  }),
  'github.com~acme~shop__trufflehog.jsonl': `${JSON.stringify(trufflehog)}\n`,
  'github.com~acme~shop__kingfisher.jsonl': `${JSON.stringify(kingfisher)}\n${JSON.stringify({ audit: { run_id: '1' } })}\n`,
  'github.com~acme~shop__sarif.json': JSON.stringify(sarif),
  'github.com~acme~shop__detect-secrets.json': JSON.stringify(baseline),
};
