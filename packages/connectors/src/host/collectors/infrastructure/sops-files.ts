import type { Attributes, Upsert } from '@nonhuman/model';
import { reportReference } from '../../../formats/definitions/report.ts';
import {
  at,
  isRecord,
  type Json,
  leavesOf,
  listOf,
  pathText,
  textOf,
} from '../../../formats/json-value.ts';
import type { YamlDocument } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import type { HostSource } from '../../definitions/host-source.ts';
import { readYamlSource } from '../../definitions/yaml-source.ts';

const id = 'host.sops-files';
const maxKeys = 500;

/** Files encrypted by SOPS: references to secrets, with who can decrypt them; never exposures. */
export const sopsFiles = defineDefinitionCollector({
  id,
  title: 'Files encrypted by SOPS',
  group: 'infrastructure-code',
  emits: ['secret-reference'],
  reads: [
    { name: '*.sops.yaml' },
    { name: '*.sops.yml' },
    { name: '*.sops.json' },
    { name: '*.enc.yaml' },
    { name: '*.enc.yml' },
    { name: 'secrets.yaml' },
    { name: 'secrets.yml' },
    { name: 'secrets.*.yaml' },
    { name: 'secrets-*.yaml' },
  ],
  cannotTell: ['who holds the keys that decrypt'],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source = { listing: id, file, context };
    const yaml = readYamlSource(source);
    return (yaml?.documents ?? []).flatMap((document) => sopsReferences(source, document) ?? []);
  },
});

/** One reference for each encrypted value; null when the document is not encrypted by SOPS. */
export function sopsReferences(source: HostSource, document: YamlDocument): Upsert[] | null {
  const sops = at(document.value, 'sops');
  if (!isRecord(sops) || sops['mac'] === undefined) return null;
  const attributes = keysOf(sops);
  const encrypted = leavesOf(document.value).filter(
    ({ path, value }) => path[0] !== 'sops' && String(value).startsWith('ENC['),
  );
  return encrypted.slice(0, maxKeys).map(({ path }) =>
    reportReference(source.listing, source, {
      provider: 'sops',
      store: 'sops',
      name: pathText(path),
      line: document.lineOf(path),
      keyPath: pathText(path),
      attributes,
    }),
  );
}

const recipients: readonly [list: string, field: string][] = [
  ['kms', 'arn'],
  ['gcp_kms', 'resource_id'],
  ['azure_kv', 'vault_url'],
  ['hc_vault', 'vault_address'],
  ['age', 'recipient'],
  ['pgp', 'fp'],
];

/** Public names of the keys that can decrypt. */
function keysOf(sops: Json): Attributes {
  const named = recipients.map(([list, field]): [string, string[]] => {
    const keys = listOf(at(sops, list)).map((entry) => textOf(at(entry, field)));
    return [list, keys.filter((key) => key !== null)];
  });
  return Object.fromEntries(named.filter(([, keys]) => keys.length > 0));
}
