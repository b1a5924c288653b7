// `npm start`: installs and builds what is missing, then discovers and serves. Arguments go to `nonhuman up`.
import { pathToFileURL } from 'node:url';
import { build, install, program, requireNode } from './prepare.mjs';

requireNode();
install();
build();
process.argv = [process.argv[0], program, 'up', ...process.argv.slice(2)];
await import(pathToFileURL(program).href);
