import { fileURLToPath } from 'node:url';

/** The built program; `npm run test:full` builds it first. */
export const program = fileURLToPath(new URL('../packages/cli/bin/nonhuman.mjs', import.meta.url));
