import { enrichment, noteProblem, upsert } from '@nonhuman/connector-kit';
import { type Observation, type Timestamp, unknown } from '@nonhuman/model';
import { clientEventOf, happenedAt, later, parameter, values } from '../mapping/audit.ts';
import { clientKey, grantsOfDelegation, toClient, tokenKey } from '../mapping/client.ts';
import { Activity, type ActivityEvent } from '../schema.ts';
import { namedScope, smaller } from './access-lists.ts';
import {
  clientIn,
  list,
  pages,
  reports,
  type TokenEvents,
  type WorkspacePlace,
  type WorkspaceState,
} from './state.ts';

const members = { members: ['items'], leavesOutEmpty: true };

const isOf = (application: string) => (item: Readonly<Record<string, unknown>>) => {
  const { id } = item;
  return (
    'events' in item &&
    typeof id === 'object' &&
    id !== null &&
    'applicationName' in id &&
    id.applicationName === application
  );
};

export const adminEvents = list({
  id: 'google-workspace.admin-events',
  title: 'Audit of administrators: domain-wide delegation, applications trusted and blocked',
  // Newest first, so that a file that was cut off lost the oldest: a giving without its taking away is not left.
  commands: [pages(`${reports}/admin?maxResults=1000`, 'admin-events')],
  emits: ['identity', 'grant', 'entitlement'],
  what: 'admin-events',
  ...members,
  next: ['nextPageToken'],
  item: Activity,
  fits: isOf('admin'),
  read(activity, at) {
    endsWithMonths(at);
    const time = happenedAt(activity.id.time);
    if (time === null) return [];
    for (const event of activity.events ?? []) noteAdminEvent(event, { activity, time, at });
    return [];
  },
});

/** Google keeps events for six months: what was given before is not in them, so they never tell all. */
function endsWithMonths({ of, context }: WorkspacePlace): void {
  noteProblem(context.state.ledger, of.scopeKey, {
    listing: of.listing,
    reason: 'not-asked',
    message: 'Google keeps events for six months: what happened before is not told',
    needs: 'Admin console, Security, API controls, Domain-wide delegation',
  });
}

function noteAdminEvent(
  event: ActivityEvent,
  { activity, time, at }: { activity: Activity; time: Timestamp; at: WorkspacePlace },
): void {
  const told = clientEventOf(event);
  if (told === null) return;
  const client = clientIn(at.own, at.scopeKey, told.clientId);
  if (told.kind === 'trust') {
    if (told.name) client.name = smaller(client.name, told.name);
    if (client.trust === null || client.trust.at <= time)
      client.trust = { isTrusted: told.isTrusted, at: time };
    return;
  }
  const known = client.delegation;
  // Of events of the same moment the giving counts: a change is written as taking away and giving.
  if (known !== null && (known.at > time || (known.at === time && known.isGiven))) return;
  const by = activity.actor?.email?.toLowerCase() ?? null;
  client.delegation = { scopes: told.scopes, at: time, by, isGiven: told.isGiven };
}

export const tokenEvents = list({
  id: 'google-workspace.token-events',
  title: 'Audit of tokens: applications let in, sent away and used',
  commands: [pages(`${reports}/token?maxResults=1000`, 'token-events')],
  emits: ['credential', 'identity'],
  what: 'token-events',
  ...members,
  next: ['nextPageToken'],
  item: Activity,
  fits: isOf('token'),
  read(activity, at) {
    endsWithMonths(at);
    const time = happenedAt(activity.id.time);
    const userId = activity.actor?.profileId;
    if (time === null || !userId) return [];
    for (const event of activity.events ?? [])
      noteTokenEvent(event, { userId, email: activity.actor?.email ?? null, time, at });
    return [];
  },
});

