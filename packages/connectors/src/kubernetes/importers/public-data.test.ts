import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isRecord } from '@nonhuman/connector-kit';
import { type Imported, importFile, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { objectsTold } from '../testing/plain-objects.ts';
import { importer } from './importer.ts';

const manifests = join(import.meta.dirname, '../../../../../.testdata/dev/regolibrary');
const cluster = 'measured';

/** Every row of what was read, in the words of the extract. */
function rowsOf({ of }: Imported): string[] {
  const rows = [
    ...of('identity').map(
      ({ key, attributes }) =>
        `identity ${key} mounts ${attributes?.['automountToken'] === true} default ${attributes?.['defaultServiceAccount'] === true}`,
    ),
    ...of('delegation').map(({ from, to }) => `login ${from.key} as ${to.key}`),
    ...of('entitlement').map(
      ({ key, document }) =>
        `entitlement ${key} ${JSON.stringify(isRecord(document) ? plainRules(document['rules']) : null)}`,
    ),
    ...of('grant').map(
      ({ principal, entitlementKey, on, via }) =>
        `grant ${principal.type} ${principal.key} has ${entitlementKey} on ${on} via ${via ?? ''}`,
    ),
    ...of('credential').map(({ key, identityKey }) => `token ${key} of ${identityKey}`),
    ...of('instance').map(({ key, identityKey }) => `workload ${key} runs as ${identityKey}`),
    ...of('secret-reference').map(({ identityKey, name }) => `reads ${identityKey} ${name}`),
  ];
  return [...new Set(rows)].sort();
}

function plainRules(rules: unknown): unknown {
  const fields = ['apiGroups', 'resources', 'verbs', 'resourceNames', 'nonResourceURLs'];
  return Array.isArray(rules)
    ? rules.map((rule: unknown) =>
        Object.fromEntries(
          fields.map((field) => [field, isRecord(rule) ? (rule[field] ?? []) : []]),
        ),
      )
    : null;
}

describe.skipIf(!existsSync(manifests))('manifests of regolibrary (public test data)', () => {
  it('are read as an extract by plain walking tells them, or left alone', async () => {
    const paths = readdirSync(manifests, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.endsWith('/input'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const counts = { read: 0, leftAlone: 0, rows: 0 };

    for (const path of paths) {
      const text = readFileSync(path, 'utf8');
      const run = await runImport(importer, [importFile(path, text)], { options: { cluster } });
      const rows = rowsOf(run);
      const odd = run.observations.filter(
        (one) => one.type === 'gap' && one.reason === 'malformed',
      );
      counts.rows += rows.length;
      counts[run.kinds.get(path) === null ? 'leftAlone' : 'read'] += 1;

      expect({ path, problems: [...run.problems.values()], odd }).toEqual({
        path,
        problems: [],
        odd: [],
      });
      expect({ path, rows }).toEqual({ path, rows: objectsTold(text, cluster) });
    }
    console.info(
      `regolibrary: ${counts.read} files read, ${counts.leftAlone} left alone, ${counts.rows} rows, all as extracted`,
    );
  });
});
