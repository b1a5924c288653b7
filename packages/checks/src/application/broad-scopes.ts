import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { outsideApplications, permissionsOf } from './application.ts';
import { broadScopes, isListed } from './permission-lists.ts';

/** Fails another organisation's application that may read or change everything of a kind. */
export const applicationBroadScopes = defineCheck({
  id: 'application-broad-scopes',
  title: 'A third-party application has broad access',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'owasp-nhi-2025:NHI5',
    'soc2:CC9.2',
    'soc2:CC6.7',
    'iso27001-2022:A.5.19',
    'pci-dss-4.0.1:12.8',
    'nist-800-53-r5:SA-9',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:GV.SC-07',
    'csa-ccm-4.0:IAM-05',
  ],
  params: z.object({
    /** More scopes that count as broad, as the provider writes them; a trailing `*` stands for any end. */
    alsoBroad: z.array(z.string()).default([]),
  }),
  nextAction: 'Ask what it needs, consent to that alone, and revoke the rest.',

  evaluate(view, { params: { alsoBroad } }) {
    const { identity } = view;
    const outside = outsideApplications(identity);
    if (outside !== null) return outside;
    const foreign = identityFact(identity, 'thirdParty');
    if (foreign === null) return cannotTell('nothing tells whose application it is');
    if (!foreign) return notApplicable('it is an application of your own');

    const { names, isTold } = permissionsOf(view);
    if (!isTold) return cannotTell('nothing tells what it may do');
    const list = alsoBroad.length === 0 ? broadScopes : [...broadScopes, ...alsoBroad];
    const broad = names.filter((name) => isListed(name, list));
    if (broad.length === 0) return pass;
    const forEveryone =
      identityFact(identity, 'adminConsented') === true ||
      identityFact(identity, 'applicationPermissions')?.some((name) => broad.includes(name)) ===
        true;
    return fail(
      `${forEveryone ? 'for everyone, it has' : 'it has'} ${broad.slice(0, 3).join(', ')}`,
      {
        scopes: broad.slice(0, 20),
        publisher: identityFact(identity, 'publisher') ?? 'not told',
        forEveryone,
      },
      forEveryone ? 'high' : 'medium',
    );
  },
});
