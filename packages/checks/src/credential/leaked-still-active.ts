import type { Exposure } from '@nonhuman/model';
import { z } from 'zod';
import { exposureFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a credential that many could read somewhere and that still works. */
export const credentialLeakedStillActive = defineCheck({
  id: 'credential-leaked-still-active',
  title: 'A leaked credential is still active',
  severity: 'high',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI2',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.AA-01',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({}),
  nextAction: 'Revoke it now, then look at what it was used for since it leaked.',

  evaluate({ credential, exposures, holder }) {
    if (isDead(credential.status)) return notApplicable('the credential is not active');
    const leaks = exposures.filter(({ exposure }) => isLeak(exposure));
    if (leaks.length === 0) {
      return holder?.coverage.exposure === 'complete'
        ? pass
        : cannotTell('the places where it could have leaked were not all searched');
    }
    const isPublic = leaks.some(({ exposure }) => exposureFact(exposure, 'publicPlace') === true);
    const works = leaks.some(({ exposure }) => exposureFact(exposure, 'validity') === 'active');
    if (credential.status !== 'active' && !works) {
      return cannotTell('it has leaked, but nothing tells whether it still works');
    }
    const where = leaks.map(({ exposure }) => exposure.place.locator);
    return fail(
      `it is active and can be read by ${isPublic ? 'anyone' : 'others'} in ${where[0]}`,
      { places: where.slice(0, 20), public: isPublic, tried: works },
      isPublic ? 'critical' : 'high',
    );
  },
});

/** Readable by others than its user: public, in version control, or open to every account of the host. */
function isLeak(exposure: Exposure): boolean {
  if (exposureFact(exposure, 'publicPlace') === true) return true;
  return exposure.place.tracked === true || exposure.place.readableBy === 'everyone';
}
