import { z } from 'zod';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { bindsBy, conditionsOf } from './request-conditions.ts';

const sourceKeys: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

/** Fails a role that a shared service may use on behalf of any customer. */
export const trustConfusedDeputy = defineCheck({
  id: 'trust-confused-deputy',
  title: 'A service may use the role on behalf of others',
  severity: 'low',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI6',
    'soc2:CC6.6',
    'iso27001-2022:A.5.23',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({
    /** Services that send these keys, and whose manuals ask for them in a role's trust. */
    services: z
      .array(z.string())
      .default([
        'appstream.amazonaws.com',
        'bedrock.amazonaws.com',
        'codebuild.amazonaws.com',
        'ecs-tasks.amazonaws.com',
        'iot.amazonaws.com',
        'personalize.amazonaws.com',
        'sagemaker.amazonaws.com',
        'scheduler.amazonaws.com',
        'states.amazonaws.com',
        'transfer.amazonaws.com',
      ]),
  }),
  nextAction: 'Add aws:SourceAccount, and aws:SourceArn where it is known, to the trust.',

  evaluate({ identity, delegationsTo, coverage }, { params: { services } }) {
    if (isDead(identity.status)) return notApplicable('the identity is not active');
    const trusts = delegationsTo.filter(
      ({ from }) => from.type === 'service' && services.includes(from.key),
    );
    if (trusts.length === 0) {
      return coverage.delegation === 'complete'
        ? notApplicable('no service that tells its customer may become it')
        : cannotTell('who may become it was not read');
    }

    let unclear = false;
    for (const delegation of trusts) {
      const conditions = conditionsOf(delegation);
      if (conditions === null) unclear = true;
      else if (!bindsBy(conditions, sourceKeys)) {
        return fail(`${delegation.from.key} may use it for any of its customers`, {
          service: delegation.from.key,
        });
      }
    }
    return unclear ? cannotTell('the conditions of a trust are not told') : pass;
  },
});
