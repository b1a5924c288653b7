import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Imported, importFile, runImport } from '@nonhuman/connector-kit/testing';
import { valueOf } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import {
  authorizationDetailsTold,
  credentialReportTold,
  type Json,
  recordingTold,
} from '../testing/plain-answers.ts';
import { importer } from './importer.ts';

const data = join(import.meta.dirname, '../../../../../.testdata/dev');
const labs = join(data, 'pathfinding_labs_authz');
const recordings = join(data, 'c7n_aws');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const word = (value: unknown) => (typeof value === 'string' ? value : '');

/** Every row of identities, credentials, grants, delegations and instances, in the words of the extract. */
function rowsOf({ of }: Imported): string[] {
  const when = (one: { readonly state: string; readonly value?: string }) =>
    one.state === 'seen' ? (one.value ?? '') : one.state;
  return [
    ...of('identity').map(
      (one) =>
        `${one.nativeType} ${one.key} ${one.name} ${one.status} made ${when(one.createdAt)} tags ${JSON.stringify(one.tags ?? {})} boundary ${word(one.attributes?.['permissionsBoundary'])} interactive ${word(one.attributes?.['lastInteractiveAt'])} used ${one.nativeType === 'aws-iam-role' && one.lastUsedAt.state === 'seen' ? one.lastUsedAt.value : ''}`,
    ),
    ...of('instance').map((one) => `instance ${one.name} of ${one.identityKey}`),
    ...of('grant').map(
      (one) => `grant ${one.principal.key} ${one.entitlementKey} via ${one.via ?? ''} on ${one.on}`,
    ),
    ...of('entitlement')
      .filter((one) => one.attributes?.['toldBy'] !== 'name')
      .map((one) => `entitlement ${one.key} ${JSON.stringify(one.document ?? null)}`),
    ...of('delegation').map(
      (one) =>
        `delegation ${one.kind} ${one.from.type} ${one.from.key} to ${one.to.key} conditions ${JSON.stringify(one.conditions ?? [])}`,
    ),
    ...of('credential').map((one) =>
      one.kind === 'federated-trust'
        ? `trust ${one.nativeType} of ${one.identityKey} in ${word(one.attributes?.['issuer'])}`
        : `${one.kind} ${one.publicId ?? ''} of ${one.identityKey?.split('/').at(-1) ?? ''} ${one.status} made ${when(one.createdAt)} ${word(one.attributes?.['service'])} ${word(one.attributes?.['user'])}`,
    ),
    ...of('resource').map((one) => `resource ${one.nativeType} ${one.key}`),
  ].sort();
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Json;

describe.skipIf(!existsSync(labs))('scenarios of Pathfinding Labs (public test data)', () => {
  it('are all read, with every identity, grant, delegation and credential as written', async () => {
    const paths = filesBelow(labs);
    let rows = 0;
    for (const path of paths) {
      const run = await runImport(importer, [importFile(path, readFileSync(path))]);
      const read = rowsOf(run);
      rows += read.length;

      expect([...run.problems.values()]).toEqual([]);
      expect({ file: basename(path), rows: read }).toEqual({
        file: basename(path),
        rows: authorizationDetailsTold(readJson(path)),
      });
    }
    console.info(`pathfinding labs: ${paths.length} files, ${rows} rows, all as extracted`);
  });
});

/** Calls of IAM that the importer reads, and those of them whose answers it can place. */
const readCalls =
  /^iam\.(?:List(?:Users|Roles|AccessKeys|InstanceProfiles|InstanceProfilesForRole|Groups|GroupsForUser|SSHPublicKeys|ServiceSpecificCredentials|SigningCertificates|OpenIDConnectProviders|SAMLProviders|Policies)|Get(?:User|Role|CredentialReport|OpenIDConnectProvider)|CreateUser)_/;

describe.skipIf(!existsSync(recordings))('recorded answers of AWS (public test data)', () => {
  const paths = () => filesBelow(recordings);
  const isRead = (path: string) => readCalls.test(basename(path));
  const readAlone = (path: string) =>
    runImport(importer, [importFile(path, readFileSync(path))], {
      options: { account: '644160558196' },
    });

  it('are read with every field as an extract by plain walking tells it', async () => {
    let rows = 0;
    for (const path of paths().filter(isRead)) {
      if (/CredentialReport/.test(path)) continue;
      const told = recordingTold(readJson(path));
      const run = await readAlone(path);
      const read = rowsOf(run);
      rows += read.length;

      expect({ path, rows: read }).toEqual({ path, rows: told });
    }
    console.info(`recorded answers: ${rows} rows, all as extracted`);
    expect(rows).toBeGreaterThan(0);
  });

  it('are credential reports with every cell of every user', async () => {
    for (const path of paths().filter((one) => /GetCredentialReport_/.test(one))) {
      const { of } = await readAlone(path);
      const users = of('identity').map(
        ({ key, createdAt, attributes }) =>
          `${key} made ${valueOf(createdAt) ?? ''} mfa ${JSON.stringify(attributes?.['mfa'] ?? null)}`,
      );
      const credentials = of('credential')
        .filter(({ kind }) => kind !== 'certificate')
        .map(
          ({ identityKey, kind, status, lastRotatedAt, lastUsedAt }) =>
            `${identityKey} ${kind} ${status} ${valueOf(lastRotatedAt) ?? ''} ${valueOf(lastUsedAt) ?? ''}`,
        );

      expect([...users, ...credentials].sort()).toEqual(credentialReportTold(readJson(path)));
    }
  });

  it('of other calls and services are left alone, and claim nothing to be complete', async () => {
    const others = paths().filter((path) => !isRead(path));
    const taken: string[] = [];
    for (const path of others) {
      const { kinds } = await readAlone(path);
      if (kinds.get(path) !== null) taken.push(`${path}: ${kinds.get(path)}`);
    }
    console.info(`recorded answers: ${others.length} of calls that are not read, left alone`);

    expect(taken).toEqual([]);
  });

  it('of one user or role do not pass for those of the account', async () => {
    const partial = paths().filter((path) =>
      /ForUser_|ForRole_|iam\.GetUser_|iam\.GetRole_/.test(path),
    );

    for (const path of partial) {
      const { completed } = await readAlone(path);
      expect({ path, completed }).toEqual({ path, completed: [] });
    }
  });
});
