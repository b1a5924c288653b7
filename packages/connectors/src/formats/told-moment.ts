import { type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';

/** A moment as a provider writes it; null when it is absent, empty or no date. */
export function momentOf(text: string | null | undefined): Timestamp | null {
  return text ? timestampOf(text) : null;
}

/** The moment when it was told, else unknown for that reason. */
export function toldMoment(text: string | null | undefined, because: string): Observed<Timestamp> {
  const moment = momentOf(text);
  return moment === null ? unknown(because) : seen(moment);
}

/** Whole days between two moments, never below zero; null when one is not told. */
export function daysBetween(from: string | null | undefined, to: string | Date): number | null {
  const start = momentOf(from);
  const end = timestampOf(to);
  if (start === null || end === null) return null;
  return Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000));
}
