import { accessLevels, never, seen, severities, unknown } from '@nonhuman/model';
import { daysAgo, now } from '@nonhuman/model/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aDelegation,
  anIdentityView,
  anOwnership,
  aSeenCredential,
  aSeenExposure,
  aSeenGrant,
  nothingRead,
} from '../testing/index.ts';
import { type RiskFinding, riskOf } from './risk.ts';
import { findingWeights, maxFindingPoints, riskWeights } from './weights.ts';

const silent = unknown('not told');
const finding = (severity: RiskFinding['severity'], checkId = 'credential-too-old') => ({
  checkId,
  severity,
  nextAction: `Fix ${checkId}.`,
});

const observedTime = fc.oneof(
  fc.constant(never),
  fc.constant(silent),
  fc.integer({ min: -400, max: 800 }).map((days) => seen(daysAgo(days))),
);
const coverage = fc.constantFrom('complete', 'partial', 'not-read');
const anyExposure = fc
  .record({
    setting: fc.constantFrom('tool-configuration', 'source', 'ci'),
    readableBy: fc.constantFrom('owner', 'group', 'everyone', 'unknown'),
    tracked: fc.boolean(),
  })
  .map(({ setting, ...place }) =>
    aSeenExposure({ setting, place: { kind: 'file', locator: '/f', ...place } }),
  );
const anyCredential = fc
  .record({
    kind: fc.constantFrom('token', 'federated-trust', 'certificate'),
    status: fc.constantFrom('active', 'disabled', 'unknown'),
    createdAt: observedTime,
    lastRotatedAt: observedTime,
    expiresAt: observedTime,
    lastUsedAt: observedTime,
    access: fc.constantFrom(...accessLevels),
    exposures: fc.array(anyExposure, { maxLength: 3 }),
  })
  .map(({ exposures, ...credential }) => aSeenCredential(credential, exposures));