function noteTokenEvent(
  event: ActivityEvent,
  of: { userId: string; email: string | null; time: Timestamp; at: WorkspacePlace },
): void {
  const clientId = parameter(event, 'client_id');
  if (!clientId) return;
  const { own, scopeKey } = of.at;
  const client = clientIn(own, scopeKey, clientId);
  const name = parameter(event, 'app_name');
  if (name) client.name = smaller(client.name, name);
  const type = parameter(event, 'client_type');
  if (type) client.type = smaller(client.type, type);
  const key = JSON.stringify([scopeKey, of.userId, clientId]);
  const known = own.tokenEvents.get(key) ?? {
    userId: of.userId,
    clientId,
    email: of.email,
    authorizedAt: null,
    revokedAt: null,
    usedAt: null,
  };
  own.tokenEvents.set(key, known);
  if (event.name === 'authorize') {
    known.authorizedAt = later(known.authorizedAt, of.time);
    if (client.users === 0) for (const scope of values(event, 'scope')) client.scopes.add(scope);
  } else if (event.name === 'revoke') known.revokedAt = later(known.revokedAt, of.time);
  else if (event.name === 'activity' || event.name === 'request') {
    known.usedAt = later(known.usedAt, of.time);
    client.lastUsedAt = later(client.lastUsedAt, of.time);
  }
}

/** What the audit tells of what a user gave an application, to be added to the list of tokens. */
function tokenOf(events: TokenEvents) {
  const { userId, clientId, authorizedAt, revokedAt, usedAt, email } = events;
  const isRevoked = revokedAt !== null && (authorizedAt === null || authorizedAt < revokedAt);
  const because = 'the audit of the last six months does not tell it';
  return {
    key: tokenKey(userId, clientId),
    provider: 'google-workspace',
    identityKey: clientKey(clientId),
    kind: 'oauth-grant' as const,
    nativeType: 'google-oauth-grant',
    status: isRevoked ? ('revoked' as const) : ('unknown' as const),
    createdAt:
      authorizedAt === null ? unknown(because) : { state: 'seen' as const, value: authorizedAt },
    expiresAt: unknown('Google does not tell when the access of an application ends'),
    lastUsedAt: usedAt === null ? unknown(because) : { state: 'seen' as const, value: usedAt },
    lastRotatedAt: unknown('Google does not tell when a token was renewed'),
    attributes: {
      clientId,
      userId,
      boundToPerson: true,
      usageSource: 'audit of tokens',
      ...(email ? { personEmail: email.toLowerCase() } : {}),
      ...(revokedAt === null ? {} : { revokedAt }),
    },
  };
}

/** Applications with all that their files together tell, and what the audit tells of tokens. */
export function* joined(
  own: WorkspaceState,
  { ownProjects }: { readonly ownProjects: ReadonlySet<string> | null },
): Generator<Observation> {
  for (const [key, client] of own.clients) {
    const [scopeKey = ''] = JSON.parse(key) as string[];
    const listing =
      client.users > 0
        ? 'google-workspace.tokens'
        : client.delegation !== null || client.trust !== null
          ? adminEvents.id
          : tokenEvents.id;
    const of = { scopeKey, listing };
    yield upsert(of, 'identity', toClient(client, ownProjects));
    for (const grant of grantsOfDelegation(client)) {
      yield* namedScope(grant.entitlementKey.replace(/^scopes\//, ''), { of, own });
      yield upsert({ scopeKey, listing: adminEvents.id }, 'grant', grant);
    }
  }
  for (const [key, events] of own.tokenEvents) {
    const [scopeKey = ''] = JSON.parse(key) as string[];
    const client = own.clients.get(JSON.stringify([scopeKey, events.clientId]));
    const who = own.users.get(events.userId)?.email ?? events.email?.toLowerCase() ?? events.userId;
    const name = `${client?.name ?? events.clientId} for ${who}`;
    yield enrichment({ scopeKey, listing: tokenEvents.id }, 'credential', {
      ...tokenOf(events),
      name,
    });
  }
}
