import type { Exposure } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import {
  aCredentialView,
  aDelegation,
  anIdentityView,
  aSeenExposure,
  judge,
} from '../testing/index.ts';
import { credentialBoundToPerson } from './bound-to-person.ts';

const personal = { attributes: { boundToPerson: true } };
const seenIn = (setting: Exposure['setting']) => ({
  exposures: [aSeenExposure({ setting, place: { kind: 'file', locator: `/${setting}` } })],
});
const heldBy = (name: string) => ({
  holder: anIdentityView({
    delegationsTo: [
      aDelegation({
        kind: 'holds-credential',
        from: { type: 'identity', key: name, name },
        to: { type: 'credential', key: 'test:token:builder' },
      }),
    ],
  }),
});
const personalHolder = anIdentityView({ identity: { attributes: { personal: true } } });

describe('credential-bound-to-person', () => {
  it.each([
    [
      'passes a credential that belongs to a machine',
      { attributes: { boundToPerson: false } },
      seenIn('ci'),
      'pass',
    ],
    ['fails a personal one in a pipeline', personal, seenIn('ci'), 'fail'],
    ['fails a personal one that an agent holds', personal, heldBy('coder'), 'fail'],
    ['fails one whose holder is a person', {}, { ...seenIn('ci'), holder: personalHolder }, 'fail'],
    [
      'cannot tell who uses one in its tool’s own file',
      personal,
      seenIn('tool-configuration'),
      'unknown',
    ],
    ['cannot tell whose it is', {}, seenIn('ci'), 'unknown'],
    ['skips what is revoked', { ...personal, status: 'revoked' }, seenIn('ci'), 'not-applicable'],
  ] as const)('%s', (_, credential, around, expected) => {
    const outcome = judge(credentialBoundToPerson, aCredentialView(credential, around));

    expect(outcome.result).toBe(expected);
  });

  it('weighs an agent that acts as a person more', () => {
    const inAgent = aCredentialView(personal, seenIn('agent-configuration'));

    expect(judge(credentialBoundToPerson, inAgent)).toMatchObject({
      severity: 'high',
      evidence: { usedFrom: ['/agent-configuration'] },
    });
  });
});
