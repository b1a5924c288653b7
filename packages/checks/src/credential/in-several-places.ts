import type { Place } from '@nonhuman/model';
import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { distinctPlaces } from '../distinct-places.ts';
import { isDead } from '../lifecycle.ts';
import type { ExposureSeen } from '../subject.ts';

/** The places of the value that lies in most: a login may be written with another password elsewhere. */
function placesOfOneValue(exposures: readonly ExposureSeen[]): string[] {
  const byValue = new Map<string, Place[]>();
  for (const { exposure } of exposures) {
    const { fingerprint, place } = exposure;
    byValue.set(fingerprint, [...(byValue.get(fingerprint) ?? []), place]);
  }
  const [most = []] = [...byValue.values()]
    .map(distinctPlaces)
    .toSorted((one, other) => other.length - one.length);
  return most;
}

/** Fails a credential whose value lies in more places than one. */
export const credentialInSeveralPlaces = defineCheck({
  id: 'credential-in-several-places',
  title: 'The same secret lies in several places',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI9',
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.2.2',
    'nist-800-53-r5:IA-5(6)',
    'nist-csf-2.0:PR.AA-02',
    'csa-ccm-4.0:IAM-13',
  ],
  params: z.object({ maxPlaces: z.int().positive().default(1) }),
  nextAction: 'Give each consumer a credential of its own, and delete the copies.',

  evaluate({ credential, exposures, holder }, { params: { maxPlaces } }) {
    if (isDead(credential.status)) return notApplicable('the credential is not active');

    const places = placesOfOneValue(exposures);
    if (places.length > maxPlaces) {
      return fail(`its value lies in ${places.length} places; the limit is ${maxPlaces}`, {
        places: places.slice(0, 20),
        count: places.length,
      });
    }
    return holder?.coverage.exposure === 'complete'
      ? pass
      : cannotTell('not every place was searched for its value');
  },
});
