import { seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { parseRule } from './parse-rule.ts';
import { pathText } from './problem.ts';

const aRule = {
  id: 'user-production-token-old',
  title: 'A token of production is older than agreed',
  severity: 'high',
  judges: 'credential',
  controls: ['owasp-nhi-2025:NHI7'],
  nextAction: 'Rotate it, then revoke it.',
  limits: { maxAgeDays: 30 },
  applies: {
    all: [
      { field: 'credential.kind', in: ['token', 'api-key'] },
      { field: 'identity.environment', is: 'production' },
    ],
  },
  fails: { field: 'credential.createdAt', olderThanDays: '$maxAgeDays' },
  because: '{credential.name} is {credential.createdAt in days} days old',
  evidence: ['credential.createdAt'],
  examples: {
    fail: [{ name: 'an old one', credential: { createdAt: '31 days ago' } }],
    pass: [{ name: 'one on its last day', credential: { createdAt: '30 days ago' } }],
    unknown: [{ name: 'one whose age is not told', credential: { createdAt: 'unknown' } }],
    notApplicable: [{ name: 'one of a test', identity: { environment: 'non-production' } }],
  },
};

function checkOf(overrides: Record<string, unknown> = {}) {
  const parsed = parseRule({ ...aRule, ...overrides });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.rule.check;
}

function problemsOf(overrides: Record<string, unknown>) {
  const parsed = parseRule({ ...aRule, ...overrides });
  return parsed.ok
    ? []
    : parsed.problems.map(({ path, message }) => `${pathText(path)}: ${message}`);
}

describe('a rule of the user', () => {
  it('judges like any check, with four outcomes', () => {
    const check = checkOf();
    const token = (days: number | null) =>
      aCredentialView({
        createdAt: days === null ? unknown('not exported') : seen(daysAgo(days)),
      });

    expect(judge(check as never, token(31) as never)).toEqual({
      result: 'fail',
      because: 'builder token is 31 days old',
      evidence: { 'credential.createdAt': daysAgo(31) },
    });
    expect(judge(check as never, token(30) as never).result).toBe('pass');
    expect(judge(check as never, token(null) as never)).toEqual({
      result: 'unknown',
      because: 'credential.createdAt is not told: not exported',
    });
    expect(judge(check as never, aCredentialView({ kind: 'certificate' }) as never).result).toBe(
      'not-applicable',
    );
  });

  it('cannot tell of a credential whose identity is not known', () => {
    const view = aCredentialView({}, { holder: null });

    expect(judge(checkOf() as never, view as never)).toEqual({
      result: 'unknown',
      because: 'identity.environment is not told: the identity is not known',
    });
  });

  it('has limits that the workspace can change', () => {
    const view = aCredentialView({ createdAt: seen(daysAgo(31)) });

    expect(judge(checkOf() as never, view as never, { maxAgeDays: 60 }).result).toBe('pass');
  });

  it('says that it is of the user', () => {
    expect(checkOf()).toMatchObject({ id: 'user-production-token-old', isUserRule: true });
  });
});

describe('what is wrong with a rule', () => {
  it.each([
    [
      'a key that there is not',
      { severty: 'high' },
      'severty: There is no key "severty"; did you mean "severity"?',
    ],
    ['an id without its beginning', { id: 'token-old' }, 'id: An id begins with "user-"'],
    ['an unknown control', { controls: ['owasp:1'] }, 'controls[1]: There is no control "owasp:1"'],
    [
      'a field that there is not',
      { fails: { field: 'credential.createdAtt', olderThanDays: 1 } },
      'fails.field: There is no field "credential.createdAtt"; did you mean "credential.createdAt"?',
    ],
    [
      'an operator that there is not',
      { fails: { field: 'credential.createdAt', olderThan: 1 } },
      'fails.olderThan: There is no operator "olderThan"; did you mean "olderThanDays"?',
    ],
    [
      'an operator of another kind',
      { fails: { field: 'credential.createdAt', is: 'x' } },
      'fails.is: `credential.createdAt` cannot be compared by `is`',
    ],
    [
      'two operators',
      { fails: { field: 'credential.name', is: 'a', isNot: 'b' } },
      'fails: Give exactly one operator',
    ],
    [
      'a comparison with what is unknown',
      { fails: { field: 'identity.access', is: 'unknown' } },
      'fails.is: What is unknown is asked for by `told: false`.',
    ],
    [
      'a limit that there is not',
      { fails: { field: 'credential.createdAt', olderThanDays: '$maxDays' } },
      'fails.olderThanDays: There is no limit "maxDays"; did you mean "maxAgeDays"?',
    ],
    [
      'a list that there is not',
      { fails: { some: 'grant' } },
      'fails.some: There is no list "grant"; did you mean "grants"?',
    ],
    [
      'an item outside of its list',
      { fails: { field: 'grant.access', is: 'admin' } },
      'fails.field: A grant is not to be seen here',
    ],
    ['an expression', { fails: 'age > 30' }, 'fails: Write a condition here'],
    [
      'an empty list of conditions',
      { fails: { all: [] } },
      'fails.all: List at least one condition',
    ],
    [
      'a word beside',
      { fails: { all: [{ field: 'credential.name', is: 'a' }], or: 1 } },
      'fails.or: `or` does not belong beside `all`.',
    ],
    [
      'a sentence with a field that there is not',
      { because: '{credential.nam}' },
      'because: "{credential.nam}" is no field',
    ],
    [
      'days of what is no moment',
      { because: 'x {credential.name in days}' },
      'because: "credential.name" is no moment',
    ],
    ['no examples', { examples: undefined }, 'examples: A rule needs `examples:`'],
    [
      'examples of one kind only',
      { examples: { fail: aRule.examples.fail } },
      'examples.pass: Give at least one example under `pass:`',
    ],
    [
      'an example that does not come out',
      {
        examples: {
          ...aRule.examples,
          pass: [{ name: 'too old', credential: { createdAt: '31 days ago' } }],
        },
      },
      'examples.pass[1]: The example "too old" must be pass, and is fail',
    ],
    [
      'an example with a field that there is not',
      {
        examples: {
          ...aRule.examples,
          pass: [{ name: 'x', credential: { created: '1 day ago' } }],
        },
      },
      'examples.pass[1].credential.created: There is no field "created"; did you mean "createdAt"?',
    ],
    [
      'an example with a date that is none',
      {
        examples: {
          ...aRule.examples,
          pass: [{ name: 'x', credential: { createdAt: 'yesterday' } }],
        },
      },
      'Write "40 days ago"',
    ],
  ])('says what to do about %s', (_, overrides, expected) => {
    expect(problemsOf(overrides).join('\n')).toContain(expected);
  });

  it('asks for no example of silence where no source can be silent', () => {
    const parsed = parseRule({
      ...aRule,
      applies: undefined,
      fails: { field: 'credential.name', like: 'tmp*' },
      because: 'it is called {credential.name}',
      examples: {
        fail: [{ name: 'a', credential: { name: 'tmp-1' } }],
        pass: [{ name: 'b', credential: { name: 'deploy' } }],
      },
    });

    expect(parsed.ok).toBe(true);
  });

  it('names all of them at once', () => {
    expect(
      problemsOf({
        because: '{x.y}',
        fails: {
          all: [
            { field: 'a.b', is: 1 },
            { field: 'credential.name', foo: 1 },
          ],
        },
      }),
    ).toHaveLength(3);
  });

  it('bounds how deep conditions go', () => {
    let condition: unknown = { field: 'credential.name', is: 'a' };
    for (let depth = 0; depth < 50; depth += 1) condition = { not: condition };

    expect(problemsOf({ fails: condition }).join('\n')).toContain('at most 200 conditions');
  });

  it.each([null, 'text', 7, [], [1]])('takes %j for no rule', (written) => {
    expect(parseRule(written).ok).toBe(false);
  });
});
