import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { routes } from '@nonhuman/api-contract';
import { NhiError, timestampOf } from '@nonhuman/model';
import { type Call, type Command, exitCodes, type Result, UsageError } from '../command.ts';
import { type Product, withProduct } from '../open-product.ts';
import { passText } from '../output/overview.ts';
import { printable } from '../output/palette.ts';
import { count, wrapped } from '../output/words.ts';

/** `nonhuman import <provider> <file|folder|->…` */
export const importCommand: Command = {
  name: 'import',
  summary: 'Read export files of a provider: files, folders, archives, or - for standard input',
  arguments: '<provider> [file...]',
  options: [
    {
      flags: '--option <name=value>',
      summary: 'an option of the importer, e.g. cluster=prod',
      repeatable: true,
    },
    { flags: '--mapping <file>', summary: 'how columns map to the inventory (generic)' },
    {
      flags: '--connection <name>',
      summary: 'tells two accounts of one provider apart (default: exports)',
    },
    {
      flags: '--observed-at <time>',
      summary: "when the export was made (default: the newest file's time)",
    },
  ],
  examples: [
    ['nonhuman import --help aws', 'the read-only commands that make the files'],
    ['nonhuman import aws exports/', 'every file below a folder, in any order'],
    [
      'kubectl get serviceaccounts -A -o json | nonhuman import kubernetes - --option cluster=prod',
      'from standard input',
    ],
  ],
  moreHelp: async ([provider]) => helpOf(provider),
  run(call, surroundings) {
    const [provider = '', ...paths] = call.arguments;
    if (paths.length === 0)
      throw new UsageError(
        `Name the files, folders or archives to import, or - for standard input. "nonhuman import --help ${provider}" prints the commands that make them.`,
      );
    return withProduct(call, surroundings, async (product) =>
      runImport(product, { call, surroundings, provider, paths }),
    );
  },
};

async function helpOf(provider: string | undefined): Promise<string> {
  const { importers } = await import('@nonhuman/server');
  const known = importers();
  const named = known.find(({ id }) => id === provider);
  if (named === undefined) {
    const list = known.map(({ id, title }) => `  ${id.padEnd(12)} ${title}`).join('\n');
    return `Providers:\n${list}\n\n"nonhuman import --help <provider>" prints the commands that make its files.`;
  }
  const options = (named.options ?? []).map(({ name, title, from }) =>
    wrapped(`--option ${name}=<${from}>: ${title}`, 100, '  '),
  );
  const kinds = named.kinds
    .filter(({ commands }) => commands.length > 0)
    .map(({ title, commands }) => [`# ${title}`, ...commands].join('\n'));
  return [
    `${named.title}${named.description === undefined ? '' : `\n${wrapped(named.description, 100)}`}`,
    ...(options.length > 0 ? [`Options of this importer:\n${options.join('\n')}`] : []),
    ...(kinds.length > 0
      ? [
          'These commands only read. Run them where you are signed in, then import the files.',
          ...kinds,
        ]
      : []),
    `What such files cannot tell:\n${named.cannotTell.map((gap) => wrapped(`- ${gap}`, 100, '  ')).join('\n')}`,
  ].join('\n\n');
}

async function runImport(
  { nonhuman, ask }: Product,
  {
    call,
    surroundings,
    provider,
    paths,
  }: {
    call: Parameters<Command['run']>[0];
    surroundings: Parameters<Command['run']>[1];
    provider: string;
    paths: readonly string[];
  },
): Promise<Result> {
  const { progress, input, signal } = surroundings;
  const { connection } = call.options;
  const observedAt = observedAtOf(call.options['observedAt']);
  const stdin = paths.includes('-') ? input : null;
  // Whoever types an interrupt at an import that waits for a pipe does not want to wait for it.
  signal.addEventListener('abort', () => stdin?.destroy(abortOf(signal)), { once: true });
  const { sync, evaluation } = await nonhuman.importFiles({
    provider,
    inputs: { paths, stdin },
    options: await optionsOf(call.options, { provider, workingFolder: surroundings.workingFolder }),
    ...(observedAt === null ? {} : { observedAt }),
    ...(typeof connection === 'string' ? { connection } : {}),
    signal,
    onProgress: (step, done) =>
      progress.update(step === null ? 'Importing' : `Importing  ${step}`, done),
  });
  signal.throwIfAborted();
  const { gapList } = await ask(routes.getSync, { params: { syncId: sync.syncId } });
  const read = sync.files.filter(({ kind }) => kind !== null).length;
  const broken = sync.files.filter(({ kind, isWhole }) => kind !== null && !isWhole).length;
  return {
    data: { sync, evaluation, gaps: gapList },
    ...(read === 0 || broken > 0 ? { exitCode: exitCodes.unfinished } : {}),
    text(palette, width) {
      // One gap for each listing that a file might have told more of; a person is told once.
      const told = [...new Map(gapList.map((gap) => [gap.message, gap])).values()];
      const gaps = told
        .slice(0, 20)
        .map(({ message, needs }) =>
          wrapped(
            `${palette.yellow('!')} ${printable(message)}${needs === null ? '' : ` → ${needs}`}`,
            width,
            '  ',
          ),
        );
      const more =
        told.length > 20 ? [palette.dim(`  and ${told.length - 20} more: nonhuman coverage`)] : [];
      const opened =
        evaluation.opened > 0
          ? `\n${count(evaluation.opened, 'new finding')}: nonhuman findings`
          : '';
      return [
        sync.files.length + gapList.length === 0
          ? 'There is no file to import; hidden files are left out.'
          : `${count(read, 'file')} of ${sync.files.length} read${broken > 0 ? `, ${broken} not to the end` : ''}. ${passText(sync)}${opened}`,
        ...(gaps.length > 0 ? [palette.bold('Not read:'), ...gaps, ...more] : []),
      ].join('\n');
    },
  };
}

function abortOf({ reason }: AbortSignal): Error | undefined {
  return reason instanceof Error ? reason : undefined;
}

/** The importer's options; those that name a file are given its text. */
async function optionsOf(
  options: Call['options'],
  { provider, workingFolder }: { provider: string; workingFolder: string },
): Promise<Record<string, string>> {
  const given = options['option'];
  const pairs = (Array.isArray(given) ? given : []).map(String);
  const named: [string, string][] =
    typeof options['mapping'] === 'string' ? [['mapping', options['mapping']]] : [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UsageError(`--option takes name=value, not "${pair}".`);
    named.push([pair.slice(0, equals), pair.slice(equals + 1)]);
  }
  const { importers } = await import('@nonhuman/server');
  const importer = importers().find(({ id }) => id === provider);
  const known = importer?.options ?? [];
  const unknown = named.find(([name]) => !known.some((option) => option.name === name));
  if (importer && unknown)
    throw new UsageError(`There is no option "${unknown[0]}" of the import of ${importer.title}.`);
  const read = await Promise.all(
    named.map(async ([name, value]) => {
      const isFile = known.some((option) => option.name === name && option.from === 'file');
      return [name, isFile ? await textOf(resolve(workingFolder, value)) : value] as const;
    }),
  );
  return Object.fromEntries(read);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new NhiError(
      'FILE_UNREADABLE',
      { file: path, hint: 'Check that it exists and that you may read it.' },
      { cause: error },
    );
  }
}

function observedAtOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const timestamp = timestampOf(value);
  if (timestamp === null)
    throw new UsageError(`--observed-at takes a time like 2026-01-31T08:00:00Z, not "${value}".`);
  return new Date(timestamp);
}
