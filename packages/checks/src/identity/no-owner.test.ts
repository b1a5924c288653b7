import { describe, expect, it } from 'vitest';
import { anIdentityView, anOwnership, judge, nothingRead } from '../testing/index.ts';
import { identityNoOwner } from './no-owner.ts';

const guess = (confidence: number) =>
  anOwnership({ basis: 'inferred', signal: 'git-author', confidence });

describe('identity-no-owner', () => {
  it.each([
    ['passes an owner who has said so', { ownership: [anOwnership()] }, 'pass'],
    ['passes a guess at the confidence asked for', { ownership: [guess(0.7)] }, 'pass'],
    ['fails a weaker guess', { ownership: [guess(0.69)] }, 'fail'],
    ['fails when every source was read and none names one', { ownership: [] }, 'fail'],
    ['does not call silence an orphan', { ownership: [], coverage: nothingRead }, 'unknown'],
    [
      'skips what is disabled',
      { ownership: [], identity: { status: 'disabled' } },
      'not-applicable',
    ],
    [
      'skips what the provider runs',
      { ownership: [], identity: { attributes: { providerManaged: true } } },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityNoOwner, anIdentityView(view)).result).toBe(expected);
  });

  it.each([
    ['an administrator', { access: 'admin', status: 'unknown' }, 'high'],
    ['an active one', { status: 'active' }, 'medium'],
    ['one that may be long gone', { status: 'unknown' }, 'low'],
  ] as const)('weighs %s', (_, identity, severity) => {
    const orphan = anIdentityView({ ownership: [], identity });

    expect(judge(identityNoOwner, orphan)).toMatchObject({ severity });
  });

  it('leaves agents to their own check', () => {
    const view = anIdentityView({ identity: { kind: 'agent' }, ownership: [] });

    expect(judge(identityNoOwner, view).result).toBe('not-applicable');
  });

  it('leaves tool servers to the owner of their agent', () => {
    const server = anIdentityView({ ownership: [], identity: { nativeType: 'mcp-server' } });

    expect(judge(identityNoOwner, server).result).toBe('not-applicable');
  });

  it('names the best guess, so that somebody can be asked', () => {
    const weak = anOwnership({
      basis: 'inferred',
      signal: 'git-author',
      confidence: 0.2,
      owner: { type: 'person', name: 'Bo', email: null, status: 'unknown' },
    });

    const outcome = judge(identityNoOwner, anIdentityView({ ownership: [weak, guess(0.5)] }));

    expect(outcome).toEqual({
      result: 'fail',
      because: 'its only owner is a guess: Platform, by git-author',
      evidence: { guess: 'Platform', signal: 'git-author', confidence: 0.5 },
      severity: 'low',
    });
  });
});
