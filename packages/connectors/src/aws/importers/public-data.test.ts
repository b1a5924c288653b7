import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFile, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const data = join(import.meta.dirname, '../../../../../.testdata/dev');
const labs = join(data, 'pathfinding_labs_authz');
const recordings = join(data, 'c7n_aws');

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Reads each file alone and counts what became of it. */
async function readEach(paths: readonly string[]) {
  const counts = {
    read: 0,
    notOurs: 0,
    refused: [] as string[],
    malformedItems: [] as string[],
    rows: 0,
  };
  for (const path of paths) {
    const files = [importFile(path, readFileSync(path))];
    const { kinds, problems, observations } = await runImport(importer, files);
    if (kinds.get(path) === null) counts.notOurs += 1;
    else if (problems.size > 0)
      counts.refused.push(...[...problems].map(([name, problem]) => `${name}: ${problem.message}`));
    else counts.read += 1;
    counts.rows += observations.filter((one) => one.type === 'upsert').length;
    for (const one of observations)
      if (one.type === 'gap' && one.reason === 'malformed') counts.malformedItems.push(one.message);
  }
  return counts;
}

describe.skipIf(!existsSync(labs))('scenarios of Pathfinding Labs (public test data)', () => {
  it('are all read, with every user, role and policy', async () => {
    const paths = filesBelow(labs, /\.json$/);
    const { refused, read, malformedItems, rows } = await readEach(paths);
    console.info(`pathfinding labs: ${read} of ${paths.length} files read, ${rows} rows`);

    expect(refused).toEqual([]);
    expect(malformedItems).toEqual([]);
    expect(read).toBe(paths.length);
  });
});

describe.skipIf(!existsSync(recordings))('recorded answers of AWS (public test data)', () => {
  it('are read or left alone, and none breaks the import', async () => {
    const ours =
      /^(iam\.(List(Users|Roles|AccessKeys|InstanceProfiles|Groups|SSHPublicKeys|ServiceSpecificCredentials|SigningCertificates|OpenIDConnectProviders|SAMLProviders|Policies)|Get(User|Role|CredentialReport|OpenIDConnectProvider))_|organizations\.)/;
    const paths = filesBelow(recordings, ours);
    const counts = await readEach(paths);
    console.info(
      `recorded answers: ${paths.length} files, ${counts.read} read, ${counts.notOurs} left alone, ${counts.refused.length} refused, ${counts.malformedItems.length} items not as expected, ${counts.rows} rows`,
    );

    expect(counts.refused).toEqual([]);
    // Two roles were recorded without their trust policy, which is said and costs nothing else.
    expect(counts.malformedItems.filter((message) => !message.includes('trust policy'))).toEqual(
      [],
    );
    // Refusals of the service, recorded as they came.
    expect(counts.notOurs).toBe(4);
  });
});
