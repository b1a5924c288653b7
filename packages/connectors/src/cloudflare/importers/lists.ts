import { type AnswerPlace, answerList, toldOwner, upsert } from '@nonhuman/connector-kit';
import { type Observation, unknown } from '@nonhuman/model';
import {
  fromServiceToken,
  type TokenOf,
  toCredential,
  toGrants,
  toIdentity,
  tokenKey,
} from '../mapping/token.ts';
import { ApiToken, Member, ServiceToken } from '../schema.ts';

export type CloudflareAt = AnswerPlace<null>;

const list = answerList<null>();
const answer = { members: ['result'], total: 'result_info.total_count' } as const;
const api = 'https://api.cloudflare.com/client/v4';

/** All pages of a list, one after another. */
function pages(path: string, what: string): string {
  const url = `${api}/${path}?per_page=50&page=$page`;
  return `page=1; while :; do answer=$(curl -sS -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" "${url}"); printf "%s\\n" "$answer"; [ "$page" -lt "$(printf "%s" "$answer" | jq ".result_info.total_pages // 1")" ] || break; page=$((page + 1)); done > "\${ACCOUNT}__${what}.json"`;
}

const members = list({
  ...answer,
  id: 'cloudflare.members',
  title: 'Members of an account, with their roles',
  commands: [pages('accounts/$ACCOUNT/members', 'members')],
  emits: ['person', 'entitlement', 'grant'],
  what: 'members',
  item: Member,
  fits: (item) => 'roles' in item && 'user' in item,
  *read(member, at): Generator<Observation> {
    const email = (member.user?.email ?? member.email)?.toLowerCase() ?? null;
    const key = `${at.scopeKey}/members/${member.id}`;
    const full = [member.user?.first_name, member.user?.last_name].filter(Boolean).join(' ');
    const name = full || email || member.id;
    yield upsert(at.of, 'person', {
      key,
      provider: 'cloudflare',
      name,
      email,
      status: member.status === 'accepted' ? 'active' : 'unknown',
      leftAt: unknown('Cloudflare does not tell when a member left'),
      attributes: {
        roles: (member.roles ?? []).map((role) => role.name).sort(),
        ...(typeof member.user?.two_factor_authentication_enabled === 'boolean'
          ? { mfa: member.user.two_factor_authentication_enabled }
          : {}),
      },
    });
    for (const role of member.roles ?? []) {
      const entitlementKey = `${at.scopeKey}/roles/${role.name}`;
      yield upsert(at.of, 'entitlement', {
        key: entitlementKey,
        provider: 'cloudflare',
        nativeType: 'cloudflare-role',
        name: role.name,
        access: /Administrator/.test(role.name)
          ? 'admin'
          : /Read Only|Analytics/.test(role.name)
            ? 'read'
            : 'write',
      });
      yield upsert(at.of, 'grant', {
        key: `${key} has role ${role.name}`,
        provider: 'cloudflare',
        principal: { type: 'person', key, name },
        entitlementKey,
        on: at.scopeKey,
        via: null,
        conditional: false,
      });
    }
  },
});

function* token(item: ApiToken, at: CloudflareAt, of: TokenOf): Generator<Observation> {
  const { now } = at.context;
  yield upsert(at.of, 'identity', toIdentity(at.scopeKey, item, { of, now }));
  yield upsert(at.of, 'credential', toCredential(at.scopeKey, item, { of, now }));
  for (const { entitlement, grant } of toGrants(at.scopeKey, item)) {
    yield upsert(at.of, 'entitlement', entitlement);
    yield upsert(at.of, 'grant', grant);
  }
  const creator = item.creator_email_at_creation?.toLowerCase();
  if (!creator) return;
  yield upsert(
    at.of,
    'ownership',
    toldOwner({
      provider: 'cloudflare',
      subject: { type: 'identity', key: tokenKey(at.scopeKey, item) },
      owner: { type: 'person', name: creator, email: creator },
      signal: 'creator',
      confidence: 0.6,
    }),
  );
}

const emits = ['identity', 'credential', 'entitlement', 'grant', 'ownership'] as const;

const accountTokens = list({
  ...answer,
  id: 'cloudflare.account-tokens',
  title: 'API tokens that an account owns',
  commands: [pages('accounts/$ACCOUNT/tokens', 'account-tokens')],
  emits,
  what: 'account-tokens',
  item: ApiToken,
  fits: (item) => 'issued_on' in item && 'policies' in item,
  read: (item, at) => token(item, at, 'account'),
});

const userTokens = list({
  ...answer,
  id: 'cloudflare.user-tokens',
  title: 'API tokens of the user who asks (no list of all users exists)',
  commands: [pages('user/tokens', 'user-tokens')],
  emits,
  what: 'user-tokens',
  item: ApiToken,
  fits: () => false,
  read: (item, at) => token(item, at, 'user'),
});

const serviceTokens = list({
  ...answer,
  id: 'cloudflare.service-tokens',
  title: 'Service tokens of Access',
  commands: [pages('accounts/$ACCOUNT/access/service_tokens', 'service-tokens')],
  emits: ['identity', 'credential'],
  what: 'service-tokens',
  item: ServiceToken,
  fits: (item) => 'client_id' in item && 'duration' in item,
  *read(item, at): Generator<Observation> {
    const { identity, credential } = fromServiceToken(at.scopeKey, item, at.context.now);
    yield upsert(at.of, 'identity', identity);
    yield upsert(at.of, 'credential', credential);
  },
});

export const lists = [members, accountTokens, userTokens, serviceTokens];
