import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connector, FileCollector, FilePattern } from '@nonhuman/connector-kit';
import { connectors } from '@nonhuman/connectors';
import { z } from 'zod';
import { type Learned, learnedFrom } from './learned.ts';
import { markdownTable, type Page, page } from './page.ts';

/** What each connector reads, with which rights, and what it cannot tell. */
export async function sourcesPages(root: string): Promise<Page[]> {
  const learned = new Map<string, Learned>();
  for (const { id, importer } of connectors) {
    const files = importer === null ? null : await fixtureOf(root, id);
    if (importer !== null && files !== null) learned.set(id, await learnedFrom(importer, files));
  }
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
        ...learnedPart(learned.get(connector.id)),
      ]),
    ),
  ];
}

const Fixture = z.object({ exports: z.record(z.string(), z.string()) });

/** The complete files that the importer is tested with; null when it has none of its own. */
async function fixtureOf(root: string, id: string) {
  const path = join(root, `packages/connectors/src/${id}/testing/exports.ts`);
  if (!existsSync(path)) return null;
  return Fixture.parse(await import(pathToFileURL(path).href)).exports;
}

function learnedPart(learned: Learned | undefined): string[] {
  if (learned === undefined) return [];
  const checkLinks = (ids: readonly string[]) =>
    ids.map((id) => `[\`${id}\`](../checks/${id}.md)`).join(', ');
  return [
    '',
    '### What is learned from them',
    '',
    'Of the files that the tests use, which hold every kind.',
    '',
    markdownTable(
      ['what', 'told', 'attributes', 'not told'],
      learned.kinds.map(({ noun, nativeType, fields, attributes, untold }) => [
        `${noun} \`${nativeType}\``,
        fields.join(', '),
        attributes.join(', '),
        untold.map(({ field, because }) => `${field}: ${because}`).join('; '),
      ]),
    ),
    '',
    '### Checks that apply',
    '',
    `Decided from these files alone: ${checkLinks(learned.decided) || 'none'}.`,
    ...(learned.undecided.length === 0
      ? []
      : [
          '',
          `Asked, and decided where another source tells more: ${checkLinks(learned.undecided)}.`,
        ]),
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
