import { type AnswerPlace, answerList } from '@nonhuman/connector-kit';
import type { Timestamp } from '@nonhuman/model';
import { type ClientFacts, noFacts } from '../mapping/client.ts';
import type { UserFacts } from '../mapping/person.ts';

/** What the audit of tokens tells of one user and one application. */
export interface TokenEvents {
  readonly userId: string;
  readonly clientId: string;
  readonly email: string | null;
  authorizedAt: Timestamp | null;
  revokedAt: Timestamp | null;
  usedAt: Timestamp | null;
}

/** What files of Google Workspace need of one another. */
export interface WorkspaceState {
  readonly users: Map<string, UserFacts>;
  /** Role → its name. */
  readonly roleNames: Map<string, string>;
  /** User → names of the roles that the user has directly. */
  readonly rolesOfUsers: Map<string, Set<string>>;
  /** Scopes in which a group has a role, so that users may have more than their own. */
  readonly scopesWithGroupRoles: Set<string>;
  /** Group → what it is called, and its members where those were read. */
  readonly groups: Map<string, { readonly email: string; readonly name: string }>;
  readonly members: Map<string, string[]>;
  /** Scope and client → what is told of it. Applications are few, what users gave them many. */
  readonly clients: Map<string, ClientFacts>;
  readonly tokenEvents: Map<string, TokenEvents>;
  /** Scope and OAuth scope that grants have named. */
  readonly named: Set<string>;
}

export function startWorkspace(): WorkspaceState {
  return {
    users: new Map(),
    roleNames: new Map(),
    rolesOfUsers: new Map(),
    scopesWithGroupRoles: new Set(),
    groups: new Map(),
    members: new Map(),
    clients: new Map(),
    tokenEvents: new Map(),
    named: new Set(),
  };
}

export const list = answerList<WorkspaceState>();
export type WorkspacePlace = AnswerPlace<WorkspaceState>;

/** The facts of a client, to be added to. */
export function clientIn(own: WorkspaceState, scopeKey: string, clientId: string): ClientFacts {
  const key = JSON.stringify([scopeKey, clientId]);
  const known = own.clients.get(key);
  if (known) return known;
  const facts = noFacts(clientId);
  own.clients.set(key, facts);
  return facts;
}

/** The roles of a user; null when they were not all read and the user is not told to have the highest. */
export function rolesOf(
  userId: string,
  { own, context, scopeKey }: WorkspacePlace,
): string[] | null {
  const told = context.state.ledger.entries.get(`${scopeKey} google-workspace.role-assignments`);
  const direct = own.rolesOfUsers.get(userId) ?? new Set<string>();
  const highest = own.users.get(userId)?.isSuperAdmin === true ? ['Super Admin'] : [];
  const roles = [...new Set([...direct, ...highest])].sort();
  if (roles.length > 0) return roles;
  const isWhole = told?.ended === true && told.problems.size === 0;
  return isWhole && !own.scopesWithGroupRoles.has(scopeKey) ? [] : null;
}

const call = 'curl -sS -H "Authorization: Bearer $GOOGLE_TOKEN"';

/** The command that reads all pages of a list: each answer names the next one. */
export function pages(url: string, file: string): string {
  const joined = `${url}${url.includes('?') ? '&' : '?'}`;
  return `page=""; while :; do answer="$(${call} "${joined}pageToken=$page")" || break; printf '%s\\n' "$answer"; page="$(printf '%s' "$answer" | jq -r '.nextPageToken // "" | @uri')"; [ -n "$page" ] || break; done > "\${DOMAIN}__${file}.json"`;
}

/** The command that reads a list for each id that a file holds. */
export function each(of: {
  readonly list: string;
  /** The ids, in the words of jq. */
  readonly ids: string;
  readonly url: string;
  readonly what: string;
}): string {
  return `for id in $(jq -r '${of.ids}' "\${DOMAIN}__${of.list}.json"); do ${pages(of.url, `\${id}__${of.what}`)}; done`;
}

export const directory = 'https://admin.googleapis.com/admin/directory/v1';
export const reports =
  'https://admin.googleapis.com/admin/reports/v1/activity/users/all/applications';
