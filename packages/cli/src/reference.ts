export { exitCodes } from './command.ts';
export { commands } from './commands/index.ts';
export { commonOptions } from './run-command-line.ts';
