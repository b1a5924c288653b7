import { z } from 'zod';
import { defineCheck, notApplicable } from '../define-check.ts';
import { harmless, misplaced } from './misplaced-secret.ts';

/** Fails a secret that is hard coded. */
export const exposureInSource = defineCheck({
  id: 'exposure-in-source',
  title: 'Secret is written into source code',
  severity: 'high',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.28',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.PS-06',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Revoke the secret, replace it by a reference, and clean the history.',

  evaluate(view) {
    if (view.exposure.setting !== 'source') return notApplicable('it lies elsewhere');
    return harmless(view) ?? misplaced(view, { severity: 'high' });
  },
});
