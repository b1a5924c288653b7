import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails an identity whose description looks as if it held its password. */
export const identityPasswordInDescription = defineCheck({
  id: 'identity-password-in-description',
  title: 'The description of an identity holds a password',
  severity: 'high',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI2',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.2',
    'nist-800-53-r5:IA-5(7)',
    'nist-csf-2.0:PR.DS-01',
    'csa-ccm-4.0:CEK-14',
  ],
  params: z.object({}),
  nextAction: 'Change the password and empty the field.',

  evaluate({ identity }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const held = identityFact(identity, 'passwordInDescription');
    if (held === null) {
      return identity.nativeType.startsWith('ad-')
        ? cannotTell('its descriptions were not read')
        : notApplicable('its source does not look for passwords in descriptions');
    }
    return held
      ? fail(
          'everyone who may read the directory may read it',
          {},
          identity.access === 'admin' ? 'critical' : 'high',
        )
      : pass;
  },
});
