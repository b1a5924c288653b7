// `npm run bench`: lists the benches; `npm run bench -- <name> [arguments]` runs one, `-- all` every one in turn.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, requireNode, root } from './prepare.mjs';

requireNode();
const folder = join(root, 'bench');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length));
const [wanted, ...rest] = process.argv.slice(2);

if (wanted === undefined) {
  for (const name of names) console.log(`${name.padEnd(14)}${summaryOf(name)}`);
  console.log('\nnpm run bench -- <name> [arguments], or npm run bench -- all');
} else if (wanted === 'all') {
  const failed = names.filter((name) => !run(name, []));
  if (failed.length > 0) {
    console.error(`failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
} else if (names.includes(wanted)) {
  if (!run(wanted, rest)) process.exitCode = 1;
} else {
  console.error(`There is no bench "${wanted}". There are: ${names.join(', ')}.`);
  process.exitCode = 2;
}

/** The first sentence of the file's own comment. */
function summaryOf(name) {
  const text = readFileSync(join(folder, `${name}.ts`), 'utf8');
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  const words = comment.replaceAll(/^\s*\*\s?/gm, '').trim();
  return (
    words
      .split(/\.\s|\n\s*\n|Run:/, 1)[0]
      ?.replaceAll(/\s+/g, ' ')
      .trim() ?? ''
  );
}

function run(name, given) {
  install();
  console.log(`== ${name} ${given.join(' ')}`.trimEnd());
  const done = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join(folder, `${name}.ts`), ...given],
    { cwd: root, stdio: 'inherit' },
  );
  return done.status === 0;
}
