import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import {
  exports,
  keyId,
  keySecret,
  password,
  plantedSecrets,
  slack,
  token,
} from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, { files: exports, secrets: plantedSecrets });

const keyed = (text: string) => testSecretKeeper.fingerprint(new SecretValue(text));

function merged<T extends { readonly key: string }>(all: readonly T[]): T[] {
  const rows = new Map<string, T>();
  for (const one of all) {
    const known = rows.get(one.key);
    rows.set(one.key, known ? mergeThing(known, one) : one);
  }
  return [...rows.values()];
}

async function exposures(files: Readonly<Record<string, string>> = exports) {
  const run = await runImport(importer, files);
  return { run, rows: merged(run.of('exposure')) };
}

const named = (...names: readonly string[]) =>
  Object.fromEntries(
    Object.entries(exports).filter(([name]) => names.some((one) => name.includes(one))),
  );

describe('reports of scanners', () => {
  it('that tell of one secret in one file are one exposure, known from its first commit', async () => {
    const { rows } = await exposures();

    const found = rows.filter(({ place }) => place.locator === 'src/config.py');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      detector: 'github-personal-access-token',
      fingerprint: keyed(token),
      place: { kind: 'file', line: 30 },
      setting: 'source',
      attributes: {
        repository: 'github.com/acme/shop',
        firstSeenAt: '2024-01-10T08:00:00.000Z',
        lastSeenAt: '2025-03-01T09:00:00.000Z',
        commit: 'a'.repeat(40),
        author: 'Ada',
      },
    });
  });

  it.each(['gitleaks.json', 'betterleaks', 'sarif', 'detect-secrets'])(
    'give by %s alone the same exposure as all together',
    async (name) => {
      const [all, alone] = [await exposures(), await exposures(named(name))];

      const keys = new Set(all.rows.map(({ key }) => key));
      expect(alone.rows.every(({ key }) => keys.has(key))).toBe(true);
    },
  );

  it('tell what the scanner found out by trying', async () => {
    const { rows, run } = await exposures();

    const chat = rows.find(({ place }) => place.locator === 'chat.js');
    expect(chat?.attributes).toMatchObject({ validity: 'active', publicPlace: true });
    expect(
      merged(run.of('credential')).find(({ fingerprint }) => fingerprint === keyed(slack)),
    ).toMatchObject({
      status: 'active',
      nativeType: 'slack-bot-token',
    });
  });

  it('give both halves of an AWS key as one credential, by the id that AWS shows', async () => {
    const { run } = await exposures(named('betterleaks'));

    expect(run.of('credential').find(({ provider }) => provider === 'aws')).toMatchObject({
      key: `aws:aws-access-key:${keyId}`,
      publicId: keyId,
      fingerprint: keyed(keySecret),
      status: 'active',
    });
  });

  it('keep what no detector of ours knows under the name of the scanner and its rule', async () => {
    const { rows } = await exposures(named('gitleaks.csv'));

    expect(rows.find(({ fingerprint }) => fingerprint === keyed(password))).toMatchObject({
      detector: 'gitleaks:generic-api-key',
      credentialKey: null,
      setting: 'environment-file',
    });
  });

  it('that are redacted give an exposure that equals no other', async () => {
    const { rows } = await exposures(named('gitleaks.csv'));

    const redacted = rows.find(({ place }) => place.locator === 'old/notes.txt');
    expect(redacted?.preview).toBe('not in the report');
    expect(rows.filter(({ fingerprint }) => fingerprint === redacted?.fingerprint)).toHaveLength(1);
  });

  it('that know only a digest are joined by its keyed hash, which no one can search for', async () => {
    const { rows: known } = await exposures(named('gitleaks.json'));
    const { rows: digests } = await exposures(named('detect-secrets'));

    const joined = digests.filter(({ key }) => key === known[0]?.key);
    expect(joined).toHaveLength(1);
    expect(joined[0]?.attributes?.['sha1Fingerprint']).toBe(
      known[0]?.attributes?.['sha1Fingerprint'],
    );
    expect(JSON.stringify(digests)).not.toMatch(/[0-9a-f]{40}/);
  });

  it('do not take two tokens for one because the scanner digested their prefix', async () => {
    const { rows } = await exposures(named('detect-secrets'));

    const two = rows.filter(({ place }) => /src\/[ab]\.py/.test(place.locator));
    expect(new Set(two.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('of other tools give only what is a secret', async () => {
    const { rows } = await exposures(named('sarif'));

    expect(rows.map(({ place, detector }) => [place.locator, detector])).toEqual([
      ['src/config.py', 'github-personal-access-token'],
      ['src/with space.js', 'codeql:js/hard-coded'],
    ]);
  });

  it('name the author as a candidate for owner, and no program that commits', async () => {
    const { run } = await exposures();

    const owners = new Set(run.of('ownership').map(({ owner }) => owner.email));
    expect([...owners]).toEqual(['ada@example.com']);
  });

  it('drop the folder that was scanned from the paths when they are told it', async () => {
    const [name, text] = ['acme__gitleaks.json', exports['github.com~acme~shop__gitleaks.json']];
    const moved = text.replaceAll('src/config.py', '/builds/acme/src/config.py');

    const run = await runImport(importer, { [name]: moved }, { options: { root: '/builds/acme' } });

    expect(run.of('exposure')[0]?.place.locator).toBe('src/config.py');
  });
});
