import { never, type Person, seen, unknown } from '@nonhuman/model';
import { daysAgo, now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { peopleOf } from './people.ts';

function told(provider: string, overrides: Partial<Person> & { readonly daysAgo?: number } = {}) {
  const { daysAgo: days = 0, ...facts } = overrides;
  return {
    id: `per_${provider}_${facts.key ?? 'ada'}`,
    observedAt: new Date(daysAgo(days)),
    facts: {
      key: 'ada',
      provider,
      name: 'Ada Example',
      email: 'ada@acme.test',
      status: 'active' as const,
      leftAt: never,
      ...facts,
    },
  };
}

const only = (rows: ReturnType<typeof told>[]) =>
  [...peopleOf({ persons: rows, teams: [] }, now).persons.values()][0];

describe('peopleOf', () => {
  it('takes the rows of one e-mail address for one person, whatever its case', () => {
    const people = peopleOf(
      { persons: [told('one'), told('two', { key: '7', email: 'ADA@acme.test' })], teams: [] },
      now,
    );

    expect([...people.persons.keys()]).toEqual(['person:ada@acme.test']);
  });

  it('joins e-mail addresses that one source tells of one person', () => {
    const people = peopleOf(
      {
        persons: [
          told('one', { logins: ['ada@old.test'] }),
          told('two', { email: 'ada@old.test', key: '7' }),
        ],
        teams: [],
      },
      now,
    );

    expect(people.persons.size).toBe(1);
  });

  it('never joins people by their names', () => {
    const people = peopleOf(
      { persons: [told('one'), told('two', { key: '7', email: 'ada2@acme.test' })], teams: [] },
      now,
    );

    expect(people.persons.size).toBe(2);
    expect(people.recognise({ text: 'Ada Example', provider: 'x', type: 'person' })).toBeNull();
  });

  it.each([
    [
      'the latest statement',
      [told('hr', { status: 'left', leftAt: unknown('not told'), daysAgo: 9 }), told('idp')],
      'active',
    ],
    [
      'the departure on the same day',
      [told('idp'), told('hr', { status: 'left', leftAt: unknown('not told') })],
      'left',
    ],
    [
      'a departure whose day has come, over an account that is still open',
      [told('idp'), told('hr', { status: 'left', leftAt: seen(daysAgo(3)), daysAgo: 2 })],
      'left',
    ],
    [
      'a last day that has come since it was told',
      [told('hr', { leftAt: seen(daysAgo(3)), daysAgo: 9 })],
      'left',
    ],
    [
      'a return that the same source tells',
      [told('hr', { leftAt: seen(daysAgo(30)), daysAgo: 1 })],
      'active',
    ],
    ['a departure that lies ahead', [told('hr', { leftAt: seen(daysAgo(-10)) })], 'active'],
    ['nothing, where no source tells', [told('list', { status: 'unknown' })], 'unknown'],
  ] as const)('goes by %s', (_, rows, status) => {
    expect(only([...rows])?.status).toBe(status);
  });

  it('says when an account is still open after the last day', () => {
    const person = only([told('idp'), told('hr', { status: 'left', leftAt: seen(daysAgo(3)) })]);

    expect(person?.statusBecause).toContain('idp still shows an open account');
  });

  it('does not guess who is meant by a login that two people have', () => {
    const people = peopleOf(
      {
        persons: [
          told('one', { logins: ['root7'] }),
          told('two', { key: '7', email: 'bob@acme.test', logins: ['root7'] }),
        ],
        teams: [],
      },
      now,
    );

    expect(people.recognise({ text: 'root7', provider: 'three', type: 'person' })).toBeNull();
    expect(people.recognise({ text: 'root7', provider: 'two', type: 'person' })?.owner.key).toBe(
      'person:bob@acme.test',
    );
  });
});
