import { type AnswerPlace, answerList } from '@nonhuman/connector-kit';
import type { Principal } from '@nonhuman/model';
import type { Holder } from '../mapping/account.ts';
import { type GitLabPlace, placeKey, userKey } from '../mapping/place.ts';

/** What the files of one run need of one another. */
export interface GitLabOwn {
  /** Accounts of the list of users, by key. */
  readonly holders: Map<string, Holder>;
  /** Full paths of groups and projects, by key. */
  readonly paths: Map<string, string>;
  /** The people of each group, by the group's key. */
  readonly members: Map<
    string,
    { readonly at: AnswerPlace<GitLabOwn>; readonly keys: Set<string> }
  >;
}

export type GitLabAt = AnswerPlace<GitLabOwn>;

export const list = answerList<GitLabOwn>();

/** Whose the items of this file are. */
export function placeOf(at: GitLabAt, level: GitLabPlace['level']): GitLabPlace {
  const place: GitLabPlace = {
    scopeKey: at.scopeKey,
    level,
    id: level === 'instance' ? null : at.parent,
    path: null,
  };
  return { ...place, path: at.own.paths.get(placeKey(place)) ?? null };
}

/** The account of that number, when the list of users was read. */
export function holderOf(at: GitLabAt, id: string | null | undefined): Holder | null {
  return id ? (at.own.holders.get(userKey(at.scopeKey, id)) ?? null) : null;
}

/** The account as subject of a grant. */
export function principalOf(key: string, holder: Holder | null, otherName: string): Principal {
  const type = holder?.kind === 'person' ? 'person' : 'identity';
  return { type, key, name: holder?.name ?? otherName };
}

const glab = 'glab api --paginate';

/** A call for the whole group or instance, into `<scope>__<what>.json`. */
export function callOf(path: string, what: string): string {
  return `${glab} "${path}" > "\${GROUP}__${what}.json"`;
}

/** A call for each item of a list that was read before, into `<scope>__<id>__<what>.json`. */
export function callOfEach(parent: string, path: string, what: string): string {
  return `for id in $(jq -r "[.] | flatten[].id" "\${GROUP}__${parent}.json"); do ${glab} "${path}" > "\${GROUP}__\${id}__${what}.json"; done`;
}
