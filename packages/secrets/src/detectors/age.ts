import type { SecretDetector } from '../detector.ts';

const format = { provider: 'age', keywordCase: 'exact', basis: 'format' } as const;

export const age: readonly SecretDetector[] = [
  {
    ...format,
    id: 'age-secret-key',
    title: 'age identity',
    credentialKind: 'private-key',
    keywords: ['AGE-SECRET-KEY-1'],
    pattern: 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
    entropyAtLeast: 3.5,
  },
];
