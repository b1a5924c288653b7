import { z } from 'zod';
import { defineCheck, notApplicable } from '../define-check.ts';
import { harmless, misplaced } from './misplaced-secret.ts';

/** Fails a secret in the settings of an AI agent or its tool servers. */
export const exposureInAgentConfiguration = defineCheck({
  id: 'exposure-in-agent-configuration',
  title: 'Secret is written into the configuration of an AI agent',
  severity: 'medium',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-03',
    'owasp-asi-2026:ASI03',
  ],
  params: z.object({}),
  nextAction: 'Sign the server in by OAuth, or refer to an environment variable or keychain.',

  evaluate(view) {
    if (view.exposure.setting !== 'agent-configuration') return notApplicable('it lies elsewhere');
    return harmless(view) ?? misplaced(view, { severity: 'medium' });
  },
});
