import { describe, expect, it } from 'vitest';
import { leaverEffects } from './effects.ts';

describe('what becomes of things when somebody leaves', () => {
  it.each(
    leaverEffects.map((effect) => [`${effect.provider} ${effect.nativeTypes.join()}`, effect]),
  )(
    'names the page of the vendor and one thing to do: %s',
    (_, { source, nextAction, because, relations, nativeTypes }) => {
      expect(new URL(source).protocol).toBe('https:');
      expect(nextAction).toMatch(/^[A-Z].*\.$/);
      expect(because).toMatch(/^[^.]+$/);
      expect(relations.length * nativeTypes.length).toBeGreaterThan(0);
    },
  );

  it('is not said twice of the same relation to the same kind of thing', () => {
    const said = leaverEffects.flatMap(({ provider, nativeTypes, relations }) =>
      nativeTypes.flatMap((type) => relations.map((relation) => `${provider} ${type} ${relation}`)),
    );

    expect(new Set(said).size).toBe(said.length);
  });
});
