import { NhiError, redactText } from '@nonhuman/model';
import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander';
import {
  type Call,
  type Command,
  type ExitCode,
  exitCodes,
  type Option,
  type Result,
  type Surroundings,
  UsageError,
} from './command.ts';
import { commands } from './commands/index.ts';
import { type Palette, paletteFor } from './output/palette.ts';
import { noProgress, terminalProgress } from './output/progress.ts';

declare const __NONHUMAN_VERSION__: string | undefined;

/** The version of this program. */
const version = typeof __NONHUMAN_VERSION__ === 'string' ? __NONHUMAN_VERSION__ : '0.0.0-source';

/** The options that every command has. */
export const commonOptions: readonly Option[] = [
  {
    flags: '--data <folder>',
    summary: 'where Nonhuman keeps what it knows (default: $NONHUMAN_DATA or ~/.nonhuman)',
  },
  {
    flags: '--database-url <url>',
    summary: 'your own PostgreSQL instead of the embedded one (default: $DATABASE_URL)',
  },
  {
    flags: '--workspace <name>',
    summary: 'which inventory of the store; demo is the made-up company (default: default)',
  },
  { flags: '--json', summary: 'print the result as JSON on standard output' },
  { flags: '--quiet', summary: 'print the result only' },
];

/** Runs one command line to its end; everything is printed here. Answers the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  const palette = paletteFor(Boolean(process.stdout.isTTY), process.env);
  // A reader that left (`| head`) is told by the write itself.
  process.stdout.on('error', () => {});
  const outcome: { exitCode: ExitCode } = { exitCode: exitCodes.fine };
  const program = new Commander('nonhuman')
    .description(
      'Finds and judges every non-human identity: service accounts, keys, tokens, certificates, workloads, AI agents.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpCommand(false)
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .addHelpText('after', '\nEvery command has --help with examples. Start with: nonhuman up');
  for (const command of commands) {
    program.addCommand(
      commanderOf(command, async (call) => {
        outcome.exitCode = await runCommand(command, call, palette);
      }),
    );
  }
  if (argv.length === 0) {
    program.outputHelp();
    return exitCodes.usage;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    return explain(error, { argv, palette });
  }
}

function commanderOf(command: Command, run: (call: Call) => Promise<void>): Commander {
  const result = new Commander(command.name)
    .summary(command.summary)
    .description(command.summary)
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError(true);
  if (command.arguments) result.arguments(command.arguments);
  for (const option of [...command.options, ...commonOptions])
    result.addOption(commanderOption(option));
  result.addOption(new CommanderOption('-h, --help', 'show this help'));
  const isHelp = (words: readonly string[]) =>
    words.some((word) => word === '--help' || word === '-h');
  result.action(async () => {
    await run({ arguments: result.args, options: result.opts() });
  });
  // Help wins over missing arguments, and may name one: `nonhuman import --help aws`.
  const parseOptions = result.parseOptions.bind(result);
  result.parseOptions = (words: string[]) => {
    if (isHelp(words))
      throw new HelpAsked(
        command,
        result,
        words.filter((word) => !word.startsWith('-')),
      );
    return parseOptions(words);
  };
  return result;
}

class HelpAsked extends Error {
  readonly command: Command;
  readonly commander: Commander;
  readonly words: readonly string[];

  constructor(command: Command, commander: Commander, words: readonly string[]) {
    super('help');
    this.command = command;
    this.commander = commander;
    this.words = words;
  }
}

function commanderOption(option: Option): CommanderOption {
  const result = new CommanderOption(option.flags, option.summary);
  if (option.choices) result.choices([...option.choices]);
  if (option.default !== undefined) result.default(option.default);
  if (option.repeatable)
    result.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  return result;
}

async function runCommand(command: Command, call: Call, palette: Palette): Promise<ExitCode> {
  const isQuiet = Boolean(call.options.quiet) || Boolean(call.options.json);
  const progress =
    process.stderr.isTTY && !isQuiet
      ? terminalProgress((text) => process.stderr.write(text), {
          width: () => process.stderr.columns || 80,
          now: () => performance.now(),
        })
      : noProgress;
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  for (const name of interrupts) process.once(name, onSignal);
  const surroundings: Surroundings = {
    env: process.env,
    workingFolder: process.cwd(),
    input: process.stdin,
    now: () => new Date(),
    progress,
    signal: interrupt.signal,
    version,
    say(text) {
      progress.clear();
      if (!isQuiet) process.stdout.write(`${text}\n`);
    },
    write(chunk) {
      interrupt.signal.throwIfAborted();
      return writeOut(chunk);
    },
  };
  try {
    const result = await command.run(call, surroundings);
    progress.clear();
    await print(result, { asJson: Boolean(call.options.json), palette });
    return result.exitCode ?? exitCodes.fine;
  } catch (error) {
    if (!interrupt.signal.aborted || !isAbort(error)) throw error;
    complain(palette, 'Interrupted.', 'What was read before is kept. Run it again to go on.');
    return exitCodes.unfinished;
  } finally {
    progress.clear();
    for (const name of interrupts) process.off(name, onSignal);
  }
}

/** A terminal that is closed ends us as Ctrl-C does, so that nothing is left running. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

async function print(
  result: Result,
  { asJson, palette }: { asJson: boolean; palette: Palette },
): Promise<void> {
  if (asJson) {
    if (result.data !== undefined) await writeOut(`${JSON.stringify(result.data, null, 2)}\n`);
    return;
  }
  const text = result.text(palette, process.stdout.columns || 100);
  if (text) await writeOut(`${text}\n`);
}

/** Waits until the reader took it; a reader that left (`| head`) is fine. */
function writeOut(chunk: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(chunk, (error) => {
      if (!error || ('code' in error && error.code === 'EPIPE')) resolve();
      else reject(error);
    });
  });
}

