import type { SecretDetector } from '../detector.ts';

const gitlabToken = {
  provider: 'gitlab',
  credentialKind: 'token',
  keywordCase: 'exact',
  basis: 'format',
  notFollowedBy: '-',
  entropyAtLeast: 3,
} as const;

/** Prefixes: docs.gitlab.com/security/tokens; routable form: gitlab's `RoutableToken` generator. */
export const gitlab: readonly SecretDetector[] = [
  {
    ...gitlabToken,
    id: 'gitlab-agent-token',
    title: 'GitLab agent for Kubernetes token',
    keywords: ['glagent-'],
    pattern: 'glagent-[\\w-]{50}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-ci-job-token',
    title: 'GitLab CI/CD job token',
    credentialKind: 'session',
    keywords: ['glcbt-'],
    pattern: 'glcbt-(?:[0-9a-zA-Z]{1,5}_)?[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-deploy-token',
    title: 'GitLab deploy token',
    keywords: ['gldt-'],
    pattern: 'gldt-[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-feature-flag-token',
    title: 'GitLab feature flag client token',
    keywords: ['glffct-'],
    pattern: 'glffct-[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-feed-token',
    title: 'GitLab feed token',
    keywords: ['glft-'],
    pattern: 'glft-[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-incoming-mail-token',
    title: 'GitLab incoming mail token',
    keywords: ['glimt-'],
    pattern: 'glimt-[\\w-]{25}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-oauth-application-secret',
    title: 'GitLab OAuth application secret',
    credentialKind: 'oauth-client-secret',
    keywords: ['gloas-'],
    pattern: 'gloas-[\\w-]{64}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-personal-access-token',
    title: 'GitLab personal, project or group access token',
    keywords: ['glpat-'],
    pattern: 'glpat-[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-pipeline-trigger-token',
    title: 'GitLab pipeline trigger token',
    keywords: ['glptt-'],
    pattern: 'glptt-[0-9a-f]{40}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-routable-token',
    title: 'GitLab token (routable form)',
    keywords: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glft-', 'glagent-', 'glsoat-'],
    pattern: 'gl(?:pat|dt|rt|ptt|cbt|ft|agent|soat)-(?:t[0-9]_)?[\\w-]{27,300}\\.01\\.[0-9a-z]{9}',
    checksum: 'gitlab-routable-crc32',
    decoder: 'gitlab-routable',
  },
  {
    ...gitlabToken,
    id: 'gitlab-runner-authentication-token',
    title: 'GitLab runner authentication token',
    keywords: ['glrt-'],
    pattern: 'glrt-(?:t[0-9]_)?[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-runner-registration-token',
    title: 'GitLab runner registration token',
    keywords: ['GR1348941'],
    pattern: 'GR1348941[\\w-]{20}',
  },
  {
    ...gitlabToken,
    id: 'gitlab-scim-token',
    title: 'GitLab SCIM token',
    keywords: ['glsoat-'],
    pattern: 'glsoat-[\\w-]{20}',
  },
];
