import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideDatabases } from './database-login.ts';

/** Fails a login that the database does not know to be a machine's. */
export const databaseUntypedLogin = defineCheck({
  id: 'database-untyped-login',
  title: 'The database does not know whether a login is a machine',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI10',
    'soc2:CC6.1',
    'iso27001-2022:A.5.16',
    'pci-dss-4.0.1:8.6.1',
    'nist-800-53-r5:IA-4',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-03',
  ],
  params: z.object({}),
  nextAction: 'Set its type: SERVICE for a machine, PERSON for a person.',

  evaluate({ identity }) {
    const outside = outsideDatabases(identity);
    if (outside !== null) return outside;
    const type = identityFact(identity, 'userType');
    if (type === null) {
      return identity.nativeType === 'snowflake-user'
        ? cannotTell('nothing tells its type')
        : notApplicable('its database has no types of logins');
    }
    switch (type.toUpperCase()) {
      case 'UNSET':
        return fail('it has no type, so that it counts as a person and may have a password', {
          type,
        });
      case 'LEGACY_SERVICE':
        return fail(
          'its type still allows passwords and was meant for a time of change',
          { type },
          'medium',
        );
      default:
        return pass;
    }
  },
});
