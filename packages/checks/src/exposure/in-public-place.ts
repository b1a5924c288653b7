import { z } from 'zod';
import { exposureFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a secret that anyone on the internet can read. */
export const exposureInPublicPlace = defineCheck({
  id: 'exposure-in-public-place',
  title: 'Anyone on the internet can read a secret',
  severity: 'critical',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'soc2:CC6.7',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-14',
  ],
  params: z.object({}),
  nextAction: 'Revoke it first; taking it down comes second, since copies exist.',

  evaluate({ exposure, credential }) {
    const open = exposureFact(exposure, 'publicPlace');
    if (open === null) {
      return exposure.place.kind === 'provider'
        ? cannotTell('nothing tells who can read the place')
        : notApplicable('the place is on a host or in a checkout');
    }
    if (!open) return pass;
    const validity = exposureFact(exposure, 'validity');
    const dead =
      validity === 'inactive' || (credential !== null && isDead(credential.credential.status));
    return fail(
      dead
        ? 'anyone can read it; it no longer works'
        : `anyone can read it in ${exposure.place.locator}`,
      { place: exposure.place.locator, validity: validity ?? 'not told' },
      dead ? 'low' : 'critical',
    );
  },
});
