import { z } from 'zod';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';
import { isPipeline } from './pipeline.ts';

/** The names under which pipelines customarily keep long-lived keys of clouds. */
const cloudKeyNames =
  /(?:^|_)(?:AWS_SECRET(?:_ACCESS)?_KEY|AZURE_CLIENT_SECRET|AZURE_CREDENTIALS|ARM_CLIENT_SECRET|(?:GCP|GCLOUD|GOOGLE)_(?:(?:SA|SERVICE|SERVICE_ACCOUNT|APPLICATION)_)?(?:KEY|CREDENTIALS)(?:_JSON)?)(?:$|_)/i;

/** Fails a pipeline that reads a static cloud key from its secret store. */
export const ciStaticCloudKey = defineCheck({
  id: 'ci-static-cloud-key',
  title: 'A pipeline signs in to a cloud with a static key',
  severity: 'medium',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI6',
    'owasp-nhi-2025:NHI7',
    'soc2:CC6.1',
    'iso27001-2022:A.5.17',
    'iso27001-2022:A.8.25',
    'pci-dss-4.0.1:8.6.3',
    'nist-800-53-r5:IA-9',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({}),
  nextAction: 'Let the pipeline sign in by OIDC, then delete the key.',

  evaluate(view) {
    const { identity, secretReferences } = view;
    if (!isPipeline(identity)) return notApplicable('it is not a pipeline');
    if (isDead(identity.status)) return notApplicable('the pipeline is not active');

    const names = new Set<string>();
    for (const { name } of secretReferences) if (cloudKeyNames.test(name)) names.add(name);
    if (names.size > 0) {
      const sorted = [...names].toSorted();
      return fail(`it reads ${sorted.join(', ')} from the secret store`, { names: sorted });
    }
    return wasRead(view) ? pass : cannotTell('the secrets that it reads are not told');
  },
});

/** A definition of which any fact was told has been read, so that no reference means none. */
function wasRead({ identity, secretReferences }: IdentityView): boolean {
  return (
    secretReferences.length > 0 ||
    identityFact(identity, 'unpinnedActions') !== null ||
    identityFact(identity, 'writeAll') !== null
  );
}
