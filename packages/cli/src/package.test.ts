import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Versions = z.record(z.string(), z.string()).default({});
const Manifest = z.object({
  name: z.string(),
  dependencies: Versions,
  optionalDependencies: Versions,
  devDependencies: Versions,
});
const packages = new URL('../../', import.meta.url);

const manifests = readdirSync(packages)
  .map((name) => new URL(`${name}/package.json`, packages))
  .filter((file) => existsSync(file))
  .map((file) => Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))));
const shipped = manifests.find(({ name }) => name === 'nonhuman');
// The pages are one bundle that needs nothing beside it.
const bundled = manifests.filter(({ name }) => name !== '@nonhuman/web');

function thirdParty(of: 'dependencies' | 'optionalDependencies'): Record<string, string> {
  const all = bundled.flatMap((manifest) => Object.entries(manifest[of]));
  return Object.fromEntries(all.filter(([name]) => !name.startsWith('@nonhuman/')));
}

describe('the package that is published', () => {
  it.each(['dependencies', 'optionalDependencies'] as const)(
    'declares the %s of everything that is bundled into it, and no package of ours',
    (of) => {
      expect(shipped?.[of]).toEqual(thirdParty(of));
    },
  );

  it('pins exact versions, so that what is installed is what was tested', () => {
    const { dependencies, optionalDependencies } = shipped ?? {};

    for (const version of Object.values({ ...dependencies, ...optionalDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });
});
