import type { SecretDetector } from '../detector.ts';
import { assigned, spellings } from '../pattern.ts';

const names = [...spellings('sonar', 'token'), ...spellings('sonar', 'login')];

const format = { provider: 'sonarqube', keywordCase: 'exact', basis: 'format' } as const;

export const sonarQube: readonly SecretDetector[] = [
  {
    ...format,
    id: 'sonarqube-token',
    title: 'SonarQube or SonarCloud token',
    credentialKind: 'token',
    keywords: ['sqa_', 'sqp_', 'squ_'],
    pattern: 'sq[apu]_[0-9a-f]{40}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'sonarqube-token-legacy',
    title: 'SonarQube token (before 9.5)',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[0-9a-f]{40}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
  },
];
