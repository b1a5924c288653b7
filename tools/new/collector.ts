import { withEntry } from './list-line.ts';
import { camel, folderAndName, sentence } from './names.ts';
import { type Change, type Scaffold, ScaffoldRefused } from './scaffold.ts';

const host = 'packages/connectors/src/host';

/** The folder of a group, and the group's name in the contract. */
const groups: Readonly<Record<string, string>> = {
  agents: 'agents',
  ci: 'ci',
  'cloud-and-tools': 'cloud-and-tools',
  environment: 'environment',
  infrastructure: 'infrastructure-code',
  services: 'services',
};

/** `cloud-and-tools/acme`: a collector of one kind of file on a host, its test and its line in the group's list. */
export function collectorScaffold(text: string): Scaffold {
  const [folder, name] = folderAndName(text, 'cloud-and-tools/acme');
  const group = groups[folder];
  if (folder === 'keys')
    throw new ScaffoldRefused(
      'Keys are read from bytes, each format its own way: copy keys/age-keys.ts and its tests.',
    );
  if (group === undefined)
    throw new ScaffoldRefused(
      `There is no group "${folder}"; choose ${Object.keys(groups).join(', ')}.`,
    );
  const path = `${host}/collectors/${folder}/${name}`;
  return {
    files: [
      { path: `${path}.ts`, text: collectorText(name, group) },
      { path: `${path}.test.ts`, text: testText(name) },
    ],
    changes: [
      {
        path: `${host}/collectors/${folder}/index.ts`,
        change: (before) => withEntry(before, { name: camel(name), from: `./${name}.ts` }),
      },
      ...(folder === 'cloud-and-tools' ? [rowOfToolFiles(name)] : []),
    ],
    next: [
      `Say in ${path}.ts which files it reads, what is in them and what they cannot tell.`,
      `Put the real format, a damaged file and an empty one into ${path}.test.ts.`,
      `npx vitest run ${host}/collectors/${folder}`,
      'npm run docs',
    ],
  };
}

/** Every collector of this group has a row in the table of what all of them guarantee. */
function rowOfToolFiles(name: string): Change {
  const row = `  ['host.${name}', '.config/${name}/settings', \`token = \${secret}\\n\`, ['${sentence(name)} token']],\n`;
  return {
    path: `${host}/testing/tool-files.ts`,
    change: (before) => before.replace(/\];\s*$/, () => `${row}];\n`),
  };
}

function collectorText(name: string, group: string): string {
  return `import { defineFileCollector } from '@nonhuman/connector-kit';
import { SecretValue } from '@nonhuman/runtime';
import { isPlaceholder } from '@nonhuman/secrets';
import { reportCredential } from '../../../formats/definitions/report.ts';

/** The token in a settings file of lines like \`token = …\`. */
export const ${camel(name)} = defineFileCollector({
  id: 'host.${name}',
  title: '${sentence(name)} settings',
  group: '${group}',
  emits: ['identity', 'credential', 'exposure'],
  reads: [{ home: '.config/${name}/settings' }],
  cannotTell: ['whether the token still works, and when it was last used'],
  *collect(file, context) {
    for (const [index, line] of file.text().split('\\n').entries()) {
      const value = /^token = (\\S+)$/.exec(line)?.[1];
      if (value === undefined || isPlaceholder(value)) continue;
      yield* reportCredential(
        this.id,
        { file, context },
        {
          provider: '${name}',
          kind: 'token',
          nativeType: '${name}-token',
          name: '${sentence(name)} token',
          secret: new SecretValue(value),
          line: index + 1,
          setting: 'tool-configuration',
        },
      );
    }
  },
});
`;
}

function testText(name: string): string {
  return `import { describe, expect, it } from 'vitest';
import { collectFrom, everythingSaid } from '../../testing/fake-host.ts';
import { ${camel(name)} } from './${name}.ts';

const path = '/home/ada/.config/${name}/settings';
const secret = ['q7Wz', 'N4tR', 'x9Lm', 'K2vB'].join('');
const read = (content: string) => collectFrom(${camel(name)}, path, { [path]: content });

describe('host.${name}', () => {
  it('tells the token, its line and whom it belongs to, and keeps the value out', () => {
    const reported = read(\`# settings\\ntoken = \${secret}\\n\`);

    expect(reported.of('credential')).toMatchObject([
      { provider: '${name}', kind: 'token', place: { line: 2 } },
    ]);
    expect(reported.of('identity')).toHaveLength(1);
    expect(reported.of('exposure')).toMatchObject([{ setting: 'tool-configuration' }]);
    expect(everythingSaid(reported)).not.toContain(secret);
  });

  it.each([
    ['an empty file', ''],
    ['a file of another shape', '{"token": 1}'],
    ['a placeholder', 'token = <your-token>'],
  ])('says nothing of %s', (_, content) => {
    expect(read(content).all).toEqual([]);
  });
});
`;
}
