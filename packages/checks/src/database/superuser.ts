import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideDatabases } from './database-login.ts';

/** Fails a login that no permission of the database limits. */
export const databaseSuperuser = defineCheck({
  id: 'database-superuser',
  title: 'A database login passes over every permission',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6(5)',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-09',
  ],
  params: z.object({}),
  nextAction: 'Give the program a login with the rights on its own tables alone.',

  evaluate({ identity, grants }) {
    const outside = outsideDatabases(identity);
    if (outside !== null) return outside;
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the provider itself runs it');
    }
    const told = identityFact(identity, 'superuser');
    const through = grants.find(({ entitlement }) => entitlement?.name === 'ACCOUNTADMIN');
    if (told === true || through !== undefined) {
      const role = through === undefined ? 'superuser' : 'ACCOUNTADMIN';
      return fail(`it is ${role}: no permission limits it`, { role });
    }
    return told === null ? cannotTell('nothing tells whether permissions limit it') : pass;
  },
});
