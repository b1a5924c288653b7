#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Nonhuman needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 3;
} else if (existsSync(fileURLToPath(program))) {
  await import(program.href);
} else {
  process.stderr.write(
    'Nonhuman is not built yet in this checkout. Run "npm run build" (or "npm start") first.\n',
  );
  process.exitCode = 3;
}
