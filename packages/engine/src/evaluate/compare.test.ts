import type { KnownFinding } from '@nonhuman/store';
import { describe, expect, it } from 'vitest';
import { compare, type Verdict } from './compare.ts';

const now = new Date('2026-06-15T12:00:00.000Z');
const verdict: Verdict = {
  id: 'fnd_1',
  checkId: 'credential-too-old',
  subjectType: 'credential',
  subjectId: 'crd_1',
  identityId: 'idn_1',
  severity: 'medium',
  because: '120 days old; the limit is 90',
  evidence: { ageDays: 120 },
  result: 'fail',
};
const known: KnownFinding = {
  id: 'fnd_1',
  check_id: 'credential-too-old',
  subject_id: 'crd_1',
  identity_id: 'idn_1',
  severity: 'medium',
  state: 'open',
  undecided: false,
  because: '120 days old; the limit is 90',
  evidence: { ageDays: 120 },
  accepted_until: null,
};
const knowing = (finding: Partial<KnownFinding>) => new Map([['fnd_1', { ...known, ...finding }]]);
const tomorrow = new Date(now.getTime() + 86_400_000);

describe('compare', () => {
  it('opens a finding for a new failure', () => {
    const { added, events } = compare(new Map(), [verdict], now);

    expect(added).toMatchObject([{ id: 'fnd_1', state: 'open' }]);
    expect(events).toEqual([]);
  });

  it('writes nothing when nothing changed', () => {
    expect(compare(knowing({}), [verdict], now)).toEqual({ added: [], changed: [], events: [] });
  });

  it('keeps the identity of a finding when its numbers change', () => {
    const later = {
      ...verdict,
      because: '121 days old; the limit is 90',
      evidence: { ageDays: 121 },
    };

    const { changed, events } = compare(knowing({}), [later], now);

    expect(changed).toMatchObject([{ id: 'fnd_1', state: 'open', evidence: { ageDays: 121 } }]);
    expect(events).toEqual([]);
  });

  it('resolves what no longer fails', () => {
    const { changed, events } = compare(knowing({}), [], now);

    expect(changed).toMatchObject([{ id: 'fnd_1', state: 'resolved', subjectType: 'credential' }]);
    expect(events.map(({ kind }) => kind)).toEqual(['resolved']);
  });

  it('reopens what fails again, under the same id', () => {
    const { changed, events } = compare(knowing({ state: 'resolved' }), [verdict], now);

    expect(changed).toMatchObject([{ id: 'fnd_1', state: 'open' }]);
    expect(events.map(({ kind }) => kind)).toEqual(['reopened']);
  });

  it('does not resolve what can no longer be told', () => {
    const { changed, events } = compare(knowing({}), [{ ...verdict, result: 'unknown' }], now);

    expect(changed).toMatchObject([
      { id: 'fnd_1', state: 'open', undecided: true, because: known.because },
    ]);
    expect(events).toEqual([]);
  });

  it('opens nothing for what cannot be told', () => {
    expect(compare(new Map(), [{ ...verdict, result: 'unknown' }], now).added).toEqual([]);
  });

  it('keeps an acceptance until its date', () => {
    const { changed } = compare(
      knowing({ state: 'accepted', accepted_until: tomorrow }),
      [verdict],
      now,
    );

    expect(changed).toEqual([]);
  });

  it('opens an accepted finding when its date has passed', () => {
    const { changed, events } = compare(
      knowing({ state: 'accepted', accepted_until: now }),
      [verdict],
      now,
    );

    expect(changed).toMatchObject([{ state: 'open' }]);
    expect(events.map(({ kind }) => kind)).toEqual(['acceptance-ended']);
  });

  it('says so when the severity changes', () => {
    const { events } = compare(knowing({ severity: 'low' }), [verdict], now);

    expect(events).toMatchObject([
      { kind: 'severity-changed', details: { from: 'low', to: 'medium' } },
    ]);
  });
});
