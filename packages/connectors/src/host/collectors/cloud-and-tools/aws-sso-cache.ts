import { at, textOf } from '../../../formats/json-value.ts';
import { expiryOf, toolFile } from './tool-file.ts';

/** Tokens of `aws sso login` and of its client registration. */
export const awsSsoCache = toolFile({
  id: 'host.aws-sso-cache',
  title: 'AWS single sign-on tokens',
  format: 'jsonc',
  reads: [{ home: '.aws/sso/cache/*.json' }],
  *items(config) {
    const start = textOf(at(config.value, 'startUrl')) ?? 'AWS single sign-on';
    const common = {
      provider: 'aws',
      kind: 'session',
      nativeType: 'aws-sso-token',
      identity: {
        kind: 'application',
        nativeType: 'aws-sso-session',
        key: `aws-sso:${start}`,
        name: start,
      },
    } as const;
    yield {
      ...common,
      path: ['accessToken'],
      name: 'SSO access token',
      expiresAt: expiryOf(at(config.value, 'expiresAt')),
    };
    yield {
      ...common,
      path: ['refreshToken'],
      name: 'SSO refresh token',
      nativeType: 'aws-sso-refresh-token',
    };
    yield {
      ...common,
      path: ['clientSecret'],
      name: 'SSO client registration',
      kind: 'oauth-client-secret',
      nativeType: 'aws-sso-client-secret',
      expiresAt: expiryOf(at(config.value, 'registrationExpiresAt')),
    };
  },
});
