import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { registryLogin, withoutScheme } from './registry-login.ts';
import { type ToolSecret, toolFile } from './tool-file.ts';

/** `.pypirc` for uploads; `pip.conf` where an index has its login in the address. */
export const pypi = toolFile({
  id: 'host.pypi',
  title: 'Python package index logins',
  format: 'ini',
  reads: [
    { name: '.pypirc' },
    { home: '.config/pip/pip.conf' },
    { home: '.pip/pip.conf' },
    { name: 'pip.conf' },
  ],
  *items({ value }) {
    for (const [section, settings] of entriesOf(value)) {
      const host = withoutScheme(textOf(at(settings, 'repository')) ?? section);
      const user = textOf(at(settings, 'username'));
      yield {
        path: [section, 'password'],
        name: `login for ${host}`,
        provider: 'pypi',
        kind: user === '__token__' ? 'token' : 'password',
        nativeType: user === '__token__' ? 'pypi-token' : 'pypi-password',
        identity: registryLogin(host, user === '__token__' ? null : user),
      };
      for (const field of ['index-url', 'extra-index-url'])
        yield* urlLogin([section, field], textOf(at(settings, field)), 'pypi');
    }
  },
});

function* urlLogin(
  path: readonly string[],
  url: string | null,
  provider: string,
): Iterable<ToolSecret> {
  const [, user = '', password = '', host = ''] =
    /^[a-z+]+:\/\/([^:/@\s]*):([^@\s]+)@([^/\s]+)/i.exec(url ?? '') ?? [];
  if (password !== '')
    yield {
      path,
      value: decodeUri(password),
      name: `login of ${user} at ${host}`,
      provider,
      kind: 'password',
      nativeType: `${provider}-password`,
      identity: registryLogin(host, user),
    };
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
