import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, pass } from '../define-check.ts';
import { outsideDatabases } from './database-login.ts';

const anywhere: ReadonlySet<string> = new Set(['%', '*', '0.0.0.0/0', '::/0', 'all']);

/** Fails a login that may come from any host. */
export const databaseReachableFromAnywhere = defineCheck({
  id: 'database-reachable-from-anywhere',
  title: 'A database login may come from any address',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.6',
    'iso27001-2022:A.8.3',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-4',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Limit it to the networks of its program.',

  evaluate({ identity }) {
    const outside = outsideDatabases(identity);
    if (outside !== null) return outside;
    const hosts = identityFact(identity, 'allowedHosts');
    const restricted = identityFact(identity, 'networkRestricted');
    if (restricted === true) return pass;
    const open = hosts?.filter((host) => anywhere.has(host)) ?? [];
    if (open.length > 0 || restricted === false) {
      const strong = identity.access === 'admin' || identityFact(identity, 'superuser') === true;
      const what =
        open[0] === undefined ? 'no network policy limits it' : `it may come from ${open[0]}`;
      return fail(what, { allowedHosts: hosts ?? [], superuser: strong }, strong ? 'high' : 'low');
    }
    return hosts === null ? cannotTell('nothing tells from where it may come') : pass;
  },
});
