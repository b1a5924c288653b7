import { z } from 'zod';
import { defineCheck, notApplicable } from '../define-check.ts';
import { harmless, misplaced } from './misplaced-secret.ts';

/** Fails a secret in a unit, compose file, container definition or its like. */
export const exposureInServiceDefinition = defineCheck({
  id: 'exposure-in-service-definition',
  title: 'Secret is written into a service definition',
  severity: 'medium',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.9',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Hand it to the service as a secret or credential of the platform, and rotate it.',

  evaluate(view) {
    if (view.exposure.setting !== 'service-definition') return notApplicable('it lies elsewhere');
    return harmless(view) ?? misplaced(view, { severity: 'medium' });
  },
});
