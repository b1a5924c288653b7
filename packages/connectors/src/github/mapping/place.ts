import { never, type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';

/** The organization, and the repository and environment in it when the fact is of one. */
export interface GitHubPlace {
  readonly org: string;
  readonly repo: string | null;
  readonly environment: string | null;
}

/** `acme`, `acme/shop` or `acme/shop/production`: names are the same in any case at GitHub. */
export function pathOf({ org, repo, environment }: GitHubPlace): string {
  return [org.toLowerCase(), repo?.toLowerCase(), environment].filter(Boolean).join('/');
}

type Told = string | null | undefined;

/** The time when it was told, else unknown for that reason. */
export function timeOr(time: Told, because: string): Observed<Timestamp> {
  const told = time ? timestampOf(time) : null;
  return told === null ? unknown(because) : seen(told);
}

/** The time; never when the field is there and empty; unknown when the field is not there. */
export function timeOrNever(time: Told, because: string): Observed<Timestamp> {
  return time === null ? never : timeOr(time, because);
}
