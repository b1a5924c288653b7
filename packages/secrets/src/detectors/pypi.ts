import type { SecretDetector } from '../detector.ts';

const format = { provider: 'pypi', keywordCase: 'exact', basis: 'format' } as const;

export const pypi: readonly SecretDetector[] = [
  {
    ...format,
    id: 'pypi-api-token',
    title: 'PyPI API token',
    credentialKind: 'token',
    keywords: ['pypi-AgEIcHlwaS5vcmc'],
    pattern: 'pypi-AgEIcHlwaS5vcmc[\\w-]{50,}',
    notFollowedBy: '-',
    decoder: 'pypi-macaroon',
  },
  {
    ...format,
    id: 'pypi-test-api-token',
    title: 'TestPyPI API token',
    credentialKind: 'token',
    keywords: ['pypi-AgENdGVzdC5weXBpLm9yZw'],
    pattern: 'pypi-AgENdGVzdC5weXBpLm9yZw[\\w-]{50,}',
    notFollowedBy: '-',
    decoder: 'pypi-macaroon',
  },
];
