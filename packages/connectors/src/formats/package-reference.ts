/** What a command line fetches and runs. */
export interface PackageReference {
  readonly registry: 'npm' | 'pypi' | 'oci';
  readonly name: string;
  /** As written; null when none is. */
  readonly version: string | null;
  /** Fixed to one exact version or digest, so that tomorrow runs what ran today. */
  readonly isPinned: boolean;
}

const npmRunners = new Set(['npx', 'bunx', 'pnpx']);
const npmSubcommands: Readonly<Record<string, readonly string[]>> = {
  npm: ['exec', 'x'],
  pnpm: ['dlx', 'exec'],
  yarn: ['dlx'],
  bun: ['x'],
};
const pythonRunners = new Set(['uvx', 'pipx']);
const containerRunners = new Set(['docker', 'podman', 'nerdctl']);
const exactVersion = /^v?\d+\.\d+(?:\.\d+)*(?:[-+.]?[0-9A-Za-z.-]+)?$/;

/** What is run by a command with arguments; null when it runs no package (a local program, a script). */
export function packageOf(command: string, args: readonly string[]): PackageReference | null {
  const program = (command.split(/[\\/]/).at(-1) ?? command).replace(/\.(?:cmd|exe|bat)$/i, '');
  if (program === 'cmd' && /^\/c$/i.test(args[0] ?? ''))
    return packageOf(args[1] ?? '', args.slice(2));
  if (['sh', 'bash', 'zsh'].includes(program) && /^-\w*c$/.test(args[0] ?? '')) {
    const [inner = '', ...rest] = (args[1] ?? '').trim().split(/\s+/);
    return packageOf(inner, rest);
  }
  if (program === 'env') {
    const start = args.findIndex(
      (argument) => !argument.includes('=') && !argument.startsWith('-'),
    );
    return start === -1 ? null : packageOf(args[start] ?? '', args.slice(start + 1));
  }
  if (npmRunners.has(program)) return npmPackage(args);
  const subcommands = npmSubcommands[program];
  if (subcommands?.includes(args[0] ?? '')) return npmPackage(args.slice(1));
  if (pythonRunners.has(program)) return pythonPackage(args[0] === 'run' ? args.slice(1) : args);
  if (program === 'uv' && args[0] === 'tool' && args[1] === 'run')
    return pythonPackage(args.slice(2));
  if (containerRunners.has(program) && args[0] === 'run') {
    const image = containerImage(args.slice(1));
    return image === null ? null : imageOf(image);
  }
  return null;
}

/** Whether a version of a package registry names one release, and neither a range nor a tag that moves. */
export function isExactVersion(version: string): boolean {
  return exactVersion.test(version);
}

function npmPackage(args: readonly string[]): PackageReference | null {
  const named = optionValue(args, ['-p', '--package']) ?? firstOperand(args, ['-c', '--call']);
  if (named === null || /^(?:\.|\/|file:)/.test(named)) return null;
  const [, name = '', version = null] = /^(@[^/@]+\/[^@]+|[^@]+)(?:@(.+))?$/.exec(named) ?? [];
  if (!name) return null;
  return {
    registry: 'npm',
    name,
    version,
    isPinned: version !== null && exactVersion.test(version),
  };
}

function pythonPackage(args: readonly string[]): PackageReference | null {
  const named =
    optionValue(args, ['--from', '--spec']) ??
    firstOperand(args, ['--with', '--python', '-p', '--index-url']);
  if (named === null || /^(?:\.|\/)/.test(named)) return null;
  const [, name = '', operator = '', version = null] =
    /^([\w.-]+)(?:\[[^\]]*\])?(?:(==|@|>=|~=)(.+))?$/.exec(named) ?? [];
  if (!name)
    return {
      registry: 'pypi',
      name: named.replace(/\?.*$/, ''),
      version: null,
      isPinned: /@[0-9a-f]{40}$/.test(named),
    };
  const isExact =
    (operator === '==' || operator === '@') && version !== null && exactVersion.test(version);
  return { registry: 'pypi', name, version, isPinned: isExact };
}

/** Options of `docker run` that take a value in the next word. */
const valueOptions = new Set(
  '-e --env --env-file -v --volume --mount -p --publish --name --network --net -w --workdir -u --user --entrypoint -l --label --add-host -m --memory --cpus --platform --pull --restart -h --hostname --gpus --device --ipc --log-driver --dns --security-opt --cap-add --cap-drop --tmpfs'.split(
    ' ',
  ),
);

function containerImage(args: readonly string[]): string | null {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (!word.startsWith('-')) return word;
    if (valueOptions.has(word)) index += 1;
  }
  return null;
}

/**
 * What an image reference names; only a digest counts as pinned, since tags can move. Docker Hub is
 * left out of the name, as `docker run` lets everybody do.
 */
export function imageOf(image: string): PackageReference {
  const [name = image, digest] = image.split('@');
  const [, repository = name, tag = null] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  return {
    registry: 'oci',
    name: repository.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, ''),
    version: digest ?? tag,
    isPinned: digest?.startsWith('sha256:') ?? false,
  };
}

function optionValue(args: readonly string[], names: readonly string[]): string | null {
  for (const [index, word] of args.entries()) {
    if (names.includes(word)) return args[index + 1] ?? null;
    const [name = '', ...value] = word.split('=');
    if (value.length > 0 && names.includes(name)) return value.join('=');
  }
  return null;
}

function firstOperand(args: readonly string[], withValue: readonly string[]): string | null {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--') return args[index + 1] ?? null;
    if (!word.startsWith('-')) return word;
    if (withValue.includes(word)) index += 1;
  }
  return null;
}
