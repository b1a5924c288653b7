import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyCheckout } from './copy-checkout.ts';

const checkout = copyCheckout();
const { folder } = checkout;
afterAll(() => checkout.remove());

const source = ['--conditions=source', '--import', 'tsx'];

function run(...command: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, text: `${stdout}${stderr}` };
}

const npmRunNew = (...given: readonly string[]) => run(...source, 'tools/new/new.ts', ...given);
const tool = (path: string, ...given: readonly string[]) =>
  run(join(folder, 'node_modules', path), ...given);

/** Kind and name, and the files that are made. */
const modules: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'check',
    'identity/zzz-example',
    ['checks/src/identity/zzz-example.ts', 'checks/src/identity/zzz-example.test.ts'],
  ],
  ['check', 'credential/an-example', ['checks/src/credential/an-example.ts']],
  [
    'collector',
    'cloud-and-tools/example-tool',
    ['connectors/src/host/collectors/cloud-and-tools/example-tool.test.ts'],
  ],
  ['collector', 'ci/example-ci', ['connectors/src/host/collectors/ci/example-ci.ts']],
  ['connector', 'example-cloud', ['connectors/src/example-cloud/importers/importer.test.ts']],
  ['detector', 'example-vendor', ['secrets/src/detectors/example-vendor.ts']],
  ['route', 'list-examples', ['api-contract/src/routes/examples.ts']],
];

describe('npm run new', () => {
  it.each(modules)('makes a %s %s, and says what to do next', (kind, name, files) => {
    const { status, text } = npmRunNew(kind, name);

    expect(text).toContain('Next:');
    expect(status).toBe(0);
    expect(files.filter((path) => !existsSync(join(folder, 'packages', path)))).toEqual([]);
  });

  it.each(modules)('does not make the %s %s twice', (kind, name) => {
    const { status, text } = npmRunNew(kind, name);

    expect(text).toContain('exists already');
    expect(status).toBe(2);
  });

  it('makes what compiles', () => {
    const { text } = tool('typescript/bin/tsc', '-p', 'tsconfig.json');

    expect(text.split('\n').filter((line) => line.includes('xample'))).toEqual([]);
  });

  it('makes what is formatted and linted', () => {
    const made = [
      'packages/checks/src',
      'packages/connectors/src/example-cloud',
      'packages/connectors/src/index.ts',
      'packages/connectors/src/host/collectors/ci',
      'packages/connectors/src/host/collectors/cloud-and-tools/example-tool.ts',
      'packages/secrets/src/detectors',
      'packages/secrets/src/detectors.ts',
      'packages/api-contract/src/routes',
      'packages/api-contract/src/routes.ts',
      'packages/server/src/routes/inventory.ts',
      'packages/server/src/operations/examples.ts',
    ];
    const biome = tool('@biomejs/biome/bin/biome', 'check', ...made);
    const oxlint = tool('oxlint/bin/oxlint', '--type-aware', ...made);

    expect(biome.text).not.toContain('xample');
    expect(oxlint.text).not.toContain('xample');
  });

  it('makes what passes the tests of its package, those of every module among them', () => {
    const { status, text } = tool(
      'vitest/vitest.mjs',
      'run',
      'packages/checks/src/list.test.ts',
      'packages/checks/src/thresholds.test.ts',
      'packages/demo/src/write-company.test.ts',
      'packages/secrets/src/detectors.test.ts',
      'packages/api-contract/src/routes.test.ts',
      'packages/connectors/src/host/collectors/cloud-and-tools',
      'packages/connectors/src/host/collectors/ci/other-pipelines.test.ts',
      'tools/architecture.test.ts',
      'xample',
    );

    expect(text).toMatch(/\d+ passed, 0 failed/);
    expect(status).toBe(0);
  });
});
