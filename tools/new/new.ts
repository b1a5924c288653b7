import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../docs/root.ts';
import { ScaffoldRefused } from './scaffold.ts';
import { kinds, writeScaffold } from './write-scaffold.ts';

const usage = `npm run new <kind> <name>, where that is one of:
${Object.entries(kinds)
  .map(([kind, { example }]) => `  npm run new ${kind} ${example}`)
  .join('\n')}`;

const [kind, name, ...rest] = process.argv.slice(2);
try {
  if (kind === undefined || name === undefined || rest.length > 0)
    throw new ScaffoldRefused('A kind and a name are needed.');
  const { made, changed, next } = writeScaffold(root, kind, name);
  format([...made, ...changed]);
  console.log(made.map((path) => `made     ${path}`).join('\n'));
  console.log(changed.map((path) => `changed  ${path}`).join('\n'));
  console.log(`\nIt works as it is: an example to make yours. Next:\n`);
  console.log(next.map((step, index) => `${index + 1}. ${step}`).join('\n'));
} catch (error) {
  if (!(error instanceof ScaffoldRefused)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

function format(paths: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const code = paths.filter((path) => path.endsWith('.ts'));
  const done = spawnSync(
    process.execPath,
    [biome, 'check', '--write', '--linter-enabled=false', '--log-level=error', ...code],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (done.status !== 0) console.error('Biome could not format it: run "npm run format".');
}
