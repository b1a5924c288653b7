import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Fails a webhook whose receiver cannot tell real deliveries from forged ones. */
export const trustWebhookUnsigned = defineCheck({
  id: 'trust-webhook-unsigned',
  title: 'Webhook deliveries are not signed or not verified',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'soc2:CC6.7',
    'iso27001-2022:A.8.5',
    'nist-800-53-r5:IA-9',
    'nist-800-53-r5:SC-8',
    'nist-csf-2.0:PR.AA-04',
    'csa-ccm-4.0:IAM-16',
  ],
  params: z.object({}),
  nextAction: 'Set a secret, let the receiver check the signature, and verify its certificate.',

  evaluate({ identity }) {
    const hasSecret = identityFact(identity, 'hasSecret');
    if (hasSecret === null && !identity.nativeType.endsWith('-webhook')) {
      return notApplicable('it is not a webhook');
    }
    if (isDead(identity.status)) return notApplicable('the webhook is not active');
    const url = identityFact(identity, 'url') ?? '';
    if (hasSecret === false)
      return fail('anyone who knows its address can forge deliveries', { url });
    if (identityFact(identity, 'plainHttp') === true) {
      return fail('deliveries travel unencrypted', { url });
    }
    if (identityFact(identity, 'insecureTls') === true) {
      return fail('the certificate of the receiver is not verified', { url });
    }
    return hasSecret === null ? cannotTell('nothing tells whether deliveries are signed') : pass;
  },
});
