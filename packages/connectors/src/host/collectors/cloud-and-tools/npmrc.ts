import { registryLogin, withoutScheme } from './registry-login.ts';
import { toolFile } from './tool-file.ts';

/** `.npmrc`: `//registry/:_authToken`, `_auth` (user:password in base64), `_password` (base64). */
export const npmrc = toolFile({
  id: 'host.npmrc',
  title: 'npm registry logins',
  format: 'text',
  reads: [{ name: '.npmrc' }, { home: '.config/npm/npmrc' }],
  *items(_config, { text }) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const [, registry, field = '', value = ''] =
        /^\s*(?:(\/\/[^\s=]+?):)?(_authToken|_auth|_password)\s*=\s*"?([^"\s]+)"?\s*$/.exec(line) ??
        [];
      if (field === '') continue;
      const host = withoutScheme((registry ?? '//registry.npmjs.org').replace(/^\/\//, ''));
      const secret =
        field === '_authToken' || value.startsWith('$') ? value : decoded(value, field === '_auth');
      yield {
        path: [String(index + 1), field],
        value: secret,
        name: `${field === '_authToken' ? 'token' : 'password'} for ${host}`,
        provider: 'npm',
        kind: field === '_authToken' ? 'token' : 'password',
        nativeType: field === '_authToken' ? 'npm-token' : 'npm-password',
        identity: registryLogin(host, null),
      };
    }
  },
});

function decoded(value: string, hasUser: boolean): string {
  const text = Buffer.from(value, 'base64').toString('utf8');
  return hasUser ? text.slice(text.indexOf(':') + 1) : text;
}
