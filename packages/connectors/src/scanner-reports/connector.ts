import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** What secret scanners found, out of their reports. */
export const scannerReports = defineConnector({
  id: 'scanner-reports',
  title: 'Secret scanner reports',
  summary:
    'Secrets found by gitleaks, betterleaks, trufflehog, kingfisher, detect-secrets and whatever writes SARIF.',
  collectors: [],
  fileCollectors: [],
  importer,
});
