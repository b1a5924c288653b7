import { at, listOf, textOf } from '../../../formats/json-value.ts';
import { expiryOf, toolFile } from './tool-file.ts';

export const wrangler = toolFile({
  id: 'host.wrangler',
  title: 'Cloudflare Wrangler login',
  format: 'toml',
  reads: [
    { home: '.config/.wrangler/config/default.toml' },
    { home: '.wrangler/config/default.toml' },
    { home: 'Library/Preferences/.wrangler/config/default.toml' },
  ],
  *items({ value }) {
    const scopes = listOf(at(value, 'scopes')).flatMap((scope) => textOf(scope) ?? []);
    const common = { provider: 'cloudflare', scopes, attributes: { boundToPerson: true } } as const;
    yield {
      ...common,
      path: ['oauth_token'],
      name: 'Wrangler access token',
      kind: 'session',
      nativeType: 'cloudflare-oauth-token',
      expiresAt: expiryOf(at(value, 'expiration_time')),
    };
    yield {
      ...common,
      path: ['refresh_token'],
      name: 'Wrangler refresh token',
      kind: 'session',
      nativeType: 'cloudflare-refresh-token',
    };
    yield {
      ...common,
      path: ['api_token'],
      name: 'Cloudflare API token',
      kind: 'token',
      nativeType: 'cloudflare-api-token',
    };
  },
});
