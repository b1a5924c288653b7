import { describe, expect, it } from 'vitest';
import type { SubjectName, Truth } from '../truth.ts';
import type { ToldThing } from './names.ts';
import { type Score, scoreOf, shortfalls, type Told } from './score.ts';
import { scoreText } from './table.ts';

const named = (name: string): SubjectName => ({ noun: 'identity', provider: 'aws', name });
const thing = (id: string, ...names: readonly string[]): ToldThing => ({
  id,
  noun: 'identity',
  names,
});

const truth: Truth = {
  seed: 1,
  size: 'startup',
  now: '2026-01-01T00:00:00.000Z',
  subjects: [
    {
      subject: named('one'),
      fails: ['old'],
      nearly: [],
      owner: { names: ['ada', 'core'], evidence: ['tag'] },
    },
    { subject: named('two'), fails: ['old'], nearly: [], owner: null },
    { subject: named('three'), fails: [], nearly: ['old'], open: ['odd'] },
  ],
  links: [{ kind: 'access-key', one: named('one'), other: named('two') }],
};

function told(part: Partial<Told>): Score {
  const things = [thing('1', 'one'), thing('2', 'two', 'deux'), thing('3', 'three')];
  return scoreOf(truth, { things, findings: [], owners: new Map(), links: [], ...part });
}

const finding = (checkId: string, subjectId: string) => ({ checkId, subjectId, because: 'so' });

describe('the score of checks', () => {
  it('counts what was found, what was missed and what is wrong', () => {
    const { checks } = told({ findings: [finding('old', '1'), finding('old', '3')] });

    expect(checks).toMatchObject([
      {
        checkId: 'old',
        planted: 2,
        found: 1,
        missed: ['identity two'],
        wrong: ['identity three: so'],
        close: 1,
        recall: 0.5,
        precision: 0.5,
      },
    ]);
  });

  it('counts a thing that two rows tell of once', () => {
    const things = [thing('1', 'one'), thing('1b', 'one'), thing('2', 'two')];
    const findings = [finding('old', '1'), finding('old', '1b'), finding('old', '2')];

    const { checks } = told({ things, findings });

    expect(checks[0]).toMatchObject({ found: 2, recall: 1, precision: 1 });
  });

  it('leaves open what the truth leaves open, and knows no check that says nothing', () => {
    const { checks } = told({ findings: [finding('odd', '3'), finding('odd', '1')] });

    expect(checks.find(({ checkId }) => checkId === 'odd')?.wrong).toEqual(['identity one: so']);
  });
});

describe('the score of owners', () => {
  it('takes any name of the right owner, whatever the case, and tells first from third', () => {
    const first = told({ owners: new Map([['1', [['Core'], ['bob']]]]) });
    const third = told({ owners: new Map([['1', [['bob'], ['eve'], ['ADA']]]]) });

    expect(first.owners).toMatchObject({ asked: 1, top1: 1, top3: 1 });
    expect(third.owners).toMatchObject({ asked: 1, top1: 0, top3: 1 });
  });
});

describe('the score of links', () => {
  it('takes a link in either direction, and counts links between the wrong things', () => {
    const right = told({ links: [{ oneId: '2', otherId: '1', kind: 'same' }] });
    const none = told({});

    expect(right.links).toMatchObject({ precision: 1, kinds: [{ recall: 1 }, { recall: 1 }] });
    expect(none.links.kinds.at(-1)).toMatchObject({ kind: 'all', recall: 0 });
  });

  it('does not take a thing for linked with itself', () => {
    const { links } = told({ links: [{ oneId: '1', otherId: '1', kind: 'same' }] });

    expect(links.kinds.at(-1)?.found).toBe(0);
  });
});

describe('a score', () => {
  it('says what falls short, by name', () => {
    const score = told({ findings: [finding('old', '1')] });

    expect(shortfalls(score)).toEqual([
      'recall of old',
      'first owner',
      'first three owners',
      'recall of links',
    ]);
    expect(scoreText(score, { details: true })).toContain('missed: identity two');
  });

  it('names subjects that the inventory lacks', () => {
    expect(told({ things: [thing('1', 'one')] }).absent).toEqual([
      'identity two',
      'identity three',
    ]);
  });
});
