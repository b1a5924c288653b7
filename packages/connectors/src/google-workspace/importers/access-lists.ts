import { enrichment, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { toAppPassword } from '../mapping/app-password.ts';
import { toUserToken } from '../mapping/client.ts';
import { toHolder } from '../mapping/person.ts';
import { toScope } from '../mapping/scope.ts';
import { AppPassword, Token } from '../schema.ts';
import {
  clientIn,
  directory,
  each,
  list,
  rolesOf,
  type WorkspacePlace,
  type WorkspaceState,
} from './state.ts';

/** The entitlement of an OAuth scope, once for each domain. */
export function* namedScope(
  scope: string,
  { of, own }: { readonly of: WorkspacePlace['of']; readonly own: WorkspaceState },
): Generator<Observation> {
  const named = `${of.scopeKey} ${scope}`;
  if (own.named.has(named)) return;
  own.named.add(named);
  const listing = { ...of, listing: 'google-workspace.scopes' };
  yield enrichment(listing, 'entitlement', toScope(scope));
}

export const tokens = list({
  id: 'google-workspace.tokens',
  title: 'Applications that each user let in, with what they may do',
  commands: [
    each({
      list: 'users',
      ids: '.users[]?.id',
      url: `${directory}/users/$id/tokens`,
      what: 'tokens',
    }),
  ],
  emits: ['credential', 'identity', 'entitlement', 'grant'],
  what: 'tokens',
  members: ['items'],
  leavesOutEmpty: true,
  item: Token,
  fits: (item) => 'clientId' in item && 'userKey' in item,
  parentListing: 'google-workspace.users',
  *read(token, at) {
    const { own, of, scopeKey } = at;
    const client = clientIn(own, scopeKey, token.clientId);
    if (token.displayText) client.name = smaller(client.name, token.displayText);
    client.users += 1;
    if (typeof token.anonymous === 'boolean')
      client.isAnonymous = (client.isAnonymous ?? false) || token.anonymous;
    if (typeof token.nativeApp === 'boolean')
      client.isNative = (client.isNative ?? false) || token.nativeApp;
    for (const scope of token.scopes ?? []) client.scopes.add(scope);
    const user = own.users.get(token.userKey) ?? null;
    const roles = rolesOf(token.userKey, at);
    yield upsert(of, 'credential', toUserToken(token, { user, roles }));
  },
});

/** One of two names, whatever their order: an application may have changed its name. */
export function smaller(known: string | null, told: string): string {
  return known === null || told < known ? told : known;
}

export const appPasswords = list({
  id: 'google-workspace.app-passwords',
  title: 'App passwords of each user: names, dates and last use',
  commands: [
    each({
      list: 'users',
      ids: '.users[]?.id',
      url: `${directory}/users/$id/asps`,
      what: 'app-passwords',
    }),
  ],
  emits: ['credential', 'identity'],
  what: 'app-passwords',
  members: ['items'],
  leavesOutEmpty: true,
  item: AppPassword,
  fits: (item) => 'codeId' in item,
  parentListing: 'google-workspace.users',
  *read(password, at) {
    const user = at.own.users.get(password.userKey) ?? null;
    const roles = rolesOf(password.userKey, at);
    yield upsert(at.of, 'identity', toHolder(password.userKey, user));
    yield upsert(at.of, 'credential', toAppPassword(password, { user, roles }));
  },
});
