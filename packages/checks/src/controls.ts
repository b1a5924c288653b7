/** An outside framework, in the version that its controls are numbered by. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** Requirement → what it asks for, in our own words. */
  readonly controls: Readonly<Record<string, string>>;
}

/**
 * The requirements that checks may name, as `<framework>:<control>`. Licensed texts are paraphrased;
 * what a check covers is evidence for the requirement, never the whole of it.
 */
export const frameworks: readonly Framework[] = [
  {
    id: 'owasp-nhi-2025',
    title: 'OWASP Non-Human Identities Top 10 (2025)',
    controls: {
      NHI1: 'Improper Offboarding',
      NHI2: 'Secret Leakage',
      NHI3: 'Vulnerable Third-Party NHI',
      NHI4: 'Insecure Authentication',
      NHI5: 'Overprivileged NHI',
      NHI6: 'Insecure Cloud Deployment Configurations',
      NHI7: 'Long-Lived Secrets',
      NHI8: 'Environment Isolation',
      NHI9: 'NHI Reuse',
      NHI10: 'Human Use of NHI',
    },
  },
  {
    id: 'owasp-asi-2026',
    title: 'OWASP Top 10 for Agentic Applications (2026)',
    controls: {
      ASI01: 'Agent Goal Hijack',
      ASI02: 'Tool Misuse and Exploitation',
      ASI03: 'Identity and Privilege Abuse',
      ASI04: 'Agentic Supply Chain Vulnerabilities',
      ASI05: 'Unexpected Code Execution',
      ASI06: 'Memory and Context Poisoning',
      ASI07: 'Insecure Inter-Agent Communication',
      ASI08: 'Cascading Failures',
      ASI09: 'Human-Agent Trust Exploitation',
      ASI10: 'Rogue Agents',
    },
  },
  {
    id: 'soc2',
    title: 'SOC 2 trust services criteria (2017, points of focus of 2022)',
    controls: {
      'CC6.1': 'Logical access security over protected assets, their credentials and keys',
      'CC6.2': 'Access is authorised before it is issued and removed when no longer needed',
      'CC6.3': 'Access is given and changed by role, least privilege and separation of duties',
      'CC6.6': 'Protection against threats from outside the boundary',
      'CC6.7': 'Movement of information is restricted and protected',
      'CC6.8': 'Unauthorised and malicious software is prevented or found',
      'CC7.1': 'Changes that introduce weaknesses are detected',
      'CC7.2': 'Anomalies are monitored',
      'CC8.1': 'Changes are authorised, tested and approved',
      'CC9.2': 'Risk from vendors and partners is managed',
    },
  },
  {
    id: 'iso27001-2022',
    title: 'ISO/IEC 27001:2022 Annex A',
    controls: {
      'A.5.2': 'Information security roles and responsibilities',
      'A.5.9': 'Inventory of information and other associated assets',
      'A.5.11': 'Return of assets',
      'A.5.15': 'Access control',
      'A.5.16': 'Identity management',
      'A.5.17': 'Authentication information',
      'A.5.18': 'Access rights',
      'A.5.19': 'Information security in supplier relationships',
      'A.5.21': 'Information security in the ICT supply chain',
      'A.5.23': 'Information security for use of cloud services',
      'A.6.5': 'Responsibilities after termination or change of employment',
      'A.8.2': 'Privileged access rights',
      'A.8.3': 'Information access restriction',
      'A.8.4': 'Access to source code',
      'A.8.5': 'Secure authentication',
      'A.8.9': 'Configuration management',
      'A.8.12': 'Data leakage prevention',
      'A.8.24': 'Use of cryptography',
      'A.8.25': 'Secure development life cycle',
      'A.8.28': 'Secure coding',
      'A.8.31': 'Separation of development, test and production environments',
    },
  },
  {
    id: 'pci-dss-4.0.1',
    title: 'PCI DSS 4.0.1',
    controls: {
      '3.6': 'Keys that protect account data are secured',
      '3.7': 'Key management covers the whole life of a key',
      '6.2': 'Bespoke and custom software is developed securely',
      '6.3': 'Weaknesses in software are identified and addressed',
      '7.2.5': 'Application and system accounts have least privilege',
      '7.2.5.1': 'Privileges of application and system accounts are reviewed',
      '8.2.1': 'Every user has a unique id',
      '8.2.2': 'Shared accounts and credentials only by exception',
      '8.2.6': 'Accounts inactive for 90 days are removed or disabled',
      '8.3.2': 'Authentication factors are protected by strong cryptography',
      '8.6.1': 'Interactive use of system accounts is prevented or a managed exception',
      '8.6.2': 'Credentials of such accounts are not hard coded',
      '8.6.3': 'Credentials of such accounts are changed periodically and on suspicion',
      '12.8': 'Risk from third-party service providers is managed',
    },
  },
  {
    id: 'nist-800-53-r5',
    title: 'NIST SP 800-53 revision 5',
    controls: {
      'AC-2': 'Account Management',
      'AC-2(3)': 'Account Management: Disable Accounts',
      'AC-3': 'Access Enforcement',
      'AC-4': 'Information Flow Enforcement',
      'AC-5': 'Separation of Duties',
      'AC-6': 'Least Privilege',
      'AC-6(5)': 'Least Privilege: Privileged Accounts',
      'AC-6(7)': 'Least Privilege: Review of User Privileges',
      'CM-8': 'System Component Inventory',
      'IA-4': 'Identifier Management',
      'IA-5': 'Authenticator Management',
      'IA-5(2)': 'Authenticator Management: Public Key-based Authentication',
      'IA-5(6)': 'Authenticator Management: Protection of Authenticators',
      'IA-5(7)': 'Authenticator Management: No Embedded Unencrypted Static Authenticators',
      'IA-9': 'Service Identification and Authentication',
      'PS-4': 'Personnel Termination',
      'RA-5': 'Vulnerability Monitoring and Scanning',
      'SA-9': 'External System Services',
      'SC-8': 'Transmission Confidentiality and Integrity',
      'SC-12': 'Cryptographic Key Establishment and Management',
      'SC-13': 'Cryptographic Protection',
      'SC-17': 'Public Key Infrastructure Certificates',
      'SI-4': 'System Monitoring',
      'SR-3': 'Supply Chain Controls and Processes',
    },
  },
  {
    id: 'nist-csf-2.0',
    title: 'NIST Cybersecurity Framework 2.0',
    controls: {
      'GV.RR-02': 'Roles and responsibilities are established',
      'GV.SC-04': 'Suppliers are known and prioritised',
      'GV.SC-05': 'Requirements on suppliers are set',
      'GV.SC-07': 'Risks of suppliers are monitored',
      'ID.AM-02': 'Software and services are inventoried',
      'ID.AM-08': 'Assets are managed throughout their life',
      'ID.RA-01': 'Weaknesses are identified and recorded',
      'PR.AA-01': 'Identities and credentials of users, services and hardware are managed',
      'PR.AA-02': 'Identities are bound to credentials by the context of use',
      'PR.AA-03': 'Users, services and hardware are authenticated',
      'PR.AA-04': 'Identity assertions are protected and verified',
      'PR.AA-05': 'Permissions are defined, enforced and reviewed by least privilege',
      'PR.DS-01': 'Data at rest is protected',
      'PR.DS-02': 'Data in transit is protected',
      'PR.PS-06': 'Secure development practices are followed',
    },
  },
  {
    id: 'csa-ccm-4.0',
    title: 'CSA Cloud Controls Matrix 4.0',
    controls: {
      'CEK-03': 'Data is encrypted with approved algorithms',
      'CEK-10': 'Keys are generated with accepted strength',
      'CEK-12': 'Keys are rotated',
      'CEK-14': 'Keys are destroyed when no longer needed',
      'IAM-03': 'Inventory of system identities and their access',
      'IAM-04': 'Separation of duties',
      'IAM-05': 'Least privilege',
      'IAM-07': 'Access of movers, leavers and changed system identities is removed in time',
      'IAM-08': 'Access is reviewed and revalidated',
      'IAM-09': 'Privileged roles are segregated',
      'IAM-10': 'Privileged roles are limited in time',
      'IAM-13': 'Identities are unique',
      'IAM-14': 'Strong authentication, certificates for system identities included',
      'IAM-16': 'Authorization is verified',
    },
  },
  {
    id: 'cis-aws-3.0',
    title: 'CIS Amazon Web Services Foundations Benchmark 3.0',
    controls: {
      '1.4': 'The root user has no access key',
      '1.12': 'Credentials unused for 45 days or more are disabled',
      '1.13': 'A user has at most one active access key',
      '1.14': 'Access keys are rotated every 90 days or less',
      '1.16': 'Policies that allow full administration are not attached',
      '1.19': 'Expired certificates stored in IAM are removed',
    },
  },
  {
    id: 'cis-kubernetes-1.8',
    title: 'CIS Kubernetes Benchmark 1.8',
    controls: {
      '5.1.1': 'The cluster-admin role is used only where required',
      '5.1.2': 'Access to secrets is minimised',
      '5.1.3': 'Wildcards in roles are minimised',
      '5.1.5': 'Default service accounts are not actively used',
      '5.1.6': 'Service account tokens are mounted only where necessary',
    },
  },
];

const titles: ReadonlyMap<string, string> = new Map(
  frameworks.flatMap((framework) =>
    Object.entries(framework.controls).map(
      ([control, title]) => [`${framework.id}:${control}`, title] as const,
    ),
  ),
);

/** What the control asks for, by `<framework>:<control>`; null when it is not in the catalogue. */
export function controlTitle(control: string): string | null {
  return titles.get(control) ?? null;
}
