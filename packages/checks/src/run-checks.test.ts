import { never, seen } from '@nonhuman/model';
import { daysAgo, now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck, fail, pass } from './define-check.ts';
import {
  findingKey,
  prepareChecks,
  runChecks,
  runCredentialChecks,
  runExposureChecks,
  severityOf,
} from './run-checks.ts';
import {
  aCredentialView,
  anExposureView,
  anIdentityView,
  aSeenCredential,
  aSeenExposure,
} from './testing/index.ts';

const about = (subject: 'identity' | 'credential' | 'exposure', id: string) => ({
  id,
  title: id,
  severity: 'low' as const,
  subject,
  controls: ['owasp-nhi-2025:NHI1'],
  params: z.object({ limit: z.int().positive().default(1) }),
  nextAction: 'Act.',
});
const identityCheck = defineCheck({
  ...about('identity', 'identity-test'),
  subject: 'identity',
  evaluate: (_, { params }) => (params.limit === 1 ? pass : fail(`limit ${params.limit}`)),
});
const credentialCheck = defineCheck({
  ...about('credential', 'credential-test'),
  subject: 'credential',
  evaluate: ({ holder }) => fail(`held by ${holder?.identity.name ?? 'nobody'}`),
});
const exposureCheck = defineCheck({
  ...about('exposure', 'exposure-test'),
  subject: 'exposure',
  evaluate: ({ credential }) => fail(`of ${credential?.credential.name ?? 'nothing'}`),
});
const broken = defineCheck({
  ...about('identity', 'identity-broken'),
  subject: 'identity',
  evaluate: () => {
    throw new Error('a bug');
  },
});
const three = [identityCheck, credentialCheck, exposureCheck];
const view = anIdentityView({
  credentials: [aSeenCredential({ name: 'key' }, [aSeenExposure()])],
});

describe('running checks', () => {
  it('judges the identity, its credentials and their exposures, each with what is around it', () => {
    const outcomes = runChecks(view, { now, checks: prepareChecks({}, three) });

    expect(outcomes.map(({ check, subjectId, outcome }) => [check.id, subjectId, outcome])).toEqual(
      [
        ['identity-test', view.id, pass],
        ['credential-test', view.credentials[0]?.id, fail('held by builder')],
        ['exposure-test', view.credentials[0]?.exposures[0]?.id, fail('of key')],
      ],
    );
  });

  it('takes the limits of the workspace', () => {
    const checks = prepareChecks({ 'identity-test': { limit: 5 } }, three);

    expect(runChecks(view, { now, checks })[0]?.outcome).toEqual(fail('limit 5'));
  });

  it('refuses a limit that is not valid before anything runs', () => {
    expect(() => prepareChecks({ 'identity-test': { limit: 0 } }, three)).toThrow(z.ZodError);
  });

  it('lets a check that throws cost only itself, and reports it', () => {
    const failures: unknown[] = [];
    const checks = prepareChecks({}, [broken, identityCheck]);

    const outcomes = runChecks(view, { now, checks, onFailure: (one) => failures.push(one) });

    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      { result: 'unknown', because: 'the check failed' },
      pass,
    ]);
    expect(failures).toMatchObject([{ checkId: 'identity-broken', subjectId: view.id }]);
  });

  it('judges a credential and an exposure that nobody is known for', () => {
    const checks = prepareChecks({}, three);
    const credential = aCredentialView({}, { holder: null, exposures: [aSeenExposure()] });

    const ofCredential = runCredentialChecks(credential, { now, checks });
    const ofExposure = runExposureChecks(anExposureView({}, { credential: null, holder: null }), {
      now,
      checks,
    });

    expect(ofCredential.map(({ outcome }) => outcome)).toEqual([
      fail('held by nobody'),
      fail('of builder token'),
    ]);
    expect(ofExposure.map(({ outcome }) => outcome)).toEqual([fail('of nothing')]);
  });

  it('runs every check there is by default', () => {
    const old = aSeenCredential({ createdAt: seen(daysAgo(400)), lastRotatedAt: never });

    const outcomes = runChecks(anIdentityView({ credentials: [old] }), {
      now,
      checks: prepareChecks(),
    });

    const failed = outcomes.filter(({ outcome }) => outcome.result === 'fail');
    expect(failed.map(({ check }) => check.id)).toContain('credential-too-old');
  });
});

describe('a finding', () => {
  it('keeps its name while its numbers change', () => {
    expect(findingKey(credentialCheck, 'crd_1')).toBe('credential-test:crd_1');
  });

  it('is as bad as the outcome says, else as the check says', () => {
    expect(severityOf(identityCheck, { result: 'fail', because: '', evidence: {} })).toBe('low');
    expect(
      severityOf(identityCheck, { result: 'fail', because: '', evidence: {}, severity: 'high' }),
    ).toBe('high');
  });
});
