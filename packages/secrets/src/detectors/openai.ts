import type { SecretDetector } from '../detector.ts';

const format = { provider: 'openai', keywordCase: 'exact', basis: 'format' } as const;

/** All carry the word OpenAI in base64 (`T3BlbkFJ`) in their middle. */
export const openai: readonly SecretDetector[] = [
  {
    ...format,
    id: 'openai-admin-key',
    title: 'OpenAI admin key',
    credentialKind: 'api-key',
    keywords: ['sk-admin-'],
    pattern: 'sk-admin-[\\w-]{20,100}T3BlbkFJ[\\w-]{20,100}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...format,
    id: 'openai-project-key',
    title: 'OpenAI project key',
    credentialKind: 'api-key',
    keywords: ['sk-proj-'],
    pattern: 'sk-proj-[\\w-]{20,100}T3BlbkFJ[\\w-]{20,100}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...format,
    id: 'openai-service-account-key',
    title: 'OpenAI service account key',
    credentialKind: 'api-key',
    keywords: ['sk-svcacct-'],
    pattern: 'sk-svcacct-[\\w-]{20,100}T3BlbkFJ[\\w-]{20,100}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...format,
    id: 'openai-user-key',
    title: 'OpenAI user API key',
    credentialKind: 'api-key',
    keywords: ['T3BlbkFJ'],
    pattern: 'sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}',
    keywordAt: [23, 23],
    entropyAtLeast: 3.5,
  },
];
