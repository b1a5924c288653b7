import { z } from 'zod';
import { exposureFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { evidenceOf, harmless } from './misplaced-secret.ts';

/** Fails a secret that is handed over where other processes and logs see it. */
export const exposureInArguments = defineCheck({
  id: 'exposure-in-arguments',
  title: 'Secret is passed in process arguments or a URL',
  severity: 'medium',
  subject: 'exposure',
  controls: [
    'owasp-nhi-2025:NHI2',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.7',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.12',
    'pci-dss-4.0.1:8.3.2',
    'nist-800-53-r5:IA-5(6)',
    'nist-csf-2.0:PR.DS-02',
    'csa-ccm-4.0:CEK-03',
  ],
  params: z.object({}),
  nextAction: 'Pass it by environment, file or header instead, and rotate it.',

  evaluate(view) {
    const over = harmless(view);
    if (over !== null) return over;
    switch (exposureFact(view.exposure, 'passedIn')) {
      case 'arguments':
        return fail('process arguments are seen by every account of the host', evidenceOf(view));
      case 'url':
        return fail('URLs are kept in the logs of every server and proxy', evidenceOf(view));
      case 'environment':
      case 'file':
      case 'header':
        return pass;
      case null:
        return view.exposure.place.kind === 'file' && view.exposure.setting === 'tool-configuration'
          ? notApplicable('it is kept in its tool’s own file, not passed to a process')
          : cannotTell('nothing tells how it is handed over');
      default:
        return cannotTell('it is handed over in a way that is not judged');
    }
  },
});
