import { z } from 'zod';
import { defineCheck, notApplicable } from '../define-check.ts';
import { harmless, misplaced } from './misplaced-secret.ts';

/** Fails a secret in a field that anybody with read access to the configuration sees. */
export const exposureAtProvider = defineCheck({
  id: 'exposure-at-provider',
  title: 'Provider shows a secret in plain text',
  severity: 'high',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(6)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Move it to the provider’s secret store and rotate it.',

  evaluate(view) {
    if (view.exposure.setting !== 'provider') return notApplicable('it lies elsewhere');
    return harmless(view) ?? misplaced(view, { severity: 'high' });
  },
});
