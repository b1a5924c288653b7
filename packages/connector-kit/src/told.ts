import {
  type Attributes,
  never,
  type Observed,
  type Ownership,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
} from '@nonhuman/model';

/** A time as providers write it: text, or a number of seconds since 1970. */
export type ToldTime = string | number | null | undefined;

/** The time that was told; null when none was, or none that can be read. Without a zone it is UTC. */
export function timeOf(time: ToldTime): Timestamp | null {
  if (time === null || time === undefined || time === '') return null;
  if (typeof time === 'number') return timestampOf(time * 1000);
  const text = time.trim();
  return timestampOf(/^[\d-]+[T ][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}

/** The time when it was told, else unknown for that reason. */
export function timeOr(time: ToldTime, because: string): Observed<Timestamp> {
  const told = timeOf(time);
  return told === null ? unknown(because) : seen(told);
}

/**
 * The time; never when the field is there and empty; unknown for that reason when it is not there.
 *
 * Only for fields whose emptiness the provider documents to mean "never".
 */
export function timeOrNever(time: ToldTime, because: string): Observed<Timestamp> {
  return time === null || time === '' ? never : timeOr(time, because);
}

/** Attributes without those that were not told. */
export function toldAttributes(
  values: Readonly<Record<string, Attributes[string] | undefined>>,
): Attributes {
  return Object.fromEntries(
    Object.entries(values).flatMap(([word, value]) =>
      value === null || value === undefined ? [] : [[word, value]],
    ),
  );
}

/** What a provider tells about who answers for a thing. */
export interface ToldOwner {
  readonly provider: string;
  readonly subject: Ownership['subject'];
  readonly owner: Pick<Ownership['owner'], 'type' | 'name'> & Partial<Ownership['owner']>;
  /** What keys the evidence where the owner's name is told by another file than the rest; the name unless told. */
  readonly ownerId?: string;
  /** What tells: `provider-owner`, `creator`, `managed-by`… */
  readonly signal: string;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** One piece of evidence of ownership, keyed by the thing, the signal and the owner. */
export function toldOwner({ subject, owner, ownerId, signal, ...rest }: ToldOwner): Ownership {
  return {
    ...rest,
    key: `${subject.key}#${signal} ${ownerId ?? owner.name}`,
    subject,
    owner: { email: null, status: 'unknown', ...owner },
    basis: 'inferred',
    signal,
  };
}
