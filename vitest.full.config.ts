import { mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

const { exclude: _, ...test } = usual.test ?? {};

/** The heavy tests only: real processes, second servers, a browser. */
export default mergeConfig(
  { ...usual, test },
  {
    test: {
      include: [
        'packages/*/{src,test}/**/*.full.test.{ts,tsx}',
        'e2e/**/*.full.test.ts',
        'tools/**/*.full.test.ts',
      ],
      exclude: ['**/node_modules/**'],
      testTimeout: 180_000,
      hookTimeout: 180_000,
      fileParallelism: false,
    },
  },
);
