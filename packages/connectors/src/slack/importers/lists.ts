import { type AnswerPlace, answerList, toldOwner, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import {
  appKey,
  type Decision,
  fromLog,
  type Logged,
  toCredentials,
  toGrants,
  toIdentity,
  toWebhook,
} from '../mapping/app.ts';
import { isBot, toBot, toPerson, userKey } from '../mapping/user.ts';
import { AppEntry, IntegrationLog, User } from '../schema.ts';

/** What the files of one run need of one another. */
export interface SlackOwn {
  /** Names and addresses of people, by key. */
  readonly people: Map<
    string,
    { readonly name: string; readonly email: string | null; readonly left: boolean }
  >;
  readonly logged: Map<string, { readonly at: SlackAt; readonly what: Logged }>;
  /** Apps that an administrator decided on, by key. */
  readonly decided: Set<string>;
}

export type SlackAt = AnswerPlace<SlackOwn>;

const list = answerList<SlackOwn>();
const next = ['response_metadata.next_cursor'];

/** All pages of a method, one after another. */
function pages(method: string, what: string): string {
  const url = `https://slack.com/api/${method}&limit=200&cursor=$cursor`.replace(/&/, '?');
  return `cursor=; while :; do page=$(curl -sS -H "Authorization: Bearer $SLACK_TOKEN" "${url}"); printf "%s\\n" "$page"; cursor=$(printf "%s" "$page" | jq -r ".response_metadata.next_cursor // empty | @uri"); [ -n "$cursor" ] || break; done > "\${TEAM}__${what}.json"`;
}

const users = list({
  id: 'slack.users',
  title: 'Members of a workspace: people and bots',
  commands: [pages('users.list', 'users')],
  emits: ['person', 'identity', 'delegation'],
  what: 'users',
  members: ['members'],
  next,
  item: User,
  fits: (item) => 'is_bot' in item && 'profile' in item,
  *read(user, at): Generator<Observation> {
    if (!isBot(user)) {
      const person = toPerson(at.scopeKey, user);
      const { name, email, status } = person;
      at.own.people.set(person.key, { name, email, left: status === 'left' });
      yield upsert(at.of, 'person', person);
      return;
    }
    const bot = toBot(at.scopeKey, user);
    yield upsert(at.of, 'identity', bot);
    const app = user.profile?.api_app_id;
    if (!app) return;
    yield upsert(at.of, 'delegation', {
      key: `${appKey(at.scopeKey, app)} runs as ${bot.key}`,
      provider: 'slack',
      kind: 'runs-as',
      from: { type: 'identity', key: appKey(at.scopeKey, app), name: user.real_name || user.name },
      to: { type: 'identity', key: bot.key },
      conditional: false,
    });
  },
});

/** A person of the workspace as owner of a thing; only the number when the list of users was not read. */
function* ownerOf(
  subject: { readonly type: 'identity'; readonly key: string },
  user: { readonly id: string; readonly signal: string; readonly confidence: number },
  at: SlackAt,
): Generator<Observation> {
  const person = at.own.people.get(userKey(at.scopeKey, user.id));
  yield upsert(
    at.of,
    'ownership',
    toldOwner({
      provider: 'slack',
      subject,
      owner: {
        type: 'person',
        name: person?.name ?? user.id,
        email: person?.email ?? null,
        status: person ? (person.left ? 'left' : 'active') : 'unknown',
      },
      ownerId: user.id,
      signal: user.signal,
      confidence: user.confidence,
    }),
  );
}

function* readApp(entry: AppEntry, at: SlackAt, decision: Decision): Generator<Observation> {
  const identity = toIdentity(at.scopeKey, entry, decision);
  at.own.decided.add(identity.key);
  yield upsert(at.of, 'identity', identity);
  const subject = { type: 'identity' as const, key: identity.key };
  const asked = entry.user?.id;
  if (asked) yield* ownerOf(subject, { id: asked, signal: 'requester', confidence: 0.5 }, at);
  const { actor_id: resolver, actor_type: type } = entry.last_resolved_by ?? {};
  if (resolver && type === 'user')
    yield* ownerOf(subject, { id: resolver, signal: 'approver', confidence: 0.3 }, at);
  if (decision !== 'approved') return;
  for (const credential of toCredentials(at.scopeKey, entry))
    yield upsert(at.of, 'credential', credential);
  const names = [...new Set((entry.scopes ?? []).map(({ name }) => name))].sort();
  const { id } = entry.app;
  for (const { entitlement, grant } of toGrants(
    { scopeKey: at.scopeKey, id, name: identity.name },
    names,
  )) {
    yield upsert(at.of, 'entitlement', entitlement);
    yield upsert(at.of, 'grant', grant);
  }
}

const appEmits = ['identity', 'credential', 'entitlement', 'grant', 'ownership'] as const;

const approved = list({
  id: 'slack.approved-apps',
  title: 'Apps that an administrator approved (Enterprise)',
  commands: [pages('admin.apps.approved.list', 'approved-apps')],
  emits: appEmits,
  what: 'approved-apps',
  members: ['approved_apps'],
  next,
  item: AppEntry,
  fits: (item) => 'app' in item && 'last_resolved_by' in item,
  read: (entry, at) => readApp(entry, at, 'approved'),
});

const restricted = list({
  id: 'slack.restricted-apps',
  title: 'Apps that an administrator restricted (Enterprise)',
  commands: [pages('admin.apps.restricted.list', 'restricted-apps')],
  emits: appEmits,
  what: 'restricted-apps',
  members: ['restricted_apps'],
  next,
  item: AppEntry,
  fits: (item) => 'app' in item,
  read: (entry, at) => readApp(entry, at, 'restricted'),
});

const requested = list({
  id: 'slack.requested-apps',
  title: 'Apps that somebody asked for (Enterprise)',
  commands: [pages('admin.apps.requests.list', 'requested-apps')],
  emits: appEmits,
  what: 'requested-apps',
  members: ['app_requests'],
  next,
  item: AppEntry,
  fits: (item) => 'app' in item && 'user' in item,
  read: (entry, at) => readApp(entry, at, 'requested'),
});

const logs = list({
  id: 'slack.integration-logs',
  title: 'The log of integrations: who added which app or webhook, with which scopes',
  commands: [
    'page=1; while :; do answer=$(curl -sS -H "Authorization: Bearer $SLACK_TOKEN" "https://slack.com/api/team.integrationLogs?count=1000&page=$page"); printf "%s\\n" "$answer"; [ "$page" -lt "$(printf "%s" "$answer" | jq ".paging.pages // 1")" ] || break; page=$((page + 1)); done > "${TEAM}__integration-logs.json"',
  ],
  emits: ['identity', 'credential', 'ownership'],
  what: 'integration-logs',
  members: ['logs'],
  total: 'paging.total',
  item: IntegrationLog,
  fits: (item) => 'change_type' in item,
  *read(log, at) {
    note(log, at);
    yield* [];
  },
});

/** Adds one change; the newest decides whether it is still there. */
function note(log: IntegrationLog, at: SlackAt): void {
  const id = log.app_id ?? log.service_id;
  if (!id) return;
  const isApp = Boolean(log.app_id);
  const key = `${at.scopeKey} ${isApp} ${id}`;
  const when = Number(log.date);
  const name = (isApp ? log.app_type : log.service_type) || id;
  const found = at.own.logged.get(key);
  const what: Logged = found?.what ?? {
    id,
    name,
    isApp,
    scopes: [],
    addedAt: null,
    addedBy: null,
    lastChange: { at: when, type: log.change_type },
  };
  at.own.logged.set(key, { at: found?.at ?? at, what });
  if (when >= what.lastChange.at) what.lastChange = { at: when, type: log.change_type };
  if (log.scope && (what.scopes.length === 0 || when >= what.lastChange.at))
    what.scopes = log.scope
      .split(/[,\s]+/)
      .filter(Boolean)
      .sort();
  if (log.change_type === 'added' && (what.addedAt === null || when < what.addedAt)) {
    what.addedAt = when;
    what.addedBy = log.user_id;
  }
}

/** Apps and integrations that the log tells of; what an administrator decided on is told there. */
export function* whatWasLogged({ logged, decided, people }: SlackOwn): Generator<Observation> {
  for (const { at, what } of logged.values()) {
    const creator = what.addedBy ? people.get(userKey(at.scopeKey, what.addedBy)) : null;
    const identity = fromLog(at.scopeKey, {
      ...what,
      addedBy: creator?.email ?? creator?.name ?? what.addedBy,
    });
    const isDecided = decided.has(identity.key);
    yield upsert(at.of, 'identity', isDecided ? { ...identity, ...nothingNew } : identity);
    const webhook = toWebhook(at.scopeKey, what);
    if (webhook) yield upsert(at.of, 'credential', webhook);
    if (what.addedBy)
      yield* ownerOf(
        { type: 'identity', key: identity.key },
        { id: what.addedBy, signal: 'creator', confidence: 0.6 },
        at,
      );
  }
}

/** The decision of an administrator outranks the log's status. */
const nothingNew = { status: 'unknown', access: 'unknown' } as const;

/** People come first: everything else names only their numbers. */
export const lists = [users, approved, requested, restricted, logs];
