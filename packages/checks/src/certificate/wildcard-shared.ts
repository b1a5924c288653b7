import { z } from 'zod';
import { credentialFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { keyPlaces } from './key-places.ts';

/** Fails a wildcard certificate whose key lies in more than one place. */
export const certificateWildcardShared = defineCheck({
  id: 'certificate-wildcard-shared',
  title: 'The key of a wildcard certificate lies in several places',
  severity: 'medium',
  subject: 'credential',
  controls: [
    'owasp-nhi-2025:NHI9',
    'soc2:CC6.7',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:3.7',
    'nist-800-53-r5:SC-12',
    'nist-800-53-r5:SC-17',
    'nist-csf-2.0:PR.DS-02',
    'csa-ccm-4.0:CEK-10',
  ],
  params: z.object({ maxPlaces: z.int().positive().default(1) }),
  nextAction: 'Give each server a certificate for its own names, and retire the wildcard.',

  evaluate(view, { params: { maxPlaces } }) {
    const { credential, holder } = view;
    if (credential.kind !== 'certificate') return notApplicable('it is not a certificate');
    if (isDead(credential.status)) return notApplicable('the certificate is not in use');

    const wildcard = credentialFact(credential, 'wildcardNames');
    if (wildcard === null) return cannotTell('nothing tells which names it is for');
    if (!wildcard) return notApplicable('it is for single names');
    const places = keyPlaces(view);
    if (places.length > maxPlaces) {
      return fail(`its key lies in ${places.length} places; the limit is ${maxPlaces}`, {
        places: places.slice(0, 20),
      });
    }
    if (places.length === 0 && credential.attributes?.['keyBeside'] === null) {
      return cannotTell('a key under a password lies with it and cannot be compared');
    }
    return holder?.coverage.exposure === 'complete'
      ? pass
      : cannotTell('not every place was searched for its key');
  },
});
