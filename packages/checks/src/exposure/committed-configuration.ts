import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { evidenceOf, harmless } from './misplaced-secret.ts';

/** Fails a tool's own credential file that somebody put under version control. */
export const exposureCommittedConfiguration = defineCheck({
  id: 'exposure-committed-configuration',
  title: "A tool's credential file is under version control",
  severity: 'critical',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.PS-06',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Revoke the secret, take the file out of the repository, and clean the history.',

  evaluate(view) {
    const { exposure } = view;
    if (exposure.setting !== 'tool-configuration' || exposure.place.kind !== 'file') {
      return notApplicable('it does not lie in a tool’s own file');
    }
    const over = harmless(view);
    if (over !== null) return over;
    switch (exposure.place.tracked) {
      case true:
        return fail('every clone and the whole history hold it', evidenceOf(view));
      case false:
        return pass;
      case undefined:
        return cannotTell('nothing tells whether version control holds the file');
    }
  },
});
