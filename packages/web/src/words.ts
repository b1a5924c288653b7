import type { AccessLevel, Environment, GapReason, IdentityKind, Severity } from '@nonhuman/model';
import { sentence } from './formats.ts';

/** Worst first, as the contract orders them. */
export const severityOrder = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const satisfies readonly Severity[];

/** Providers whose names are not their ids with a capital. */
const providerNames: Readonly<Record<string, string>> = {
  aws: 'AWS',
  azure: 'Azure',
  entra: 'Entra ID',
  gcp: 'Google Cloud',
  github: 'GitHub',
  gitlab: 'GitLab',
  kubernetes: 'Kubernetes',
  'google-cloud': 'Google Cloud',
  host: 'This host',
  'container-registry': 'Container registry',
  'crates-io': 'crates.io',
  mysql: 'MySQL',
  npm: 'npm',
  nuget: 'NuGet',
  'one-password': '1Password',
  openai: 'OpenAI',
  pgp: 'PGP',
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  pypi: 'PyPI',
  rubygems: 'RubyGems',
  ssh: 'SSH',
  'terraform-cloud': 'Terraform Cloud',
  x509: 'X.509',
};

export function providerName(id: string): string {
  return providerNames[id] ?? sentence(id);
}

export const kindNames: Readonly<Record<IdentityKind, string>> = {
  'service-account': 'Service account',
  role: 'Role',
  application: 'Application',
  'machine-user': 'Machine user',
  workload: 'Workload',
  bot: 'Bot',
  'database-login': 'Database login',
  agent: 'Agent',
};

export const accessNames: Readonly<Record<AccessLevel, string>> = {
  admin: 'Admin',
  write: 'Write',
  read: 'Read',
  none: 'None',
  unknown: 'Not known',
};

export const environmentNames: Readonly<Record<Environment, string>> = {
  production: 'Production',
  'non-production': 'Non-production',
  unknown: 'Not known',
};

/** Kinds whose names are not their words with a capital. */
const credentialNames: Readonly<Record<string, string>> = {
  'api-key': 'API key',
  'oauth-client-secret': 'OAuth client secret',
  'oauth-grant': 'OAuth grant',
  jwt: 'JWT',
  'ssh-key': 'SSH key',
  'webhook-url': 'Webhook URL',
};

export function credentialName(kind: string): string {
  return credentialNames[kind] ?? sentence(kind);
}

/** What a reason for a gap means, in the words of the coverage page. */
export const gapNames: Readonly<Record<GapReason, string>> = {
  'not-permitted': 'Not permitted',
  'not-found': 'Not found',
  'not-asked': 'Not asked for',
  'too-large': 'Too large to read',
  unreadable: 'Could not be read',
  malformed: 'Not well formed',
  unsupported: 'Not supported',
  'rate-limited': 'Held back by the provider',
  unavailable: 'Not available',
  vanished: 'Gone while reading',
  cancelled: 'Cancelled',
};

/** What a delegation lets the first do with the second. */
export const delegationVerbs: Readonly<Record<string, string>> = {
  'assume-role': 'may assume',
  'connects-to': 'connects to',
  'federated-login': 'signs in as',
  impersonate: 'may impersonate',
  'holds-credential': 'holds',
  'inherits-ambient': 'inherits',
  launches: 'launches',
  'runs-as': 'runs as',
  'has-credential': 'has credential',
  'has-grant': 'is granted',
  gives: 'gives',
  on: 'on',
  'exposed-in': 'exposed in',
  same: 'is the same as',
  'pairs-with': 'is the other half of',
  'logs-in-as': 'logs in as',
  opens: 'opens',
  'belongs-to': 'belongs to',
  exposes: 'gives away',
};

/** The categories of the OWASP Non-Human Identities Top 10 of 2025. */
export const owaspNames: Readonly<Record<string, string>> = {
  NHI1: 'Improper offboarding',
  NHI2: 'Secret leakage',
  NHI3: 'Vulnerable third-party NHI',
  NHI4: 'Insecure authentication',
  NHI5: 'Overprivileged NHI',
  NHI6: 'Insecure cloud deployment',
  NHI7: 'Long-lived secrets',
  NHI8: 'Environment isolation',
  NHI9: 'NHI reuse',
  NHI10: 'Human use of NHI',
};

const frameworkNames: Readonly<Record<string, string>> = {
  'owasp-nhi-2025': 'OWASP NHI Top 10 (2025)',
  'owasp-asi-2026': 'OWASP Agentic Top 10 (2026)',
  soc2: 'SOC 2',
  'iso27001-2022': 'ISO/IEC 27001:2022',
  'pci-dss-4.0.1': 'PCI DSS 4.0.1',
  'nist-800-53-r5': 'NIST SP 800-53 r5',
  'nist-csf-2.0': 'NIST CSF 2.0',
  'csa-ccm-4.0': 'CSA CCM 4.0',
  'cis-aws-3.0': 'CIS AWS 3.0',
  'cis-kubernetes-1.8': 'CIS Kubernetes 1.8',
};

/** Controls by framework, in the order given. */
export function controlsByFramework(controls: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const control of controls) {
    const at = control.indexOf(':');
    const framework = control.slice(0, at);
    const name = frameworkNames[framework] ?? framework;
    groups.set(name, [...(groups.get(name) ?? []), control.slice(at + 1)]);
  }
  return [...groups];
}
