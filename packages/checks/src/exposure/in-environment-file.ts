import { z } from 'zod';
import { defineCheck, notApplicable } from '../define-check.ts';
import { harmless, misplaced } from './misplaced-secret.ts';

/** Fails a secret in a `.env` or its like. */
export const exposureInEnvironmentFile = defineCheck({
  id: 'exposure-in-environment-file',
  title: 'Secret lies in an environment file',
  severity: 'medium',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(6)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Fetch it from a secret manager at start, and rotate it if the file was shared.',

  evaluate(view) {
    if (view.exposure.setting !== 'environment-file') return notApplicable('it lies elsewhere');
    return harmless(view) ?? misplaced(view, { severity: 'medium' });
  },
});
