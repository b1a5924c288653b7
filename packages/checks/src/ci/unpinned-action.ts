import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isPipeline } from './pipeline.ts';

/** Fails a pipeline that runs third-party code by a name that can be moved. */
export const ciUnpinnedAction = defineCheck({
  id: 'ci-unpinned-action',
  title: 'A pipeline runs third-party code that is not pinned',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI3',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.8',
    'soc2:CC9.2',
    'iso27001-2022:A.5.21',
    'pci-dss-4.0.1:6.3',
    'nist-800-53-r5:SR-3',
    'nist-csf-2.0:GV.SC-07',
    'nist-csf-2.0:PR.PS-06',
  ],
  params: z.object({
    /** Owners whose code is trusted by tag. */
    trustedOwners: z.array(z.string()).default(['actions', 'github']),
  }),
  nextAction: 'Pin each action to a full commit hash and let a bot update it.',

  evaluate({ identity }, { params: { trustedOwners } }) {
    if (isDead(identity.status)) return notApplicable('the pipeline is not active');
    const told = identityFact(identity, 'unpinnedActions');
    if (told === null) {
      return isPipeline(identity)
        ? cannotTell('its third-party code was not read')
        : notApplicable('it is not a pipeline');
    }

    const foreign = told.filter(({ uses }) => !trustedOwners.includes(uses.split('/')[0] ?? ''));
    if (foreign.length === 0) return pass;
    const fed = foreign.filter(({ receivesSecrets }) => receivesSecrets === true);
    const named = fed.length > 0 ? fed : foreign;
    const evidence = { actions: named.map(({ uses }) => uses).slice(0, 20), count: foreign.length };
    const first = named[0]?.uses ?? '';
    if (fed.length > 0) return fail(`${first} gets a secret and is not pinned`, evidence);
    return foreign.some(({ receivesSecrets }) => receivesSecrets === null)
      ? fail(`${first} is not pinned; whether it gets a secret is not told`, evidence, 'medium')
      : fail(`${first} is not pinned, but gets no secret`, evidence, 'low');
  },
});