const anyView = fc
  .record({
    status: fc.constantFrom('active', 'disabled', 'unknown'),
    access: fc.constantFrom(...accessLevels),
    environment: fc.constantFrom('production', 'non-production', 'unknown'),
    lastUsedAt: observedTime,
    createdAt: observedTime,
    credentials: fc.array(anyCredential, { maxLength: 4 }),
    grants: fc.array(fc.constantFrom(...accessLevels), { maxLength: 3 }),
    trusted: fc.array(
      fc.record({
        type: fc.constantFrom('public', 'external', 'identity'),
        name: fc.string({ minLength: 1, maxLength: 3 }),
        conditional: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    owners: fc.array(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 3,
    }),
    read: fc.record({
      credential: coverage,
      grant: coverage,
      delegation: coverage,
      ownership: coverage,
      exposure: coverage,
    }),
  })
  .map(({ credentials, grants, trusted, owners, read, ...identity }) =>
    anIdentityView({
      identity,
      credentials,
      grants: grants.map((access) => aSeenGrant({ access })),
      delegationsTo: trusted.map(({ type, name, conditional }) =>
        aDelegation({ from: { type, key: name, name }, conditional }),
      ),
      ownership: owners.map(({ confidence }) => anOwnership({ basis: 'inferred', confidence })),
      coverage: read,
    }),
  );
const anyFindings = fc.array(
  fc
    .tuple(fc.constantFrom(...severities), fc.constantFrom('a-b', 'c-d', 'e-f'))
    .map(([severity, checkId]) => finding(severity, checkId)),
  { maxLength: 12 },
);

describe('the risk of an identity', () => {
  it('is the sum of its factors, cut off at 100', () => {
    fc.assert(
      fc.property(anyView, anyFindings, (view, findings) => {
        const { score, factors } = riskOf(view, findings, now);

        const sum = factors.reduce((total, { points }) => total + points, 0);
        expect(score).toBe(Math.min(100, sum));
        expect(factors.every(({ because }) => because.length > 0)).toBe(true);
      }),
    );
  });

  it('is never lowered by a further finding', () => {
    fc.assert(
      fc.property(anyView, anyFindings, fc.constantFrom(...severities), (view, findings, more) => {
        const before = riskOf(view, findings, now).score;
        const after = riskOf(view, [...findings, finding(more)], now).score;

        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(anyView, anyFindings, (view, findings) => {
        const turned = {
          ...view,
          credentials: view.credentials.toReversed(),
          grants: view.grants.toReversed(),
          delegationsTo: view.delegationsTo.toReversed(),
          ownership: view.ownership.toReversed(),
        };

        expect(riskOf(turned, findings.toReversed(), now)).toEqual(riskOf(view, findings, now));
      }),
    );
  });

  it('promises only what it would keep', () => {
    fc.assert(
      fc.property(anyView, anyFindings, (view, findings) => {
        const { score, wouldLower } = riskOf(view, findings, now);

        for (const { points } of wouldLower) {
          expect(points).toBeGreaterThan(0);
          expect(points).toBeLessThanOrEqual(score);
        }
      }),
    );
  });

  it('keeps the promise about a finding when the finding is gone', () => {
    const findings = [finding('high', 'a-b'), finding('medium', 'c-d')];
    const before = riskOf(anIdentityView(), findings, now);

    const promised = before.wouldLower.find(({ action }) => action === 'Fix a-b.')?.points;

    expect(promised).toBe(findingWeights.high);
    expect(riskOf(anIdentityView(), findings.slice(1), now).score).toBe(
      before.score - findingWeights.high,
    );
  });

  it('names everything that nobody told, and counts it', () => {
    const view = anIdentityView({
      identity: {
        access: 'unknown',
        environment: 'unknown',
        lastUsedAt: silent,
        createdAt: silent,
      },
      ownership: [],
      coverage: nothingRead,
    });

    const { score, factors } = riskOf(view, [], now);

    const unknowns = Object.values(riskWeights).map(({ unknown: points }) => points);
    expect(score).toBe(unknowns.reduce((total, points) => total + points, 0));
    expect(factors.filter(({ points }) => points > 0)).toHaveLength(unknowns.length);
  });

  it('is higher for what is not told than for what is known to be good', () => {
    for (const weights of Object.values(riskWeights)) {
      const { unknown: points, ...told } = weights;
      expect(points).toBeGreaterThan(Math.min(...Object.values(told)));
      expect(points).toBeLessThan(Math.max(...Object.values(told)));
    }
  });

  it('is small for a federated, owned, used reader', () => {
    const view = anIdentityView({
      identity: { environment: 'non-production', access: 'read' },
      credentials: [aSeenCredential({ kind: 'federated-trust' })],
    });

    expect(riskOf(view, [], now)).toMatchObject({ score: riskWeights.access.read });
  });

  it('shows its sum for an exposed, old, ownerless administrator', () => {
    const exposed = aSeenExposure({
      setting: 'source',
      place: { kind: 'file', locator: '/repo/a.ts', tracked: true },
    });
    const key = aSeenCredential(
      { kind: 'access-key', createdAt: seen(daysAgo(400)), lastRotatedAt: never, expiresAt: never },
      [exposed],
    );
    const view = anIdentityView({
      identity: { access: 'admin' },
      credentials: [key],
      ownership: [],
    });

    const { score, factors, wouldLower } = riskOf(view, [finding('critical')], now);

    expect(factors.map(({ id, points }) => [id, points])).toEqual([
      ['access', 25],
      ['exposure', 20],
      ['age', 10],
      ['expiry', 5],
      ['usage', 0],
      ['ownership', 8],
      ['authentication', 5],
      ['environment', 5],
      ['trust', 0],
      ['findings', 12],
    ]);
    expect(score).toBe(90);
    expect(wouldLower[0]).toEqual({ action: 'Reduce its rights to what it uses.', points: 25 });
  });

  it('says where the points of findings are cut off', () => {
    const findings = [finding('critical'), finding('critical'), finding('high')];

    const factors = riskOf(anIdentityView(), findings, now).factors;

    expect(factors.at(-1)).toMatchObject({
      points: maxFindingPoints,
      because: 'open findings: 2 critical, 1 high, 30 points cut off at 25',
    });
  });
});
