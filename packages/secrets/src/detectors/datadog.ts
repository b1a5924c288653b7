import type { SecretDetector } from '../detector.ts';
import { assigned, spellings } from '../pattern.ts';

const apiKeyNames = ['datadog', ...spellings('dd', 'api', 'key')];
const appKeyNames = [
  'datadog',
  ...spellings('dd', 'app', 'key'),
  ...spellings('dd', 'application', 'key'),
];

const format = { provider: 'datadog', keywordCase: 'exact', basis: 'format' } as const;

export const datadog: readonly SecretDetector[] = [
  {
    ...format,
    id: 'datadog-api-key',
    title: 'Datadog API key',
    credentialKind: 'api-key',
    keywords: apiKeyNames,
    pattern: assigned(apiKeyNames, '[0-9a-f]{32}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'datadog-application-key',
    title: 'Datadog application key',
    credentialKind: 'app-key',
    keywords: appKeyNames,
    pattern: assigned(appKeyNames, '[0-9a-f]{40}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
  },
];
