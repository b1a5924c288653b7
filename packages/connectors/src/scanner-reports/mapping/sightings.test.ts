import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteSighting, startSightings } from './sightings.ts';

describe('sightings', () => {
  it('keep the first and last commit, and the line of the newest', () => {
    const sightings = startSightings();

    noteSighting(sightings, 'a', { at: 20, line: 7 });
    const last = noteSighting(sightings, 'a', { at: 10, line: 3 });

    expect(last).toEqual({ firstAt: 10, lastAt: 20, line: 7, isFirst: true });
  });

  it('take the line of a scan of files that are there now for the newest', () => {
    const sightings = startSightings();

    noteSighting(sightings, 'a', { at: null, line: 9 });
    const last = noteSighting(sightings, 'a', { at: 10, line: 3 });

    expect(last).toMatchObject({ firstAt: 10, line: 9 });
  });

  it('do not depend on their order', () => {
    const one = fc.record({
      at: fc.option(fc.integer({ min: 1, max: 4 })),
      line: fc.option(fc.integer({ min: 1, max: 4 })),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (all) => {
        const ends = [all, [...all].reverse()].map((order) => {
          const sightings = startSightings();
          return order.map((seen) => noteSighting(sightings, 'a', seen)).at(-1);
        });

        const [there, back] = ends.map((end) => ({ ...end, isFirst: null }));
        expect(there).toEqual(back);
      }),
    );
  });

  it('hold many', () => {
    const sightings = startSightings();
    for (let at = 0; at < 5000; at += 1) noteSighting(sightings, `key ${at}`, { at, line: null });

    expect(noteSighting(sightings, 'key 4000', { at: 1, line: 1 }).lastAt).toBe(4000);
  });
});
