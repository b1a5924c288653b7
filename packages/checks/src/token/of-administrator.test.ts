import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, judge } from '../testing/index.ts';
import { tokenOfAdministrator } from './of-administrator.ts';

const holder = anIdentityView({ identity: { access: 'unknown' } });
const token = (attributes: NonNullable<Credential['attributes']>, more: Partial<Credential> = {}) =>
  aCredentialView({ kind: 'api-key', access: 'unknown', ...more, attributes }, { holder });
const person = { boundToPerson: true };

describe('token-of-administrator', () => {
  it.each([
    [
      'fails the token of a super administrator',
      token({ ...person, personRoles: ['SUPER_ADMIN'] }),
      'fail',
    ],
    ['fails administrative access of a person', token(person, { access: 'admin' }), 'fail'],
    ['passes a person without roles', token({ ...person, personRoles: [] }), 'pass'],
    ['passes access that only reads', token(person, { access: 'read' }), 'pass'],
    ['cannot tell roles that were not told', token(person), 'unknown'],
    ['cannot tell whether it acts as a person', token({}), 'unknown'],
    [
      'does not concern tokens of machines',
      token({ boundToPerson: false, personRoles: ['SUPER_ADMIN'] }),
      'not-applicable',
    ],
    ['skips what was revoked', token(person, { status: 'revoked' }), 'not-applicable'],
    ['does not concern certificates', token(person, { kind: 'certificate' }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(tokenOfAdministrator, view).result).toBe(expected);
  });

  it.each([
    ['SUPER_ADMIN', 'critical'],
    ['Org Admin', 'critical'],
    ['READ_ONLY_ADMIN', 'high'],
  ] as const)('weighs %s as %s', (role, severity) => {
    expect(judge(tokenOfAdministrator, token({ ...person, personRoles: [role] }))).toMatchObject({
      severity,
    });
  });
});
