import { describe, expect, it } from 'vitest';
import { anExposureView, aSeenCredential, judge } from '../testing/index.ts';
import { exposureInArguments } from './in-arguments.ts';

const passed = (passedIn: string) => ({
  setting: 'agent-configuration' as const,
  attributes: { passedIn },
});
const revoked = { credential: aSeenCredential({ status: 'revoked' }) };

describe('exposure-in-arguments', () => {
  it.each([
    ['fails arguments, which every process list shows', passed('arguments'), {}, 'fail'],
    ['fails URLs, which every log keeps', passed('url'), {}, 'fail'],
    ['passes the environment of a process', passed('environment'), {}, 'pass'],
    ['passes a header', passed('header'), {}, 'pass'],
    ['cannot tell of a way that it does not know', passed('carrier pigeon'), {}, 'unknown'],
    ['cannot tell when the source is silent', { setting: 'service-definition' }, {}, 'unknown'],
    ['does not concern a tool’s own file', {}, {}, 'not-applicable'],
    ['does not concern a revoked secret', passed('url'), revoked, 'not-applicable'],
  ] as const)('%s', (_, exposure, around, expected) => {
    expect(judge(exposureInArguments, anExposureView(exposure, around)).result).toBe(expected);
  });
});
