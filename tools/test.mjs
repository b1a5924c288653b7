// `npm test`: installs what is missing, then runs the tests. `--full` runs the heavy ones too.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
install();
const full = process.argv.includes('--full');
if (full) build();
const rest = process.argv.slice(2).filter((argument) => argument !== '--full');
const config = full ? 'vitest.full.config.ts' : 'vitest.config.ts';
const done = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', join(root, config), ...rest],
  { cwd: root, stdio: 'inherit' },
);
process.exit(done.status ?? 1);
