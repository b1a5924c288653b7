import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFile, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const manifests = join(import.meta.dirname, '../../../../../.testdata/dev/regolibrary');

describe.skipIf(!existsSync(manifests))('manifests of regolibrary (public test data)', () => {
  it('are read, or left alone when they are no objects of Kubernetes', async () => {
    const paths = readdirSync(manifests, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.endsWith('/input'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const counts = {
      read: 0,
      notOurs: [] as string[],
      refused: [] as string[],
      odd: [] as string[],
      rows: 0,
    };

    for (const path of paths) {
      const { kinds, problems, observations } = await runImport(importer, [
        importFile(path, readFileSync(path)),
      ]);
      const name = path.slice(manifests.length + 1);
      if (kinds.get(path) === null) counts.notOurs.push(name);
      else if (problems.size > 0)
        counts.refused.push(`${name}: ${[...problems.values()].map((one) => one.message).join()}`);
      else counts.read += 1;
      counts.rows += observations.filter((one) => one.type === 'upsert').length;
      for (const one of observations)
        if (one.type === 'gap' && one.reason === 'malformed') counts.odd.push(one.message);
    }
    console.info(
      `regolibrary: ${paths.length} files, ${counts.read} read, ${counts.notOurs.length} left alone, ${counts.refused.length} refused, ${counts.odd.length} objects not as expected, ${counts.rows} rows`,
    );

    expect(counts.refused).toEqual([]);
    expect(counts.odd).toEqual([]);
    expect(counts.read + counts.notOurs.length).toBe(paths.length);
  });
});
