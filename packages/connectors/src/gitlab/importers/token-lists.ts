import { enrichment, toldOwner, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { type Holder, toTokenHolder } from '../mapping/account.ts';
import { type GitLabPlace, placeName } from '../mapping/place.ts';
import { toEntitlement, toGrant } from '../mapping/role.ts';
import {
  holderKeyOf,
  kindByHolder,
  type TokenKind,
  toCredential,
  tokenKey,
} from '../mapping/token.ts';
import { AccessToken } from '../schema.ts';
import { callOf, callOfEach, type GitLabAt, holderOf, list, placeOf } from './state.ts';

const isToken = (item: Readonly<Record<string, unknown>>) =>
  'revoked' in item && 'scopes' in item && 'user_id' in item;

/** Who holds tokens: that they are people, the list of users alone tells. */
export const holdersOfTokens = ['personal-access-tokens', 'impersonation-tokens'].map((what) => ({
  id: `gitlab.holders-of-${what}`,
  emits: ['ownership'] as const,
  from: [`gitlab.${what}`, 'gitlab.users'] as const,
}));

interface Seen {
  readonly token: AccessToken;
  readonly kind: TokenKind;
  readonly place: GitLabPlace;
  readonly holder: Holder | null;
}

function* read({ token, kind, place, holder }: Seen, at: GitLabAt): Generator<Observation> {
  const key = holderKeyOf(at.scopeKey, token);
  const account = toTokenHolder(key, holder, accountName({ token, kind, place, holder }));
  yield enrichment(at.of, 'identity', account);
  const { now } = at.context;
  yield upsert(at.of, 'credential', toCredential(token, { kind, place, holder, now }));
  if (holder?.kind === 'person')
    yield upsert(
      { scopeKey: at.scopeKey, listing: at.of.listing.replace('.', '.holders-of-') },
      'ownership',
      toldOwner({
        provider: 'gitlab',
        subject: { type: 'credential', key: tokenKey(at.scopeKey, token.id) },
        owner: { type: 'person', name: holder.name, status: holder.status },
        signal: 'provider-owner',
        confidence: 0.9,
      }),
    );
}

function accountName({ token, kind, place, holder }: Seen): string {
  if (holder) return holder.name;
  if (kind === 'project' || kind === 'group')
    return `${token.name || 'token'} (${placeName(place)})`;
  return token.user_id ? `user ${token.user_id}` : (token.name ?? `token ${token.id}`);
}

/** The token of a project or group: its bot, its role there, and the group as a hint of who answers. */
function* readOfPlace(
  token: AccessToken,
  at: GitLabAt,
  level: 'group' | 'project',
): Generator<Observation> {
  const place = placeOf(at, level);
  const told = holderOf(at, token.user_id);
  const name = told?.name ?? accountName({ token, kind: level, place, holder: null });
  const holder: Holder = { status: 'unknown', isAdmin: null, ...told, kind: 'bot', name };
  yield* read({ token, kind: level, place, holder }, at);
  if (typeof token.access_level !== 'number') return;
  const key = holderKeyOf(at.scopeKey, token);
  yield upsert(at.of, 'entitlement', toEntitlement(token.access_level));
  yield upsert(at.of, 'grant', toGrant({ type: 'identity', key, name }, token.access_level, place));
  const owner = level === 'group' ? place.path : (place.path?.replace(/\/[^/]+$/, '') ?? null);
  if (owner === null) return;
  yield upsert(
    at.of,
    'ownership',
    toldOwner({
      provider: 'gitlab',
      subject: { type: 'identity', key },
      owner: { type: 'team', name: owner },
      signal: level === 'group' ? 'group-of-token' : 'group-of-project',
      confidence: 0.6,
    }),
  );
}

const personalTokens = list({
  id: 'gitlab.personal-access-tokens',
  title: 'Personal access tokens of an instance, or of the enterprise users of a group',
  commands: [
    callOf('personal_access_tokens?per_page=100', 'personal-access-tokens'),
    callOf('groups/$GROUP/manage/personal_access_tokens?per_page=100', 'personal-access-tokens'),
  ],
  emits: ['credential', 'identity', 'ownership'],
  what: 'personal-access-tokens',
  members: [''],
  item: AccessToken,
  fits: (item) => isToken(item) && !('access_level' in item) && !('impersonation' in item),
  *read(token, at) {
    const holder = holderOf(at, token.user_id);
    const kind = kindByHolder(token, holder);
    yield* read({ token, kind, place: placeOf(at, 'instance'), holder }, at);
  },
});

const impersonationTokens = list({
  id: 'gitlab.impersonation-tokens',
  title: 'Impersonation tokens of each user (administrators only)',
  commands: [
    callOfEach('users', 'users/$id/impersonation_tokens?per_page=100', 'impersonation-tokens'),
  ],
  emits: ['credential', 'identity', 'ownership'],
  what: 'impersonation-tokens',
  members: [''],
  item: AccessToken,
  fits: (item) => isToken(item) && item['impersonation'] === true,
  parentListing: 'gitlab.users',
  *read(written, at) {
    const token = { ...written, user_id: written.user_id ?? at.parent };
    const holder = holderOf(at, token.user_id);
    yield* read({ token, kind: 'impersonation', place: placeOf(at, 'instance'), holder }, at);
  },
});

const serviceAccountTokens = list({
  id: 'gitlab.service-account-tokens',
  title: 'Tokens of each service account of a group',
  commands: [
    callOfEach(
      'service-accounts',
      'groups/$GROUP/service_accounts/$id/personal_access_tokens?per_page=100',
      'service-account-tokens',
    ),
  ],
  emits: ['credential', 'identity', 'ownership'],
  what: 'service-account-tokens',
  members: [''],
  item: AccessToken,
  fits: () => false,
  parentListing: 'gitlab.service-accounts',
  *read(written, at) {
    const token = { ...written, user_id: written.user_id ?? at.parent };
    const told = holderOf(at, token.user_id);
    const name = told?.name ?? `service account ${token.user_id ?? 'unknown'}`;
    const holder: Holder = {
      status: 'unknown',
      isAdmin: null,
      ...told,
      name,
      kind: 'service-account',
    };
    yield* read({ token, kind: 'service-account', place: placeOf(at, 'instance'), holder }, at);
  },
});

const groupTokens = list({
  id: 'gitlab.group-access-tokens',
  title: 'Access tokens of each group',
  commands: [callOfEach('groups', 'groups/$id/access_tokens?per_page=100', 'group-access-tokens')],
  emits: ['credential', 'identity', 'entitlement', 'grant', 'ownership'],
  what: 'group-access-tokens',
  members: [''],
  item: AccessToken,
  fits: (item) => isToken(item) && item['resource_type'] === 'group',
  parentListing: 'gitlab.groups',
  read: (token, at) => readOfPlace(token, at, 'group'),
});

const projectTokens = list({
  id: 'gitlab.project-access-tokens',
  title: 'Access tokens of each project',
  commands: [
    callOfEach('projects', 'projects/$id/access_tokens?per_page=100', 'project-access-tokens'),
  ],
  emits: ['credential', 'identity', 'entitlement', 'grant', 'ownership'],
  what: 'project-access-tokens',
  members: [''],
  item: AccessToken,
  fits: (item) => isToken(item) && 'access_level' in item,
  parentListing: 'gitlab.projects',
  read: (token, at) => readOfPlace(token, at, 'project'),
});

/** Tokens of every level. Those of projects and groups come last, as they tell most. */
export const tokenLists = [
  personalTokens,
  impersonationTokens,
  serviceAccountTokens,
  groupTokens,
  projectTokens,
];
