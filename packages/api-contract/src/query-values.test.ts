import { describe, expect, it } from 'vitest';
import { routes } from './routes.ts';

const parse = (query: Record<string, unknown>) => routes.listIdentities.query.safeParse(query);

describe('the query of a list', () => {
  it.each([
    ['one value', 'agent', ['agent']],
    ['repeated names', ['agent', 'bot'], ['agent', 'bot']],
    ['commas', 'agent,bot', ['agent', 'bot']],
    ['an empty value', '', undefined],
    ['nothing', undefined, undefined],
  ])('takes %s', (_, kind, expected) => {
    expect(parse({ kind }).data?.kind).toEqual(expected);
  });

  it.each([
    ['an unknown word', { kind: 'person' }],
    ['too many rows', { limit: '201' }],
    ['no rows', { limit: '0' }],
    ['a flag that is neither', { exposed: 'perhaps' }],
    ['a day that is none', { asOf: '2026-02-30' }],
  ])('refuses %s', (_, query) => {
    expect(parse(query).success).toBe(false);
  });

  it('reads flags as words, so that "false" is false', () => {
    expect(parse({ exposed: 'false' }).data?.exposed).toBe(false);
  });
});
