import { type Identity, unknown } from '@nonhuman/model';
import type { Hook } from '../schema.ts';
import { type GitHubPlace, pathOf, timeOr } from './place.ts';

/** A webhook: GitHub acting towards a receiver. */
export function toIdentity(place: GitHubPlace, hook: Hook): Identity {
  const { config } = hook;
  const url = shownUrl(config.url);
  return {
    key: `${pathOf(place)}/hooks/${hook.id}`,
    provider: 'github',
    kind: 'application',
    nativeType: 'github-webhook',
    name: `webhook of ${pathOf(place)}${url ? ` to ${url.host}` : ''}`,
    status: hook.active === false ? 'disabled' : 'active',
    createdAt: timeOr(hook.created_at, 'this export does not tell it'),
    lastUsedAt: unknown('the list of webhooks does not tell their deliveries'),
    attributes: {
      hasSecret: Boolean(config.secret),
      ...(config.insecure_ssl === undefined || config.insecure_ssl === null
        ? {}
        : { insecureTls: String(config.insecure_ssl) === '1' }),
      events: hook.events ?? [],
      ...(url ? { url: url.text, plainHttp: url.isPlain } : {}),
    },
  };
}

/** Where it goes, without what may be a secret: userinfo, query, and opaque parts of the path. */
function shownUrl(written: string | null | undefined) {
  if (!written || !URL.canParse(written)) return null;
  const url = new URL(written);
  const path = url.pathname
    .split('/')
    .map((part) => (isOpaque(part) ? '[redacted]' : part))
    .join('/');
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  return {
    host: url.host,
    text: `${url.protocol}//${url.host}${path}`,
    isPlain: url.protocol === 'http:' && !isLocal,
  };
}

function isOpaque(part: string): boolean {
  return part.length >= 16 || (part.length >= 8 && /\d/.test(part) && /[A-Za-z]/.test(part));
}
