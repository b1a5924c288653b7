const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Moments around the one at which the company is looked at. */
export interface Clock {
  readonly now: Date;
  /** So many whole days ago, and three hours more, so that the count of days is the same all day. */
  daysAgo(days: number): Date;
  /** In so many whole days and three hours. */
  inDays(days: number): Date;
}

/** A clock that stands. */
export function clockAt(now: Date): Clock {
  return {
    now,
    daysAgo: (days) =>
      new Date(Math.floor((now.getTime() - days * dayMs - 3 * hourMs) / 1000) * 1000),
    inDays: (days) =>
      new Date(Math.floor((now.getTime() + days * dayMs + 3 * hourMs) / 1000) * 1000),
  };
}

/** `2026-01-31T08:00:00Z`, as most providers write it. */
export function inSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
