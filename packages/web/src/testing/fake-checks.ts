import type { Severity } from '@nonhuman/model';

/** A check of the invented company. */
export interface FakeCheck {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly subject: 'identity' | 'credential' | 'exposure';
  readonly controls: string[];
  readonly nextAction: string;
  /** Why one subject fails, given a number. */
  readonly because: (days: number) => string;
}

const doc = (title: string, action: string) => `# ${title}

## What it means

The subject has a property that attackers look for first. See the evidence for what was seen, and where.

## Why it matters

Static secrets are copied: into **shell histories**, *build logs* and laptops. Whoever finds one acts as the identity, from anywhere, until somebody notices. See the [OWASP Non-Human Identities Top 10](https://owasp.org/www-project-non-human-identities-top-10/).

## How it is decided

- **Pass**: the limit is kept.
- **Fail**: the limit is passed.
- **Unknown**: the provider does not tell; that is never a pass.

## How to fix

1. ${action}
2. See who still uses it:
   - AWS: \`aws iam get-access-key-last-used --access-key-id KEY\`
   - Kubernetes: look into the audit log
3. Disable it, wait a full business cycle, then delete it.

\`\`\`sh
aws iam update-access-key --access-key-id KEY --status Inactive
\`\`\`

## False positives

Break-glass identities are seldom used on purpose: accept them with that reason.
`;

export function docOf({ title, nextAction }: FakeCheck): string {
  return doc(title, nextAction);
}

export const fakeChecks: readonly [FakeCheck, ...FakeCheck[]] = [
  {
    id: 'exposure-in-source',
    title: 'Secret is written into source code',
    severity: 'critical',
    subject: 'exposure',
    controls: [
      'owasp-nhi-2025:NHI2',
      'soc2:CC6.1',
      'pci-dss-4.0.1:8.6.2',
      'nist-800-53-r5:IA-5(7)',
    ],
    nextAction: 'Revoke the secret, issue a new one and keep it in a secret store.',
    because: (days) => `its secret lies in a tracked file that ${days} people can read`,
  },
  {
    id: 'credential-unused-admin',
    title: 'Unused credential has admin access',
    severity: 'critical',
    subject: 'credential',
    controls: ['owasp-nhi-2025:NHI5', 'cis-aws-3.0:1.12', 'soc2:CC6.3'],
    nextAction: 'Disable the key, wait a business cycle, then delete it.',
    because: (days) => `not used for ${days + 90} days, and it may do everything`,
  },
  {
    id: 'identity-owner-left',
    title: 'Everyone who answered for the identity has left',
    severity: 'high',
    subject: 'identity',
    controls: ['owasp-nhi-2025:NHI1', 'iso27001-2022:A.5.18', 'soc2:CC6.2'],
    nextAction: 'Name a new owner, or disable the identity if nobody claims it.',
    because: (days) => `its only known owner left ${days} days ago`,
  },
  {
    id: 'trust-any-branch',
    title: 'Any branch of a repository may assume the role',
    severity: 'high',
    subject: 'identity',
    controls: ['owasp-nhi-2025:NHI6', 'owasp-nhi-2025:NHI4'],
    nextAction: 'Limit the subject of the trust to one branch or environment.',
    because: () => 'its trust allows repo:acme/*, so any branch of any repository gets in',
  },
  {
    id: 'agent-unpinned-server',
    title: 'Agent starts an MCP server that is not pinned',
    severity: 'high',
    subject: 'identity',
    controls: ['owasp-asi-2026:ASI04', 'owasp-nhi-2025:NHI3'],
    nextAction: 'Pin the package to one version, with its hash if the client allows it.',
    because: () => 'starts the latest version of a package on every run',
  },
  {
    id: 'credential-too-old',
    title: 'Credential is older than its rotation limit',
    severity: 'medium',
    subject: 'credential',
    controls: ['owasp-nhi-2025:NHI7', 'cis-aws-3.0:1.14', 'pci-dss-4.0.1:8.6.3'],
    nextAction: 'Make a second key, move consumers over, then retire the old one.',
    because: (days) => `${days + 90} days old; the limit is 90`,
  },
  {
    id: 'credential-no-expiry',
    title: 'Credential never expires',
    severity: 'medium',
    subject: 'credential',
    controls: ['owasp-nhi-2025:NHI7', 'soc2:CC6.1'],
    nextAction: 'Replace it by one with an end date, or by federation that needs no secret.',
    because: () => 'it has no end, and nothing else limits its life',
  },
  {
    id: 'identity-no-owner',
    title: 'Nobody answers for the identity',
    severity: 'low',
    subject: 'identity',
    controls: ['owasp-nhi-2025:NHI1', 'iso27001-2022:A.5.16'],
    nextAction: 'Name the team that answers for it and have that team confirm.',
    because: () => 'no tag, creator, code owner or file owner tells who answers for it',
  },
  {
    id: 'identity-unused',
    title: 'Identity has not been used for a long time',
    severity: 'medium',
    subject: 'identity',
    controls: ['owasp-nhi-2025:NHI1', 'nist-800-53-r5:AC-2(3)'],
    nextAction: 'Ask its owner, disable it, wait a full business cycle, then delete it.',
    because: (days) => `not used for ${days + 90} days; the limit is 90`,
  },
  {
    id: 'exposure-readable-by-others',
    title: 'File with a secret is readable by others',
    severity: 'medium',
    subject: 'exposure',
    controls: ['owasp-nhi-2025:NHI2', 'csa-ccm-4.0:CEK-03'],
    nextAction: 'Take the read right from group and others: chmod 600.',
    because: () => 'its mode is 0644, so every account of the host may read it',
  },
  {
    id: 'certificate-expires-soon',
    title: 'Certificate ends soon',
    severity: 'low',
    subject: 'credential',
    controls: ['nist-800-53-r5:SC-12'],
    nextAction: 'Renew it, and let renewal be automatic.',
    because: (days) => `ends in ${days % 28} days`,
  },
];
