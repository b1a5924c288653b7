import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** `s3:Get*`, `iam:List*`, `get pods`: a wildcard that only widens what may be read. */
const reading =
  /^(?:[\w-]+:)?(?:batchget|describe|get|head|list|lookup|query|read|search|view|watch)/i;

/** Fails grants whose actions end in a wildcard, so that they grow with the provider. */
export const accessWildcardActions = defineCheck({
  id: 'access-wildcard-actions',
  title: 'Rights are given by wildcard',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.3',
    'iso27001-2022:A.8.2',
    'iso27001-2022:A.8.3',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-05',
    'cis-kubernetes-1.8:5.1.3',
  ],
  params: z.object({
    /** Whether wildcards that only read are accepted. */
    allowReading: z.boolean().default(true),
  }),
  nextAction: 'List the actions that it uses and grant those by name.',

  evaluate({ identity, grants, coverage }, { params: { allowReading } }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    if (identityFact(identity, 'providerManaged') === true) {
      return notApplicable('the provider itself runs it');
    }

    let silent = coverage.grant !== 'complete';
    for (const { entitlement, grant } of grants) {
      if (entitlement?.access === 'admin') continue;
      if (entitlement?.wildcards === undefined) {
        silent = true;
        continue;
      }
      const wide = allowReading
        ? entitlement.wildcards.filter((action) => !reading.test(action))
        : entitlement.wildcards;
      if (wide.length > 0) {
        return fail(`${entitlement.name} grants ${wide.slice(0, 3).join(', ')}`, {
          entitlement: entitlement.name,
          on: grant.on,
          wildcards: wide.slice(0, 20),
        });
      }
    }
    return silent ? cannotTell('its grants were not all read or understood') : pass;
  },
});
