import type { LeaverEffect } from '@nonhuman/connector-kit';
import type { OwnerCandidate } from '@nonhuman/model';
import { aCredential, anIdentity } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { type LeaverSubject, leaverLines } from './leaver-lines.ts';

const ada = 'person:ada@acme.test';

function candidate(
  key: string,
  signal: string,
  overrides: Partial<OwnerCandidate> = {},
): OwnerCandidate {
  return {
    key,
    type: 'person',
    name: key,
    email: null,
    status: 'active',
    statusBecause: 'told',
    basis: 'inferred',
    confidence: 0.5,
    contested: false,
    members: null,
    evidence: [{ signal, because: 'told', weight: 0.5, counted: true, source: 'test' }],
    ...overrides,
  };
}

const effect = (overrides: Partial<LeaverEffect>): LeaverEffect => ({
  provider: 'test',
  nativeTypes: ['test-token'],
  relations: ['holder'],
  effect: 'stops',
  because: 'the page says so',
  nextAction: 'Move it.',
  source: 'https://vendor.example/page',
  standing: 'documented',
  ...overrides,
});

function subject(overrides: Partial<LeaverSubject> = {}): LeaverSubject {
  return {
    id: 'idn_1',
    identity: anIdentity(),
    credentials: [{ id: 'crd_1', facts: aCredential() }],
    owners: [candidate(ada, 'holder')],
    ...overrides,
  };
}

const of = (noun: string, lines: ReturnType<typeof leaverLines>) =>
  lines.find((line) => line.noun === noun);

describe('leaverLines', () => {
  it('says what the page of the vendor says, and which page', () => {
    const lines = leaverLines(subject(), ada, [effect({})]);

    expect(of('credential', lines)).toMatchObject({
      effect: 'stops',
      source: 'https://vendor.example/page',
      stillUsable: false,
    });
  });

  it('does not guess what becomes of a personal account where no page is known', () => {
    expect(of('credential', leaverLines(subject(), ada, []))).toMatchObject({
      effect: 'unknown',
      source: null,
    });
  });

  it.each([
    ['another provider', { provider: 'other' }],
    ['another kind of thing', { nativeTypes: ['test-key'] }],
    ['another relation', { relations: ['creator'] as const }],
  ])('does not take over what is said of %s', (_, overrides) => {
    expect(of('credential', leaverLines(subject(), ada, [effect(overrides)]))?.effect).toBe(
      'unknown',
    );
  });

  it('lets a thing survive that somebody only answers for', () => {
    const owners = [candidate(ada, 'tag-owner')];

    expect(of('identity', leaverLines(subject({ owners }), ada, []))).toMatchObject({
      relation: 'owner',
      effect: 'survives',
      ownerless: true,
      stillUsable: false,
    });
  });

  it('warns of a secret that survives and that the leaver may have', () => {
    const survives = effect({ effect: 'survives', relations: ['creator'] });
    const owners = [candidate(ada, 'creator')];

    expect(of('credential', leaverLines(subject({ owners }), ada, [survives]))).toMatchObject({
      effect: 'survives',
      stillUsable: true,
    });
  });

  it('names who could take over, and does not count those who are not known to be there', () => {
    const grace = candidate('person:grace', 'tag-contact');
    const gone = candidate('person:linus', 'tag-contact', { status: 'left' });
    const unknown = candidate('person:eve', 'tag-contact', { status: 'unknown' });
    const first = candidate(ada, 'tag-owner');

    const [withGrace] = leaverLines(subject({ owners: [first, gone, grace] }), ada, []);
    const [without] = leaverLines(subject({ owners: [first, gone, unknown] }), ada, []);

    expect(withGrace).toMatchObject({ ownerless: false, successor: { key: 'person:grace' } });
    expect(without).toMatchObject({ ownerless: true, successor: null });
  });

  it('leaves out what is not in use any more, and what the person has nothing to do with', () => {
    const disabled = subject({ identity: anIdentity({ status: 'disabled' }) });

    expect(leaverLines(disabled, ada, [])).toEqual([]);
    expect(leaverLines(subject(), 'person:eve', [])).toEqual([]);
  });

  it('reads a star in a native type as anything', () => {
    const lines = leaverLines(subject(), ada, [effect({ nativeTypes: ['test-*'] })]);

    expect(lines.map((line) => line.effect)).toEqual(['stops', 'stops']);
  });
});
