import { timeOf } from '@nonhuman/connector-kit';
import { type Observed, seen, type Timestamp, unknown } from '@nonhuman/model';

type Told = string | null | undefined;

/** The time when it was told, else unknown for that reason. Graph writes year 1 where there is none. */
export function graphTime(time: Told, because: string): Observed<Timestamp> {
  const told = timeOf(time);
  return told === null || told < '1601-01-02' ? unknown(because) : seen(told);
}

/** The latest of the times that were told; null when none was. */
export function latestOf(...times: readonly Told[]): Timestamp | null {
  return times.reduce<Timestamp | null>((latest, time) => {
    const told = graphTime(time, '');
    return told.state === 'seen' && (latest === null || told.value > latest) ? told.value : latest;
  }, null);
}
