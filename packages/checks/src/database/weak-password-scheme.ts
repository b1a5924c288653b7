import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

const weak: ReadonlySet<string> = new Set([
  'crypt',
  'des',
  'md5',
  'mongodb-cr',
  'mysql_native_password',
  'mysql_old_password',
  'password',
  'plain',
  'plaintext',
  'sha1',
]);

/** Fails a password that its server keeps in a form that is quick to guess. */
export const databaseWeakPasswordScheme = defineCheck({
  id: 'database-weak-password-scheme',
  title: 'A database keeps a password in a weak form',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:SC-13',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Change the setting, then set the password again so that it is stored anew.',

  evaluate({ credential, holder }) {
    if (credential.kind !== 'password') return notApplicable('it is not a password');
    if (isDead(credential.status)) return notApplicable('the password is not active');
    const scheme = credentialFact(credential, 'passwordScheme');
    if (scheme !== null) {
      return weak.has(scheme.toLowerCase()) ? fail(`it is stored as ${scheme}`, { scheme }) : pass;
    }
    return holder?.identity.kind === 'database-login'
      ? cannotTell('nothing tells how the server keeps it')
      : notApplicable('it is not the password of a database login');
  },
});
