import type { SecretDetector } from '../detector.ts';

const format = { provider: 'terraform-cloud', keywordCase: 'exact', basis: 'format' } as const;

export const terraformCloud: readonly SecretDetector[] = [
  {
    ...format,
    id: 'terraform-cloud-api-token',
    title: 'HCP Terraform API token',
    credentialKind: 'token',
    keywords: ['.atlasv1.'],
    pattern: '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}',
    keywordAt: [14, 14],
    notFollowedBy: '-=',
    entropyAtLeast: 3.5,
  },
];
