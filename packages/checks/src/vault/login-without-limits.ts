import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a login role whose secrets live for ever or may be used from anywhere. */
export const vaultLoginWithoutLimits = defineCheck({
  id: 'vault-login-without-limits',
  title: 'Secrets of a login role have no end or no bound network',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI7',
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-5',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:CEK-12',
  ],
  params: z.object({
    maxSecretLifetimeDays: z.int().positive().default(90),
  }),
  nextAction: 'Give its secrets a life and bind them to the networks of the program.',

  evaluate({ identity }, { params: { maxSecretLifetimeDays } }) {
    const lifetime = identityFact(identity, 'secretLifetimeSeconds');
    const networks = identityFact(identity, 'boundNetworks');
    if (lifetime === null && identity.nativeType !== 'vault-approle') {
      return notApplicable('it is not a role that one logs in to by a secret');
    }
    if (isDead(identity.status)) return notApplicable('the role is not active');

    const days = lifetime === null ? null : lifetime / 86_400;
    const endless = days === null ? null : days === 0 || days > maxSecretLifetimeDays;
    const anywhere = networks === null ? null : networks.length === 0;
    if (endless === true || anywhere === true) {
      const faults = [
        ...(endless === true
          ? [days === 0 ? 'never end' : `live ${Math.floor(days ?? 0)} days`]
          : []),
        ...(anywhere === true ? ['may be used from anywhere'] : []),
      ];
      return fail(
        `its secrets ${faults.join(' and ')}`,
        {
          secretLifetimeSeconds: lifetime ?? 'not told',
          boundNetworks: networks ?? [],
          secretMaxUses: identityFact(identity, 'secretMaxUses') ?? 'not told',
        },
        endless === true && anywhere === true ? 'high' : endless === true ? 'medium' : 'low',
      );
    }
    return endless === null || anywhere === null
      ? cannotTell('nothing tells how long its secrets live or from where they may be used')
      : pass;
  },
});
