import type { AnswerState, ImportContext } from '@nonhuman/connector-kit';
import type { Person } from '@nonhuman/model';

/** A team that several rows name. */
export interface NamedTeam {
  readonly name: string;
  readonly memberKeys: Set<string>;
}

/** What the files of one run need of one another. */
export interface PeopleOwn {
  /** By scope, then by name without case. */
  readonly teams: Map<string, Map<string, NamedTeam>>;
  /** Scopes of which some rows could not be read: who is in a team is not known there. */
  readonly partial: Set<string>;
  /** People of SCIM by scope and id, with the id of their manager. */
  readonly reports: Map<string, { readonly person: Person; readonly managerId: string }>;
  readonly emails: Map<string, string>;
}

export function startPeople(): PeopleOwn {
  return { teams: new Map(), partial: new Set(), reports: new Map(), emails: new Map() };
}

export type PeopleContext = ImportContext<AnswerState<PeopleOwn>>;
