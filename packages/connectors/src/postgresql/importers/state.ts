import type { AnswerPlace } from '@nonhuman/connector-kit';
import type { AccessLevel } from '@nonhuman/model';
import { accessOfPredefined, accessOfPrivileges, highest } from '../mapping/privileges.ts';
import type { ClientRule, Membership, PasswordKind, Privilege, Session } from '../schema.ts';

/** What is known of the roles of one server before the list of roles is read. */
export interface Server {
  readonly passwords: Map<string, PasswordKind['password_kind']>;
  /** Member → the roles that it has. */
  readonly memberships: Map<string, Membership[]>;
  /** Role → its members. */
  readonly members: Map<string, Membership[]>;
  readonly privileges: Map<string, { readonly privilege: Privilege; readonly listing: string }[]>;
  readonly sessions: Map<string, Session[]>;
  readonly rules: ClientRule[];
}

export type PostgresState = Map<string, Server>;
export type PostgresPlace = AnswerPlace<PostgresState>;

/** The server that a place speaks of. */
export function serverAt({ own, of }: PostgresPlace): Server {
  let server = own.get(of.scopeKey);
  if (!server) {
    server = {
      passwords: new Map(),
      memberships: new Map(),
      members: new Map(),
      privileges: new Map(),
      sessions: new Map(),
      rules: [],
    };
    own.set(of.scopeKey, server);
  }
  return server;
}

export function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Every role that a role has, by itself or through others; itself included. */
export function rolesOf({ memberships }: Server, name: string): Set<string> {
  const found = new Set([name]);
  for (const role of found)
    for (const { role: other } of memberships.get(role) ?? []) found.add(other);
  return found;
}

/** Whether a file of that listing was read, be it empty. */
export function wasRead({ context, of }: PostgresPlace, listing: string): boolean {
  return context.state.ledger.entries.has(`${of.scopeKey} ${listing}`);
}

/** How far a role reaches by privileges and memberships; null when one of them was not read. */
export function accessOf(at: PostgresPlace, name: string): AccessLevel | null {
  if (!wasRead(at, 'postgresql.privileges') || !wasRead(at, 'postgresql.memberships')) return null;
  const server = serverAt(at);
  const levels = [...rolesOf(server, name)].flatMap((role) => [
    accessOfPredefined(role) ?? 'none',
    ...(server.privileges.get(role) ?? []).map(({ privilege }) =>
      accessOfPrivileges(privilege.privileges),
    ),
  ]);
  return highest(levels);
}
