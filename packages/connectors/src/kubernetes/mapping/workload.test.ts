import { describe, expect, it } from 'vitest';
import { PodSpec, Workload } from '../schema.ts';
import { toSecretReferences } from './workload.ts';

describe('the secrets of a workload', () => {
  it.each([
    [
      'an environment variable',
      { containers: [{ env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'one' } } }] }] },
    ],
    [
      'all entries as variables',
      { initContainers: [{ envFrom: [{ secretRef: { name: 'one' } }] }] },
    ],
    ['a debug container', { ephemeralContainers: [{ envFrom: [{ secretRef: { name: 'one' } }] }] }],
    ['a volume', { volumes: [{ secret: { secretName: 'one' } }] }],
    [
      'a part of a volume',
      { volumes: [{ projected: { sources: [{ secret: { name: 'one' } }] } }] },
    ],
    ['what pulls its images', { imagePullSecrets: [{ name: 'one' }] }],
  ])('are told by %s', (_, spec) => {
    const workload = Workload.parse({
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop' },
      spec,
    });

    const references = toSecretReferences('eu', workload, PodSpec.parse(spec));

    expect(references).toMatchObject([
      { name: 'shop/one', identityKey: 'eu/serviceaccounts/shop/default' },
    ]);
  });
});
