import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { repositoryKey } from '../mapping/repository.ts';
import {
  betterleaks,
  detectSecrets,
  gitleaks,
  kingfisher,
  sarif,
  trufflehog,
} from './report-lists.ts';
import { type ReportState, startReports } from './state.ts';

/** Reads the reports that secret scanners write. */
export const importer = defineAnswerImporter<ReportState>({
  id: 'scanner-reports',
  title: 'Secret scanner reports',
  description:
    'Run the scanner in a checkout and set REPO to the address of the repository with ~ for each slash: REPO=github.com~acme~shop. Reports of one repository under one name are joined. The reports hold the secrets themselves: keep none of them longer than the import takes.',
  permissions: ['None at a provider: scanners read a checkout.'],
  cannotTell: [
    'Whether a secret still works, unless the scanner tried it.',
    'Whose a secret is; the author of the commit is a hint.',
    'Whether a secret that stands in the history is still in the newest files.',
    'The secret behind a redacted report; it is then known by its digest, or by its place only.',
  ],
  scope: {
    kind: 'repository',
    title: 'the repository that was scanned',
    option: 'repository',
    keyOf: repositoryKey,
  },
  answers: [detectSecrets, sarif, kingfisher, trufflehog, betterleaks, gitleaks],
  options: [
    {
      name: 'root',
      title: 'The folder before the paths of a report, which is not part of the repository.',
      from: 'value',
    },
  ],
  start: startReports,
});
