import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const broad = new Set([
  'admin:org',
  'admin:enterprise',
  'delete_repo',
  'repo',
  'workflow',
  'api',
  'sudo',
]);

const providersWithClassicTokens = new Set(['github', 'npm']);

/** Fails a personal access token of the coarse, older kind. */
export const credentialClassicToken = defineCheck({
  id: 'credential-classic-token',
  title: 'A classic personal access token is in use',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.4',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({}),
  nextAction: 'Replace it by an app or a fine-grained token for the repositories that it needs.',

  evaluate({ credential }) {
    if (credential.kind !== 'token') return notApplicable('it is not a token');
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    if (credentialFact(credential, 'checksum') === 'invalid') {
      return notApplicable('its checksum does not fit, so it was never a working token');
    }
    const type = credentialFact(credential, 'tokenType');
    const classic = credentialFact(credential, 'classic') ?? (type && isClassic(type));
    if (classic === null) {
      return providersWithClassicTokens.has(credential.provider)
        ? cannotTell('nothing tells whether it is of the classic kind')
        : notApplicable('its provider has one kind of token');
    }
    if (classic === 'other') return notApplicable('it is not a personal access token');
    if (!classic) return pass;
    const scopes = credential.scopes ?? [];
    const wide = scopes.filter((scope) => broad.has(scope));
    return wide.length > 0
      ? fail(`it reaches all that its holder reaches: ${wide.join(', ')}`, { scopes }, 'high')
      : fail('its scopes hold for every repository of its holder', { scopes });
  },
});

/** What the form of a token tells: its prefix says which kind it is. */
function isClassic(tokenType: string): boolean | 'other' {
  if (!tokenType.startsWith('personal access token')) return 'other';
  return tokenType.includes('(classic)');
}
