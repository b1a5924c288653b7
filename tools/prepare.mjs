// Sets the checkout up for its two commands. No dependency but Node itself: it runs before any is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const program = join(root, 'packages/cli/dist/main.js');
const installStamp = join(root, 'node_modules/.nonhuman-lock');
const buildStamp = join(root, 'packages/cli/dist/.built');
const say = (text) => process.stderr.write(`${text}\n`);

/** Ends the process with what to do when this Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(`Nonhuman needs Node 20.19 or newer; this is ${process.versions.node}.`);
  say('Install a newer one from https://nodejs.org and run the command again.');
  process.exit(3);
}

/** Installs the dependencies when they are missing or differ from the lock file. */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === wanted) return;
  say('Installing dependencies (once, from the lock file, no install scripts)…');
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, wanted);
}

/** Builds the program and the UI when a source file is newer than the last build. */
export function build() {
  if (
    existsSync(program) &&
    existsSync(buildStamp) &&
    newestSource() <= statSync(buildStamp).mtimeMs
  )
    return;
  say('Building (once, and after changes)…');
  run(process.execPath, [join(root, 'tools/build.mjs')]);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, '');
}

function newestSource() {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  return Math.max(...folders.map(newestIn), statSync(join(root, 'package-lock.json')).mtimeMs);
}

function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    const at = entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs;
    if (at > newest) newest = at;
  }
  return newest;
}

function npm(args) {
  // The npm that started us, else the one on the path.
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) run(process.execPath, [cli, ...args]);
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/** Runs a command in the checkout, its output on stderr; ends the process with 3 when it fails. */
export function run(command, args) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  if (done.status === 0) return;
  say(`"${[command, ...args].join(' ')}" failed${done.error ? `: ${done.error.message}` : ''}.`);
  say('Mend what it says above and run the same command again; nothing else was changed.');
  process.exit(3);
}
