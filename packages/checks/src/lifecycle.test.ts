import { daysAgo, now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { daysSince, daysUntil, isDead } from './lifecycle.ts';

const hoursFrom = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

describe('days', () => {
  it('count only when they are full', () => {
    expect(daysSince(daysAgo(3), now)).toBe(3);
    expect(daysSince(hoursFrom(-23), now)).toBe(0);
    expect(daysSince(hoursFrom(-25), now)).toBe(1);
    expect(daysUntil(hoursFrom(23), now)).toBe(0);
    expect(daysUntil(hoursFrom(49), now)).toBe(2);
  });

  it('are negative on the other side of now', () => {
    expect(daysSince(hoursFrom(24), now)).toBe(-1);
    expect(daysUntil(hoursFrom(-24), now)).toBe(-1);
  });
});

describe('a status', () => {
  it.each([
    ['active', false],
    ['unknown', false],
    ['disabled', true],
    ['expired', true],
    ['revoked', true],
  ] as const)('%s is dead: %s', (status, dead) => {
    expect(isDead(status)).toBe(dead);
  });
});
