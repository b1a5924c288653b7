import { type Identity, unknown } from '@nonhuman/model';
import { receiverUrl } from '../../formats/receiver-url.ts';
import type { Hook } from '../schema.ts';
import { type GitHubPlace, pathOf, timeOr } from './place.ts';

/** A webhook: GitHub acting towards a receiver. */
export function toIdentity(place: GitHubPlace, hook: Hook): Identity {
  const { config } = hook;
  const url = receiverUrl(config.url);
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
