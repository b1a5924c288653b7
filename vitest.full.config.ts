import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** The heavy tests only, one file at a time: real processes, second servers, a browser, the scaffolds. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: [
      'packages/*/{src,test}/**/*.full.test.{ts,tsx}',
      'tools/**/*.full.test.ts',
      'e2e/**/*.full.test.ts',
    ],
    exclude: ['**/node_modules/**'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
