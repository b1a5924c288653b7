import { at, oneOrMore, textOf } from '../../../formats/json-value.ts';
import { readXml, xmlLine } from '../../../formats/xml.ts';
import { registryLogin } from './registry-login.ts';
import { type ToolItem, toolFile } from './tool-file.ts';

/** `settings.xml` of Maven; passwords in braces are encrypted with a master password beside it. */
export const maven = toolFile({
  id: 'host.maven',
  title: 'Maven server logins',
  format: 'text',
  reads: [
    { home: '.m2/settings.xml' },
    { home: '.m2/settings-security.xml' },
    { path: '.mvn/settings.xml' },
  ],
  *items(_config, { text }): Iterable<ToolItem> {
    const value = readXml(text);
    for (const server of oneOrMore(at(value, 'settings', 'servers', 'server'))) {
      const id = textOf(at(server, 'id')) ?? 'a server';
      for (const field of ['password', 'passphrase']) {
        const secret = textOf(at(server, field));
        if (secret === null) continue;
        const path = [xmlLine(text, secret), `servers.${id}.${field}`];
        if (/^\{.+\}$/.test(secret))
          yield { path, store: 'maven-encrypted', name: `${id} (${field})`, provider: 'maven' };
        else
          yield {
            path,
            value: secret,
            name: `login for ${id}`,
            provider: 'maven',
            kind: 'password',
            nativeType: 'maven-password',
            identity: registryLogin(id, textOf(at(server, 'username'))),
          };
      }
    }
    const master = textOf(at(value, 'settingsSecurity', 'master'));
    if (master !== null)
      yield {
        path: [xmlLine(text, master), 'master'],
        store: 'maven-encrypted',
        name: 'master password',
        provider: 'maven',
      };
  },
});
