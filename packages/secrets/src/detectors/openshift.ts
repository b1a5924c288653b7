import type { SecretDetector } from '../detector.ts';

const format = { provider: 'openshift', keywordCase: 'exact', basis: 'format' } as const;

export const openShift: readonly SecretDetector[] = [
  {
    ...format,
    id: 'openshift-user-token',
    title: 'OpenShift user token',
    credentialKind: 'session',
    keywords: ['sha256~'],
    pattern: 'sha256~[\\w-]{43}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
];
