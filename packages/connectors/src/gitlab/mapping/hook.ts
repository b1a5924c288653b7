import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import { type Identity, unknown } from '@nonhuman/model';
import { receiverUrl } from '../../formats/receiver-url.ts';
import type { Hook } from '../schema.ts';
import { type GitLabPlace, placeKey, placeName } from './place.ts';

/** A webhook: GitLab acting towards a receiver. */
export function toIdentity(place: GitLabPlace, hook: Hook): Identity {
  // A part of the address that is masked is written `{name}`.
  const url = receiverUrl(hook.url?.replaceAll(/[{}]/g, ''));
  const isSigned = hook.token_present ?? hook.signing_token_present;
  return {
    key: `${placeKey(place)}/hooks/${hook.id}`,
    provider: 'gitlab',
    kind: 'application',
    nativeType: 'gitlab-webhook',
    name: hook.name || `webhook of ${placeName(place)}${url ? ` to ${url.host}` : ''}`,
    status: hook.alert_status === 'disabled' ? 'disabled' : 'active',
    createdAt: timeOr(hook.created_at, 'this list does not tell it'),
    lastUsedAt: unknown('the list of webhooks does not tell their deliveries'),
    attributes: toldAttributes({
      hasSecret: isSigned === true || (hook.signing_token_present ?? false) ? true : isSigned,
      insecureTls:
        typeof hook.enable_ssl_verification === 'boolean' ? !hook.enable_ssl_verification : null,
      url: url?.text,
      plainHttp: url?.isPlain,
    }),
  };
}
