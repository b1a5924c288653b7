import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideDirectory } from './directory-account.ts';

const weak: ReadonlySet<string> = new Set(['DES', 'RC4']);

/** Fails an account with a password of people and a service name, whose tickets can be cracked fast. */
export const directoryKerberoastable = defineCheck({
  id: 'directory-kerberoastable',
  title: 'Password of a directory service account can be cracked from a ticket',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:SC-13',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({
    /** Whether domain controllers give RC4 tickets for accounts on which no type is set. */
    unsetMeansRc4: z.boolean().default(true),
  }),
  nextAction:
    'Move the service to a group managed account; else set AES and a long random password.',

  evaluate({ identity }, { params: { unsetMeansRc4 } }) {
    const outside = outsideDirectory(identity);
    if (outside !== null) return outside;
    if (
      identityFact(identity, 'managedPassword') === true ||
      identity.nativeType === 'ad-computer'
    ) {
      return notApplicable('the directory makes its password, which is too long to crack');
    }
    const names = identityFact(identity, 'servicePrincipalNames');
    if (names === null) return cannotTell('nothing tells whether it has a service name');
    if (names.length === 0) return pass;

    const types = identityFact(identity, 'encryptionTypes');
    if (types === null) return cannotTell('nothing tells how its tickets are encrypted');
    const found = types.filter((type) => weak.has(type.toUpperCase()));
    const isUnset = types.length === 0;
    if (found.length === 0 && !(isUnset && unsetMeansRc4)) return pass;
    return fail(
      isUnset
        ? 'anyone may ask for its ticket, and no encryption type is set on it'
        : `anyone may ask for its ticket, encrypted with ${found.join(' or ')}`,
      { servicePrincipalNames: names.slice(0, 20), encryptionTypes: types },
      identity.access === 'admin' ? 'critical' : isUnset ? 'medium' : 'high',
    );
  },
});