async function explain(
  error: unknown,
  { argv, palette }: { argv: readonly string[]; palette: Palette },
): Promise<ExitCode> {
  if (error instanceof HelpAsked) {
    await writeOut(await helpText(error));
    return exitCodes.fine;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.fine;
    const hint = `See "nonhuman ${commands.some(({ name }) => name === argv[0]) ? `${argv[0]} ` : ''}--help".`;
    complain(palette, error.message.replace(/^error: /, ''), hint);
    return exitCodes.usage;
  }
  if (error instanceof UsageError) {
    complain(palette, error.message, `See "nonhuman ${argv[0] ?? ''} --help".`);
    return exitCodes.usage;
  }
  if (error instanceof NhiError) {
    const { hint, ...facts } = error.details;
    const told = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
    complain(
      palette,
      [error.message, ...told].join('\n  '),
      typeof hint === 'string' ? hint : null,
    );
    return error.status < 500 && error.code !== 'PORT_IN_USE'
      ? exitCodes.usage
      : exitCodes.unfinished;
  }
  if (isRefusedBySystem(error)) {
    complain(
      palette,
      redactText(error.message),
      'The system refused this. Make room, or choose another place.',
    );
    return exitCodes.unfinished;
  }
  const text =
    error instanceof Error
      ? process.env['NONHUMAN_DEBUG']
        ? (error.stack ?? error.message)
        : error.message
      : String(error);
  complain(
    palette,
    `This is a fault of Nonhuman's: ${redactText(text)}`,
    'Set NONHUMAN_DEBUG=1 to see where, and report it.',
  );
  return exitCodes.unfinished;
}

/** A full disk, or a place that may not be written to, met in the middle of the work. */
function isRefusedBySystem(error: unknown): error is Error {
  const codes = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EFBIG', 'EMFILE'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function helpText({ command, commander, words }: HelpAsked): Promise<string> {
  const examples = command.examples.map(([line, does]) => `  ${line}\n      ${does}`).join('\n');
  const more = (await command.moreHelp?.(words)) ?? null;
  return `${commander.helpInformation()}\nExamples:\n${examples}\n${more ? `\n${more}\n` : ''}`;
}

function complain(palette: Palette, problem: string, hint: string | null): void {
  process.stderr.write(`${palette.red('✗')} ${problem}\n${hint ? `  ${hint}\n` : ''}`);
}
