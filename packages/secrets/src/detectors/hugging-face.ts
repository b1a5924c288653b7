import type { SecretDetector } from '../detector.ts';

const format = { provider: 'hugging-face', keywordCase: 'exact', basis: 'format' } as const;

export const huggingFace: readonly SecretDetector[] = [
  {
    ...format,
    id: 'hugging-face-organization-token',
    title: 'Hugging Face organization API token',
    credentialKind: 'token',
    keywords: ['api_org_'],
    pattern: 'api_org_[A-Za-z]{34}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'hugging-face-user-token',
    title: 'Hugging Face user access token',
    credentialKind: 'token',
    keywords: ['hf_'],
    pattern: 'hf_[A-Za-z]{34}',
    entropyAtLeast: 3.5,
  },
];
