import { describe, expect, it } from 'vitest';
import { memberOf } from './member.ts';

const pool = 'projects/1/locations/global/workloadIdentityPools/ci';

describe('a member of a policy', () => {
  it.each([
    ['allUsers', 'public', 'allUsers'],
    ['allAuthenticatedUsers', 'public', 'allAuthenticatedUsers'],
    ['user:Ada@Example.com', 'person', 'ada@example.com'],
    ['group:ops@example.com', 'group', 'ops@example.com'],
    ['domain:example.com', 'group', 'domain:example.com'],
    ['projectEditor:shop', 'group', 'projectEditor:shop'],
    ['serviceAccount:a@shop.iam.gserviceaccount.com', 'identity', 'a@shop.iam.gserviceaccount.com'],
    [
      'serviceAccount:service-12@gcp-sa-pubsub.iam.gserviceaccount.com',
      'service',
      'service-12@gcp-sa-pubsub.iam.gserviceaccount.com',
    ],
    [
      'serviceAccount:12@cloudservices.gserviceaccount.com',
      'service',
      '12@cloudservices.gserviceaccount.com',
    ],
    [
      'serviceAccount:service-12@compute-system.iam.gserviceaccount.com',
      'service',
      'service-12@compute-system.iam.gserviceaccount.com',
    ],
    [
      'serviceAccount:12-compute@developer.gserviceaccount.com',
      'identity',
      '12-compute@developer.gserviceaccount.com',
    ],
    [
      'serviceAccount:shop.svc.id.goog[web/front]',
      'external',
      'serviceAccount:shop.svc.id.goog[web/front]',
    ],
    [`principalSet://iam.googleapis.com/${pool}/*`, 'identity', null],
    [`principal://iam.googleapis.com/${pool}/subject/repo:a/b`, 'identity', null],
    [
      'principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/ada',
      'person',
      null,
    ],
    [
      'principalSet://iam.googleapis.com/locations/global/workforcePools/staff/group/ops',
      'group',
      null,
    ],
    ['deleted:user:ada@example.com?uid=1', 'person', 'deleted:user:ada@example.com?uid=1'],
    ['something:new', 'external', 'something:new'],
  ])('%s is of the type %s', (written, type, key) => {
    const { principal } = memberOf(written);

    expect(principal).toMatchObject({ type, key: key ?? written });
  });

  it.each([
    [`principalSet://iam.googleapis.com/${pool}/*`, null, null],
    [
      `principalSet://iam.googleapis.com/${pool}/attribute.repository/acme/web`,
      'attribute.repository',
      'acme/web',
    ],
    [`principal://iam.googleapis.com/${pool}/subject/a/b`, 'subject', 'a/b'],
  ])('%s says which tokens of the pool it stands for', (written, claim, value) => {
    expect(memberOf(written).pool).toEqual({ pool, claim, value });
  });

  it('that was deleted keeps the id by which alone it can come back', () => {
    const member = memberOf('deleted:serviceAccount:a@b.iam.gserviceaccount.com?uid=123');

    expect(member).toMatchObject({ dangling: true, uniqueId: '123' });
  });
});
