import type { Connector, FileCollector, FilePattern } from '@nonhuman/connector-kit';
import { connectors } from '@nonhuman/connectors';
import { markdownTable, type Page, page } from './page.ts';

/** What each connector reads, with which rights, and what it cannot tell. */
export function sourcesPages(): Page[] {
  return [
    page('sources.md', 'Sources', [
      markdownTable(
        ['source', 'what'],
        connectors.map(({ id, title, summary }) => [`[${title}](sources/${id}.md)`, summary]),
      ),
    ]),
    ...connectors.map((connector) =>
      page(`sources/${connector.id}.md`, connector.title, [
        connector.summary,
        '',
        ...filePart(connector),
        ...importPart(connector),
      ]),
    ),
  ];
}

function filePart({ fileCollectors }: Connector): string[] {
  const groups = [...new Set(fileCollectors.map(({ group }) => group))].sort();
  return groups.flatMap((group) => [
    `## ${group.replaceAll('-', ' ')}`,
    '',
    markdownTable(
      ['listing', 'what', 'reads', 'cannot tell'],
      fileCollectors.filter((collector) => collector.group === group).map(rowOf),
    ),
    '',
  ]);
}

function rowOf(collector: FileCollector): string[] {
  return [
    `\`${collector.id}\``,
    collector.title,
    collector.reads.map(patternText).join(', '),
    collector.cannotTell.join('; '),
  ];
}

function patternText(pattern: FilePattern): string {
  if ('home' in pattern) return `\`~/${pattern.home}\``;
  if ('system' in pattern) return `\`${pattern.system}\` (with \`--system\`)`;
  if ('content' in pattern) return 'any text file with a secret in it';
  return 'name' in pattern ? `\`${pattern.name}\`` : `\`…/${pattern.path}\``;
}

function importPart({ id, importer }: Connector): string[] {
  if (importer === null) return [];
  const rights = importer.permissions.map((permission) => `- \`${permission}\``);
  return [
    '## Offline import',
    '',
    `\`nonhuman import ${id} <file|folder|->\` reads these files; the commands only read.`,
    '',
    ...importer.kinds.flatMap((kind) => [
      `### ${kind.title} (\`${kind.id}\`)`,
      '',
      ...(kind.commands.length > 0 ? ['```sh', ...kind.commands, '```', ''] : []),
    ]),
    ...(rights.length > 0 ? ['### Rights that the commands need', '', ...rights, ''] : []),
    '### What such exports cannot tell',
    '',
    ...importer.cannotTell.map((gap) => `- ${gap}`),
  ];
}
