// Builds what is shipped into packages/cli/dist: the program as one bundle with lazy parts, and the UI.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'packages/cli/dist');
const { build } = await import('esbuild');

function thirdParty() {
  const names = new Set();
  for (const name of readdirSync(join(root, 'packages'))) {
    const file = join(root, 'packages', name, 'package.json');
    if (!existsSync(file)) continue;
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'));
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (!dependency.startsWith('@nonhuman/')) names.add(dependency);
    }
  }
  return [...names];
}

const workers = ['packages/engine/src/host/scan-worker.ts'].filter((path) =>
  existsSync(join(root, path)),
);
rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries([
    ['main', 'packages/cli/src/main.ts'],
    ...workers.map((path) => [path.replace(/^.*\//, '').replace(/\.ts$/, ''), path]),
  ]),
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['source'],
  external: thirdParty(),
  loader: { '.md': 'text' },
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  define: {
    __NONHUMAN_VERSION__: JSON.stringify(
      JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')).version,
    ),
  },
});

for (const area of readdirSync(join(root, 'packages/checks/src'), { withFileTypes: true })) {
  if (!area.isDirectory()) continue;
  for (const name of readdirSync(join(root, 'packages/checks/src', area.name))) {
    if (name.endsWith('.md'))
      cpSync(
        join(root, 'packages/checks/src', area.name, name),
        join(out, 'checks', area.name, name),
      );
  }
}

// npm packs what lies beside the package's own package.json.
for (const name of ['LICENSE', 'README.md'])
  cpSync(join(root, name), join(root, 'packages/cli', name));

if (existsSync(join(root, 'packages/web/index.html'))) {
  const { build: buildWeb } = await import('vite');
  await buildWeb({
    root: join(root, 'packages/web'),
    logLevel: 'warn',
    build: { outDir: join(out, 'web'), emptyOutDir: true },
  });
}
