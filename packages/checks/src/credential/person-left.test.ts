import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialPersonLeft } from './person-left.ts';

const token = (attributes: NonNullable<Credential['attributes']>, more: Partial<Credential> = {}) =>
  aCredentialView({ ...more, attributes });
const left = { boundToPerson: true, personStatus: 'left' };

describe('credential-person-left', () => {
  it.each([
    ['fails the token of a leaver', token(left), 'fail'],
    [
      'passes that of an active person',
      token({ boundToPerson: true, personStatus: 'active' }),
      'pass',
    ],
    ['cannot tell whether the person left', token({ boundToPerson: true }), 'unknown'],
    ['cannot tell whether there is a person', token({}), 'unknown'],
    ['does not concern machines', token({ boundToPerson: false }), 'not-applicable'],
    ['does not concern what was revoked', token(left, { status: 'revoked' }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(credentialPersonLeft, view).result).toBe(expected);
  });

  it('is critical for an administrator', () => {
    expect(judge(credentialPersonLeft, token(left, { access: 'admin' }))).toMatchObject({
      severity: 'critical',
    });
  });
});
