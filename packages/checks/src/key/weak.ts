import type { CredentialKind } from '@nonhuman/model';
import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const keyKinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'certificate',
  'private-key',
  'ssh-key',
]);

/** Fails a key whose kind or size no longer resists an attacker. */
export const keyWeak = defineCheck({
  id: 'key-weak',
  title: 'Key is of a weak kind or size',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:3.6',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:SC-12',
    'nist-800-53-r5:SC-13',
    'nist-csf-2.0:PR.DS-02',
    'csa-ccm-4.0:CEK-10',
  ],
  params: z.object({
    minRsaBits: z.int().positive().default(2048),
    minEllipticBits: z.int().positive().default(224),
  }),
  nextAction: 'Make a new Ed25519, P-256 or RSA-3072 key, move over, then remove the old one.',

  evaluate({ credential }, { params: { minRsaBits, minEllipticBits } }) {
    if (!keyKinds.has(credential.kind)) return notApplicable('it has no key pair');
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const algorithm = credentialFact(credential, 'algorithm');
    if (algorithm === null) return cannotTell('nothing tells the kind of its key');
    const bits = credentialFact(credential, 'bits');
    switch (family(algorithm)) {
      case 'dsa':
        return fail('DSA keys are no longer accepted', { algorithm, bits: bits ?? 0 });
      case 'modern':
        return pass;
      case 'rsa':
        return judgeSize({ algorithm, bits, minBits: minRsaBits, brokenBits: 1024 });
      case 'elliptic':
        return judgeSize({ algorithm, bits, minBits: minEllipticBits, brokenBits: 163 });
      case 'other':
        return cannotTell(`keys of the kind ${algorithm} are not judged`);
    }
  },
});

function judgeSize(key: {
  algorithm: string;
  bits: number | null;
  minBits: number;
  brokenBits: number;
}) {
  const { algorithm, bits, minBits, brokenBits } = key;
  if (bits === null) return cannotTell(`nothing tells the size of its ${algorithm} key`);
  if (bits >= minBits) return pass;
  return fail(
    `${algorithm} with ${bits} bits; the least is ${minBits}`,
    { algorithm, bits, minBits },
    bits <= brokenBits ? 'critical' : 'high',
  );
}

function family(algorithm: string): 'rsa' | 'dsa' | 'elliptic' | 'modern' | 'other' {
  const name = algorithm.toLowerCase();
  if (name.startsWith('rsa') || name === 'ssh-rsa') return 'rsa';
  if (name === 'dsa' || name === 'ssh-dss') return 'dsa';
  if (name.includes('25519') || name.includes('448')) return 'modern';
  return name.startsWith('ec') || name.startsWith('sk-ecdsa') ? 'elliptic' : 'other';
}
