import { at, entriesOf, oneOrMore, textOf } from '../../../formats/json-value.ts';
import { readXml, xmlLine } from '../../../formats/xml.ts';
import { registryLogin } from './registry-login.ts';
import { type ToolItem, toolFile } from './tool-file.ts';

/** Clear passwords and API keys of NuGet; `Password` itself is encrypted for one Windows user. */
export const nuget = toolFile({
  id: 'host.nuget',
  title: 'NuGet feed logins',
  format: 'text',
  reads: [
    { home: '.nuget/NuGet/NuGet.Config' },
    { home: '.config/NuGet/NuGet.Config' },
    { name: 'NuGet.Config' },
    { name: 'nuget.config' },
  ],
  *items(_config, { text }): Iterable<ToolItem> {
    const value = readXml(text);
    for (const [source, settings] of entriesOf(
      at(value, 'configuration', 'packageSourceCredentials'),
    )) {
      const adds = oneOrMore(at(settings, 'add'));
      const read = (key: string) =>
        textOf(
          at(
            adds.find((add) => textOf(at(add, '@key')) === key),
            '@value',
          ),
        );
      const secret = read('ClearTextPassword');
      if (secret !== null)
        yield {
          path: [xmlLine(text, secret), `packageSourceCredentials.${source}`],
          value: secret,
          name: `login for ${source}`,
          provider: 'nuget',
          kind: 'password',
          nativeType: 'nuget-password',
          identity: registryLogin(source, read('Username')),
        };
      else if (read('Password') !== null)
        yield {
          path: [xmlLine(text, source), `packageSourceCredentials.${source}`],
          store: 'dpapi',
          name: source,
          provider: 'nuget',
        };
    }
    for (const add of oneOrMore(at(value, 'configuration', 'apikeys', 'add'))) {
      yield {
        path: [xmlLine(text, 'apikeys'), `apikeys.${textOf(at(add, '@key')) ?? ''}`],
        store: 'dpapi',
        name: textOf(at(add, '@key')) ?? 'a feed',
        provider: 'nuget',
      };
    }
  },
});
