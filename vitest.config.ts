import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/reporters';

const closingLine: Reporter = {
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    console.log(`${count('passed')} passed, ${count('failed')} failed`);
  },
};

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  // The environment that vitest loads global set-up files in; it has no public name.
  environments: { __vitest__: { resolve: { conditions: ['source'] } } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    exclude: ['**/*.full.test.ts', '**/node_modules/**'],
    globalSetup: ['packages/store/src/testing/global-setup.ts'],
    reporters: ['default', closingLine],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
