import { z } from 'zod';
import { credentialFact, identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const restricting = /^(?:restrict$|command=|from=|principals=)/i;

/** Fails an SSH key that opens a full root shell from anywhere. */
export const keyUnrestrictedForRoot = defineCheck({
  id: 'key-unrestricted-for-root',
  title: 'SSH key opens a root shell without restriction',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.1',
    'soc2:CC6.6',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
  ],
  params: z.object({}),
  nextAction: 'Limit the key by from="…" and command="…" or restrict, or move it off root.',

  evaluate({ credential, holder }) {
    const options = credentialFact(credential, 'options');
    if (credential.kind !== 'ssh-key' || options === null) {
      return notApplicable('it is not an authorized SSH key');
    }
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const told = holder === null ? null : identityFact(holder.identity, 'isRoot');
    const isRoot = told ?? opensRoot(credential.place);
    if (isRoot === null) return cannotTell('nothing tells which account it opens');
    if (!isRoot) return notApplicable('it does not open the root account');
    return options.some((option) => restricting.test(option))
      ? pass
      : fail('it opens a full root shell from any address', {
          place: credential.place?.locator ?? '',
          options,
        });
  },
});

function opensRoot(place: { locator: string; fileOwner?: string | undefined } | undefined) {
  if (place === undefined) return null;
  if (place.locator.startsWith('/root/') || place.locator.startsWith('/var/root/')) return true;
  return place.fileOwner === undefined
    ? null
    : place.fileOwner === 'root' && !inAHome(place.locator);
}

function inAHome(path: string): boolean {
  return path.startsWith('/home/') || path.startsWith('/Users/');
}
