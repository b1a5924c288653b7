import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { evidenceOf, harmless, placeOf } from './misplaced-secret.ts';

/** Fails a file with a secret that others than its owner may read. */
export const exposureReadableByOthers = defineCheck({
  id: 'exposure-readable-by-others',
  title: 'File with a secret may be read by others',
  severity: 'medium',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.8.3',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:AC-3',
    'nist-800-53-r5:IA-5(6)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction:
    'Let only the account that needs it read the file (chmod 600), and rotate the secret.',

  evaluate(view) {
    const { place } = view.exposure;
    if (place.kind !== 'file') return notApplicable('it does not lie in a file');
    const over = harmless(view);
    if (over !== null) return over;

    switch (place.readableBy) {
      case 'owner':
        return pass;
      case 'group':
        return fail(`the group of ${placeOf(view)} may read it`, withMode(view));
      case 'everyone':
        return fail(`every account of the host may read ${placeOf(view)}`, withMode(view), 'high');
      case 'unknown':
      case undefined:
        return cannotTell('nothing tells who may read the file');
    }
  },
});

function withMode(view: Parameters<typeof evidenceOf>[0]) {
  const { mode } = view.exposure.place;
  return mode === undefined ? evidenceOf(view) : { ...evidenceOf(view), mode };
}
