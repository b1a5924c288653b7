import { describe, expect, it } from 'vitest';
import type { CertificateTemplate } from '../attribute-words.ts';
import { anIdentityView, judge } from '../testing/index.ts';
import { directoryTemplateAnySubject } from './template-any-subject.ts';

const open: CertificateTemplate = {
  name: 'WebServerV2',
  enrolleeSuppliesSubject: true,
  clientAuthentication: true,
  approvalRequired: false,
  signaturesRequired: 0,
  enrollers: ['Domain Users'],
};
const authority = (...templates: readonly CertificateTemplate[]) =>
  anIdentityView({
    identity: {
      kind: 'application',
      nativeType: 'ad-certificate-authority',
      attributes: {
        certificateTemplates: templates.map((one) => ({
          ...one,
          enrollers: one.enrollers === null ? null : [...one.enrollers],
        })),
      },
    },
  });

describe('directory-template-any-subject', () => {
  it.each([
    ['fails a template that is open on every side', authority(open), 'fail'],
    [
      'passes one that takes the name from the directory',
      authority({ ...open, enrolleeSuppliesSubject: false }),
      'pass',
    ],
    [
      'passes one that cannot sign anyone in',
      authority({ ...open, clientAuthentication: false }),
      'pass',
    ],
    ['passes one with approval', authority({ ...open, approvalRequired: true }), 'pass'],
    ['passes one that needs a signature', authority({ ...open, signaturesRequired: 1 }), 'pass'],
    ['passes one that only administrators use', authority({ ...open, enrollers: [] }), 'pass'],
    [
      'cannot tell who may enrol when that was not read',
      authority({ ...open, enrollers: null }),
      'unknown',
    ],
    [
      'passes what one told side closes, whatever else was not read',
      authority({ ...open, enrollers: null, approvalRequired: true }),
      'pass',
    ],
    [
      'fails for one open template beside one that is unclear',
      authority({ ...open, enrollers: null }, open),
      'fail',
    ],
    ['passes an authority that publishes nothing', authority(), 'pass'],
    [
      'cannot tell templates that were not told',
      anIdentityView({ identity: { nativeType: 'ad-certificate-authority' } }),
      'unknown',
    ],
    ['does not concern accounts', anIdentityView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryTemplateAnySubject, view).result).toBe(expected);
  });

  it('accepts the groups that the workspace names', () => {
    const params = { acceptedEnrollers: ['Domain Users'] };

    expect(judge(directoryTemplateAnySubject, authority(open), params).result).toBe('pass');
  });
});
