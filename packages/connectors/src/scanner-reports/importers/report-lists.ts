import { answerList } from '@nonhuman/connector-kit';
import type { Noun } from '@nonhuman/model';
import { detectSecretsFinding } from '../mapping/detect-secrets.ts';
import { repositoryByAddress } from '../mapping/repository.ts';
import { sarifFindings } from '../mapping/sarif.ts';
import {
  betterleaksFinding,
  gitleaksFinding,
  kingfisherFinding,
  trufflehogFinding,
  trufflehogPlace,
} from '../mapping/scanners.ts';
import {
  BetterleaksFinding,
  DetectSecretsResults,
  GitleaksFinding,
  KingfisherFinding,
  SarifRun,
  TrufflehogFinding,
} from '../schema.ts';
import { type ReportState, report } from './state.ts';

const list = answerList<ReportState>();
const emits: readonly Noun[] = ['exposure', 'credential', 'ownership', 'secret-reference'];

/** Read first: it knows only digests, which what the others tell then completes. */
export const detectSecrets = list({
  id: 'scanner-reports.detect-secrets',
  title: 'Baseline of detect-secrets',
  commands: ['detect-secrets scan > "${REPO}__detect-secrets.json"'],
  emits,
  what: 'detect-secrets',
  members: ['results'],
  item: DetectSecretsResults,
  fits: () => false,
  isAnswer: (answer) => 'plugins_used' in answer && 'results' in answer,
  *read(results, at) {
    for (const [path, findings] of Object.entries(results))
      for (const found of findings) {
        const finding = detectSecretsFinding(path, found);
        if (finding) yield* report(at, finding);
      }
  },
});

export const sarif = list({
  id: 'scanner-reports.sarif',
  title: 'SARIF 2.1.0 of any scanner',
  commands: [
    'gitleaks git --report-format sarif --report-path "${REPO}__sarif.json" .',
    'kingfisher scan --format sarif --output "${REPO}__sarif.json" .',
  ],
  emits,
  what: 'sarif',
  members: ['runs'],
  item: SarifRun,
  fits: (item) => 'tool' in item,
  *read(run, at) {
    for (const finding of sarifFindings(run)) yield* report(at, finding);
  },
});

export const kingfisher = list({
  id: 'scanner-reports.kingfisher',
  title: 'Report of kingfisher (JSON or JSONL)',
  commands: ['kingfisher scan --format jsonl --output "${REPO}__kingfisher.jsonl" .'],
  emits,
  what: 'kingfisher',
  members: ['findings', ''],
  item: KingfisherFinding,
  fits: (item) => 'rule' in item && 'finding' in item,
  scopeOf: ({ finding }) => repositoryByAddress(finding?.git_metadata?.repository_url),
  *read(item, at) {
    const finding = kingfisherFinding(item);
    if (finding) yield* report(at, finding);
  },
});

export const trufflehog = list({
  id: 'scanner-reports.trufflehog',
  title: 'Report of trufflehog 3 (JSON lines)',
  commands: ['trufflehog git --json "file://$PWD" > "${REPO}__trufflehog.jsonl"'],
  emits,
  what: 'trufflehog',
  members: [''],
  item: TrufflehogFinding,
  fits: (item) => 'SourceMetadata' in item && 'DetectorName' in item,
  scopeOf: (item) => repositoryByAddress(trufflehogPlace(item).place?.repository),
  *read(item, at) {
    yield* report(at, trufflehogFinding(item));
  },
});

export const betterleaks = list({
  id: 'scanner-reports.betterleaks',
  title: 'Report of betterleaks 2 (JSON or JSONL)',
  commands: ['betterleaks git --output "${REPO}__betterleaks.json" .'],
  emits,
  what: 'betterleaks',
  members: ['findings', 'finding'],
  item: BetterleaksFinding,
  fits: (item) => 'rule_id' in item && 'location' in item,
  *read(item, at) {
    yield* report(at, betterleaksFinding(item));
  },
});

export const gitleaks = list({
  id: 'scanner-reports.gitleaks',
  title: 'Report of gitleaks 8 (JSON or CSV)',
  commands: ['gitleaks git --report-format json --report-path "${REPO}__gitleaks.json" .'],
  emits,
  what: 'gitleaks',
  members: [''],
  columns: ['RuleID', 'File', 'Secret', 'StartLine'],
  alsoJson: true,
  item: GitleaksFinding,
  fits: (item) => 'RuleID' in item && 'StartLine' in item,
  *read(item, at) {
    yield* report(at, gitleaksFinding(item));
  },
});
