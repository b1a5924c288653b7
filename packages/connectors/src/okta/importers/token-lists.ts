import { enrichment, timeOf, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { toTokenHolder } from '../mapping/person.ts';
import { makerOf, toApiToken, toHook } from '../mapping/token.ts';
import { ApiToken, Hook, LogEvent } from '../schema.ts';
import { userRoles } from './people-lists.ts';
import { list, type OktaPlace, pages } from './state.ts';

export const apiTokens = list({
  id: 'okta.api-tokens',
  title: 'API tokens: whose they are, until when they live, from where they may be used',
  commands: [pages('/api/v1/api-tokens', 'api-tokens')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'api-tokens',
  members: [''],
  item: ApiToken,
  fits: (item) => 'tokenWindow' in item || ('clientName' in item && 'userId' in item),
  *read(token, { of, own, context }) {
    const { userId } = token;
    const maker = userId ? (own.users.get(userId) ?? null) : null;
    const read = context.state.readParents.get(JSON.stringify([of.scopeKey, userRoles.id]));
    const areTold = userId ? (read?.has(userId) ?? false) : false;
    const roles = areTold ? [...(own.rolesOfUsers.get(userId ?? '') ?? [])] : null;
    if (userId) yield upsert(of, 'identity', toTokenHolder(userId, maker));
    const given = { maker, roles, now: context.now };
    yield upsert(of, 'credential', toApiToken(token, given));
    for (const owner of makerOf(token, maker)) yield upsert(of, 'ownership', owner);
  },
});

function hooks(kind: 'event' | 'inline') {
  return list({
    id: `okta.${kind}-hooks`,
    title: `${kind === 'event' ? 'Event' : 'Inline'} hooks: calls of Okta to servers of the organization`,
    commands: [pages(`/api/v1/${kind}Hooks`, `${kind}-hooks`)],
    emits: ['identity'],
    what: `${kind}-hooks`,
    members: [''],
    item: Hook,
    fits: (item) => 'channel' in item && 'events' in item === (kind === 'event'),
    *read(hook, { of }) {
      yield upsert(of, 'identity', toHook(hook, kind));
    },
  });
}

export const eventHooks = hooks('event');
export const inlineHooks = hooks('inline');

function noteUse(event: LogEvent, { own }: OktaPlace): readonly Observation[] {
  const { actor, outcome, published } = event;
  const at = timeOf(published);
  if (at === null || !actor?.id || actor.type !== 'PublicClientApp') return [];
  if (outcome?.result && outcome.result !== 'SUCCESS') return [];
  const known = own.lastEvents.get(actor.id);
  if (known === undefined || known < at) own.lastEvents.set(actor.id, at);
  return [];
}

export const systemLog = list({
  id: 'okta.system-log',
  title: 'Events of the System Log, for when clients were used',
  commands: [
    pages(
      '/api/v1/logs?limit=1000&since=$(date -u -v-90d +%Y-%m-%dT00:00:00Z 2>&- || date -u -d "90 days ago" +%Y-%m-%dT00:00:00Z)&filter=actor.type%20eq%20%22PublicClientApp%22&until=$(date -u +%Y-%m-%dT%H:%M:%SZ)',
      'system-log',
    ),
  ],
  emits: ['identity'],
  what: 'system-log',
  members: [''],
  item: LogEvent,
  fits: (item) => 'eventType' in item && 'published' in item,
  read: noteUse,
});

/** The last event of each client, to be added to what its listing tells. */
export function* lastUses({ of, own }: Pick<OktaPlace, 'of' | 'own'>): Generator<Observation> {
  for (const [id, at] of own.lastEvents) {
    const client = own.clients.get(id);
    if (client === undefined) continue;
    yield enrichment(of, 'identity', {
      ...client,
      provider: 'okta',
      kind: 'application',
      status: 'unknown',
      createdAt: { state: 'unknown', because: 'the System Log tells uses only' },
      lastUsedAt: { state: 'seen', value: at },
      attributes: { usageSource: 'System Log' },
    });
  }
}
