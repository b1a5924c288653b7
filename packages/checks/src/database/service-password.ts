import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { outsideDatabases } from './database-login.ts';

/** Fails a machine's database login that signs in by password although keys or tokens would do. */
export const databaseServicePassword = defineCheck({
  id: 'database-service-password',
  title: 'A machine signs in to a database by password',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Move it to a key pair or to federation, then remove the password.',

  evaluate({ identity, credentials, coverage }) {
    const outside = outsideDatabases(identity);
    if (outside !== null) return outside;
    const stronger = identityFact(identity, 'strongerAuthentication');
    if (stronger?.length === 0) return notApplicable('the database offers nothing else');

    const byPassword =
      identityFact(identity, 'hasPassword') ??
      (credentials.some(
        ({ credential: { kind, status } }) => kind === 'password' && !isDead(status),
      )
        ? true
        : null);
    if (byPassword === null) {
      return coverage.credential === 'complete'
        ? pass
        : cannotTell('nothing tells whether it has a password');
    }
    if (!byPassword) return pass;
    if (stronger === null) return cannotTell('nothing tells what else the database offers');
    const strong = identity.access === 'admin' || identityFact(identity, 'superuser') === true;
    return fail(
      `it signs in by password; the database also takes ${stronger.join(', ')}`,
      { stronger, superuser: strong },
      strong ? 'high' : 'medium',
    );
  },
});
