import { describe, expect, it } from 'vitest';
import { aDelegation, anIdentityView, judge, nothingRead } from '../testing/index.ts';
import { trustPublic } from './public.ts';

const everyone = { type: 'public', key: '*', name: 'everybody' } as const;
const open = (...conditions: { operator: string; key: string; values: string[] }[]) =>
  aDelegation({ from: everyone, conditional: conditions.length > 0, conditions });
const organisation = { operator: 'StringEquals', key: 'aws:PrincipalOrgID', values: ['o-1'] };
const session = { operator: 'StringLike', key: 'sts:RoleSessionName', values: ['ci-*'] };
const anyArn = { operator: 'ArnLike', key: 'aws:PrincipalArn', values: ['*'] };
const notTold = aDelegation({ from: everyone, conditional: true, conditions: null });

describe('trust-public', () => {
  it.each([
    [
      'passes an identity that only named ones may become',
      { delegationsTo: [aDelegation()] },
      'pass',
    ],
    ['passes one that nobody may become', {}, 'pass'],
    ['fails trust in everybody', { delegationsTo: [open()] }, 'fail'],
    ['passes everybody of the own organisation', { delegationsTo: [open(organisation)] }, 'pass'],
    ['fails a condition that every caller can meet', { delegationsTo: [open(session)] }, 'fail'],
    [
      'fails a condition on the caller that holds for all',
      { delegationsTo: [open(anyArn)] },
      'fail',
    ],
    ['cannot tell conditions that were not told', { delegationsTo: [notTold] }, 'unknown'],
    [
      'fails one open trust among good ones',
      { delegationsTo: [aDelegation(), open()], coverage: nothingRead },
      'fail',
    ],
    ['cannot tell when trusts were not read', { coverage: nothingRead }, 'unknown'],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, delegationsTo: [open()] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(trustPublic, anIdentityView(view)).result).toBe(expected);
  });

  it('is less sure of a condition that it does not understand', () => {
    const view = anIdentityView({ delegationsTo: [open(session)] });

    expect(judge(trustPublic, view)).toMatchObject({
      severity: 'high',
      evidence: { keys: ['sts:RoleSessionName'] },
    });
  });
});
