import { fileURLToPath } from 'node:url';

/** The built program; `npm run test:full` builds it first. `NONHUMAN_TEST_PROGRAM` names another build. */
export const program =
  process.env['NONHUMAN_TEST_PROGRAM'] ??
  fileURLToPath(new URL('../packages/cli/bin/nonhuman.mjs', import.meta.url));
