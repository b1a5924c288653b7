import { describe, expect, it } from 'vitest';
import { aDelegation, anIdentityView, judge, nothingRead } from '../testing/index.ts';
import { trustExternalWithoutCondition } from './external-without-condition.ts';

type Condition = { operator: string; key: string; values: string[] };
const vendor = (conditions: Condition[] | null, attributes = { accountId: '222222222222' }) =>
  aDelegation({
    from: { type: 'external', key: 'arn:aws:iam::222222222222:root', name: 'account 222222222222' },
    conditional: conditions === null || conditions.length > 0,
    conditions,
    attributes,
  });
const externalId = { operator: 'StringEquals', key: 'sts:ExternalId', values: ['b3d1'] };
const anyExternalId = { operator: 'StringLike', key: 'sts:ExternalId', values: ['*'] };
const optional = { operator: 'StringEqualsIfExists', key: 'sts:ExternalId', values: ['b3d1'] };
const secondFactor = { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] };
const role = (accountId: string) =>
  aDelegation({
    from: { type: 'identity', key: `arn:aws:iam::${accountId}:role/ci`, name: 'ci' },
    attributes: { accountId },
  });
const inAccount = { identity: { attributes: { accountId: '111111111111' } } };

describe('trust-external-without-condition', () => {
  it.each([
    ['fails a vendor without any condition', { delegationsTo: [vendor([])] }, 'fail'],
    ['passes an external id', { delegationsTo: [vendor([externalId])] }, 'pass'],
    [
      'fails an external id that may be anything',
      { delegationsTo: [vendor([anyExternalId])] },
      'fail',
    ],
    ['fails an external id that may be left out', { delegationsTo: [vendor([optional])] }, 'fail'],
    ['does not take a second factor for it', { delegationsTo: [vendor([secondFactor])] }, 'fail'],
    ['cannot tell conditions that were not told', { delegationsTo: [vendor(null)] }, 'unknown'],
    [
      'fails a named role of another account',
      { ...inAccount, delegationsTo: [role('222222222222')] },
      'fail',
    ],
    [
      'does not concern a role of the same account',
      { ...inAccount, delegationsTo: [role('111111111111')] },
      'not-applicable',
    ],
    [
      'leaves deleted principals to their own check',
      {
        delegationsTo: [
          aDelegation({
            from: { type: 'external', key: 'x', name: 'x' },
            attributes: { dangling: true },
          }),
        ],
      },
      'not-applicable',
    ],
    [
      'leaves federated logins to their own check',
      { delegationsTo: [{ ...vendor([]), kind: 'federated-login' }] },
      'not-applicable',
    ],
    ['cannot tell when trusts were not read', { coverage: nothingRead }, 'unknown'],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, delegationsTo: [vendor([])] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    const subject = anIdentityView(view as Parameters<typeof anIdentityView>[0]);

    expect(judge(trustExternalWithoutCondition, subject).result).toBe(expected);
  });

  it('believes the workspace about its own accounts', () => {
    const view = anIdentityView({ delegationsTo: [vendor([])] });
    const params = { trustedAccounts: ['222222222222'] };

    expect(judge(trustExternalWithoutCondition, view, params).result).toBe('not-applicable');
  });

  it('weighs an administrator more and names the principal', () => {
    const view = anIdentityView({ identity: { access: 'admin' }, delegationsTo: [vendor([])] });

    expect(judge(trustExternalWithoutCondition, view)).toMatchObject({
      severity: 'high',
      because: 'account 222222222222 may become it without an external id',
      evidence: { accountId: '222222222222' },
    });
  });
});
