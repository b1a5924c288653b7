import { z } from 'zod';
import type { CertificateTemplate } from '../attribute-words.ts';
import { identityFact } from '../attributes.ts';
import { cannotTell, defineCheck, fail, notApplicable, pass } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import { isCertificateAuthority } from './directory-account.ts';

/** Fails a certificate authority that lets ordinary accounts enrol as anyone. */
export const directoryTemplateAnySubject = defineCheck({
  id: 'directory-template-any-subject',
  title: 'A certificate template lets ordinary accounts sign in as anyone',
  severity: 'critical',
  subject: 'identity',
  controls: [
    'owasp-nhi-2025:NHI4',
    'owasp-nhi-2025:NHI5',
    'soc2:CC6.1',
    'iso27001-2022:A.8.5',
    'iso27001-2022:A.8.24',
    'pci-dss-4.0.1:7.2.5',
    'nist-800-53-r5:IA-5(2)',
    'nist-800-53-r5:SC-17',
    'nist-csf-2.0:PR.AA-03',
    'csa-ccm-4.0:IAM-14',
  ],
  params: z.object({
    /** Groups that may enrol under any name by decision, e.g. web server operators. */
    acceptedEnrollers: z.array(z.string()).default([]),
  }),
  nextAction: 'Build the subject from the directory, or require approval and limit who may enrol.',

  evaluate({ identity }, { params: { acceptedEnrollers } }) {
    if (!isCertificateAuthority(identity)) {
      return notApplicable('it is not a certificate authority of a directory');
    }
    if (isDead(identity.status)) return notApplicable('the authority is not active');
    const templates = identityFact(identity, 'certificateTemplates');
    if (templates === null) return cannotTell('nothing tells which templates it publishes');

    let unclear: string | null = null;
    const open: CertificateTemplate[] = [];
    for (const template of templates) {
      const judged = judgeTemplate(template, acceptedEnrollers);
      if (judged === 'open') open.push(template);
      if (judged === 'unclear') unclear ??= template.name;
    }
    const [first] = open;
    if (first !== undefined) {
      return fail(`${first.enrollers?.[0]} may enrol with ${first.name} under any name`, {
        templates: open.map(({ name }) => name).slice(0, 20),
        enrollers: [...new Set(open.flatMap(({ enrollers }) => enrollers ?? []))].slice(0, 20),
      });
    }
    return unclear === null ? pass : cannotTell(`the template ${unclear} was not told completely`);
  },
});

/** Every condition must hold for the way to be open; one that is told not to hold closes it. */
function judgeTemplate(
  template: CertificateTemplate,
  accepted: readonly string[],
): 'open' | 'closed' | 'unclear' {
  const { enrolleeSuppliesSubject, clientAuthentication, approvalRequired } = template;
  const { signaturesRequired, enrollers } = template;
  const others = enrollers?.filter((name) => !accepted.includes(name)) ?? null;
  const isClosed =
    enrolleeSuppliesSubject === false ||
    clientAuthentication === false ||
    approvalRequired === true ||
    (signaturesRequired ?? 0) > 0 ||
    others?.length === 0;
  if (isClosed) return 'closed';
  const isTold =
    enrolleeSuppliesSubject !== null &&
    clientAuthentication !== null &&
    approvalRequired !== null &&
    signaturesRequired !== null &&
    others !== null;
  return isTold ? 'open' : 'unclear';
}
