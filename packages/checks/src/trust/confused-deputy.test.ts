import { describe, expect, it } from 'vitest';
import { aDelegation, anIdentityView, judge, nothingRead } from '../testing/index.ts';
import { trustConfusedDeputy } from './confused-deputy.ts';

type Condition = { operator: string; key: string; values: string[] };
const service = (name: string, conditions: Condition[] | null = []) =>
  aDelegation({
    from: { type: 'service', key: name, name },
    conditional: conditions === null || conditions.length > 0,
    conditions,
  });
const scheduler = 'scheduler.amazonaws.com';
const account = { operator: 'StringEquals', key: 'aws:SourceAccount', values: ['111111111111'] };
const anyArn = { operator: 'ArnLike', key: 'aws:SourceArn', values: ['*'] };

describe('trust-confused-deputy', () => {
  it.each([
    ['fails a service without a source', { delegationsTo: [service(scheduler)] }, 'fail'],
    ['passes one bound to the account', { delegationsTo: [service(scheduler, [account])] }, 'pass'],
    [
      'fails a source that may be anything',
      { delegationsTo: [service(scheduler, [anyArn])] },
      'fail',
    ],
    [
      'fails one of two services',
      { delegationsTo: [service(scheduler, [account]), service('states.amazonaws.com')] },
      'fail',
    ],
    [
      'does not ask it of services that send no source',
      { delegationsTo: [service('ec2.amazonaws.com')] },
      'not-applicable',
    ],
    [
      'cannot tell conditions that were not told',
      { delegationsTo: [service(scheduler, null)] },
      'unknown',
    ],
    ['cannot tell when trusts were not read', { coverage: nothingRead }, 'unknown'],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, delegationsTo: [service(scheduler)] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(trustConfusedDeputy, anIdentityView(view)).result).toBe(expected);
  });

  it('asks it of the services that the workspace names', () => {
    const view = anIdentityView({ delegationsTo: [service('glue.amazonaws.com')] });
    const params = { services: ['glue.amazonaws.com'] };

    expect(judge(trustConfusedDeputy, view, params)).toMatchObject({
      because: 'glue.amazonaws.com may use it for any of its customers',
    });
  });
});
