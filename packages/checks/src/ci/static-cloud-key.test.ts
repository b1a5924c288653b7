import { describe, expect, it } from 'vitest';
import { anIdentityView, aSecretReference, judge } from '../testing/index.ts';
import { ciStaticCloudKey } from './static-cloud-key.ts';

const pipeline = { nativeType: 'github-actions-workflow' };
const read = { ...pipeline, attributes: { unpinnedActions: [] } };
const reading = (...names: string[]) => ({
  secretReferences: names.map((name) => aSecretReference({ key: name, name })),
});

describe('ci-static-cloud-key', () => {
  it.each([
    'AWS_SECRET_ACCESS_KEY',
    'PROD_AWS_SECRET_ACCESS_KEY',
    'AZURE_CLIENT_SECRET',
    'AZURE_CREDENTIALS',
    'ARM_CLIENT_SECRET',
    'GCP_SA_KEY',
    'GCLOUD_SERVICE_KEY',
    'GOOGLE_CREDENTIALS',
    'GOOGLE_APPLICATION_CREDENTIALS_JSON',
    'gcp_service_account_key',
  ])('fails a pipeline that reads %s', (name) => {
    const view = anIdentityView({ identity: pipeline, ...reading('CODECOV_TOKEN', name) });

    expect(judge(ciStaticCloudKey, view)).toMatchObject({
      result: 'fail',
      evidence: { names: [name] },
    });
  });

  it.each([
    [
      'passes other secrets',
      { identity: pipeline, ...reading('GOOGLE_MAPS_API_KEY', 'AWS_ROLE_ARN') },
      'pass',
    ],
    ['passes a pipeline that was read and uses none', { identity: read }, 'pass'],
    ['cannot tell of a pipeline that was not read', { identity: pipeline }, 'unknown'],
    ['does not concern other identities', reading('AWS_SECRET_ACCESS_KEY'), 'not-applicable'],
    [
      'skips what is disabled',
      { identity: { ...pipeline, status: 'disabled' }, ...reading('AWS_SECRET_ACCESS_KEY') },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    const subject = anIdentityView(view as Parameters<typeof anIdentityView>[0]);

    expect(judge(ciStaticCloudKey, subject).result).toBe(expected);
  });
});
