import { never } from '@nonhuman/model';
import { now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, aSeenGrant, nothingRead } from '../testing/index.ts';
import { judgeCondition } from './condition.ts';
import { sightOf } from './fields.ts';
import { contextOf, parseCondition } from './parse-condition.ts';
import type { RuleProblem } from './problem.ts';

describe('the conditions of a rule', () => {
  const holding = (written: unknown, subject: ReturnType<typeof anIdentityView>) => {
    const problems: RuleProblem[] = [];
    const condition = parseCondition(written, [], contextOf('identity', {}, problems));
    if (condition === null) throw new Error(JSON.stringify(problems));
    return judgeCondition(condition, sightOf('identity', subject), { now, limits: {} }).is;
  };
  type Identity = NonNullable<NonNullable<Parameters<typeof anIdentityView>[0]>['identity']>;
  const view = (identity: Identity, more = {}) =>
    anIdentityView({ ...more, identity: { description: 'asked', ...identity } });

  it.each([
    ['text that is the same', { field: 'identity.name', is: 'builder' }, {}, true],
    ['text that is not', { field: 'identity.name', isNot: 'builder' }, {}, false],
    ['one of several', { field: 'identity.kind', in: ['role', 'service-account'] }, {}, true],
    ['none of several', { field: 'identity.kind', notIn: ['role'] }, {}, true],
    ['a pattern', { field: 'identity.name', like: 'BUILD*' }, {}, true],
    ['no pattern', { field: 'identity.name', notLike: 'build*' }, {}, false],
    [
      'a tag that is there',
      { field: 'identity.tags.team', is: 'core' },
      { tags: { team: 'core' } },
      true,
    ],
    ['a tag that is told to be missing', { field: 'identity.tags.team', absent: true }, {}, true],
    [
      'a tag of which nothing is told',
      { field: 'identity.tags.team', absent: true },
      { tags: undefined },
      null,
    ],
    [
      'a word of attributes',
      { field: 'identity.attributes.superuser', is: true },
      { attributes: { superuser: true } },
      true,
    ],
    ['a word that is not told', { field: 'identity.attributes.superuser', is: true }, {}, null],
    [
      'a word of another kind',
      { field: 'identity.attributes.superuser', is: true },
      { attributes: { superuser: 'yes' } },
      null,
    ],
    [
      'a number',
      { field: 'identity.attributes.bits', lessThan: 2048 },
      { attributes: { bits: 1024 } },
      true,
    ],
    [
      'a list',
      { field: 'identity.attributes.delegatesTo', empty: false },
      { attributes: { delegatesTo: ['x'] } },
      true,
    ],
    [
      'an item of a list',
      { field: 'identity.attributes.delegatesTo', containsLike: 'cifs/*' },
      { attributes: { delegatesTo: ['CIFS/a'] } },
      true,
    ],
    [
      'what is not told, asked for itself',
      { field: 'identity.access', told: false },
      { access: 'unknown' },
      true,
    ],
    ['what is told, asked for itself', { field: 'identity.access', told: false }, {}, false],
    [
      'what is not told, compared',
      { field: 'identity.access', is: 'admin' },
      { access: 'unknown' },
      null,
    ],
    [
      'a moment that never was',
      { field: 'identity.lastUsedAt', never: true },
      { lastUsedAt: never },
      true,
    ],
    [
      'a moment that never was, for its age',
      { field: 'identity.lastUsedAt', olderThanDays: 1 },
      { lastUsedAt: never },
      false,
    ],
    ['a moment within days', { field: 'identity.lastUsedAt', withinDays: 1 }, {}, true],
  ] as const)('%s', (_, condition, identity, expected) => {
    const { tags, ...rest } = { tags: {}, ...identity } as Identity;

    const subject = view(tags === undefined ? rest : { ...rest, tags });
    if (tags === undefined) delete (subject.identity as { tags?: unknown }).tags;

    expect(holding(condition, subject)).toBe(expected);
  });

  const admin = { field: 'grant.access', is: 'admin' };
  it.each([
    [
      'some, found',
      { some: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'admin' })] },
      true,
    ],
    [
      'some, found in what was partly read',
      { some: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'admin' })], coverage: nothingRead },
      true,
    ],
    ['some, not found', { some: 'grants', where: admin }, { grants: [aSeenGrant()] }, false],
    [
      'some, not found in what was partly read',
      { some: 'grants', where: admin },
      { grants: [aSeenGrant()], coverage: nothingRead },
      null,
    ],
    [
      'some, among what is not understood',
      { some: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'unknown' })] },
      null,
    ],
    [
      'no, found',
      { no: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'admin' })] },
      false,
    ],
    ['no, not found', { no: 'grants', where: admin }, {}, true],
    ['no, not read', { no: 'grants' }, { coverage: nothingRead }, null],
    [
      'every, of all',
      { every: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'admin' })] },
      true,
    ],
    [
      'every, but one',
      { every: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'admin' }), aSeenGrant()], coverage: nothingRead },
      false,
    ],
    [
      'every, partly read',
      { every: 'grants', where: admin },
      { grants: [aSeenGrant({ access: 'admin' })], coverage: nothingRead },
      null,
    ],
    [
      'more than so many',
      { count: 'credentials', moreThan: 1 },
      { credentials: [aSeenCredential(), aSeenCredential({ key: 'b' })] },
      true,
    ],
    [
      'more than so many, of what is read',
      { count: 'credentials', moreThan: 1 },
      { credentials: [aSeenCredential()] },
      false,
    ],
    [
      'more than so many, partly read',
      { count: 'credentials', moreThan: 1 },
      { credentials: [aSeenCredential()], coverage: nothingRead },
      null,
    ],
    [
      'so many already, partly read',
      { count: 'credentials', atLeast: 1 },
      { credentials: [aSeenCredential()], coverage: nothingRead },
      true,
    ],
    [
      'at most, already over',
      { count: 'credentials', atMost: 0 },
      { credentials: [aSeenCredential()], coverage: nothingRead },
      false,
    ],
  ] as const)('of a list: %s', (_, condition, more, expected) => {
    expect(holding(condition, view({}, more))).toBe(expected);
  });
});
