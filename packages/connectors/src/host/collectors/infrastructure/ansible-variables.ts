import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { reportReference } from '../../../formats/definitions/report.ts';
import { type Json, leavesOf, pathText } from '../../../formats/json-value.ts';
import { readYaml, type YamlDocument } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { gapOf, type HostSource, readText } from '../../definitions/host-source.ts';
import { namedValues } from '../../definitions/yaml-source.ts';

const id = 'host.ansible-variables';
const vaulted = '$ANSIBLE_VAULT;';

/** Variables of Ansible: what a vault encrypts is a reference, what stands in plain may be an exposure. */
export const ansibleVariables = defineDefinitionCollector({
  id,
  title: 'Ansible variables and vaults',
  group: 'infrastructure-code',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [
    { path: 'group_vars/*' },
    { path: 'group_vars/*/*' },
    { path: 'host_vars/*' },
    { path: 'host_vars/*/*' },
    { path: 'vars/*.yml' },
    { path: 'vars/*.yaml' },
    { path: 'defaults/main.yml' },
    { name: 'vault.yml' },
    { name: 'vault.yaml' },
  ],
  cannotTell: ['who knows the password of a vault', 'variables given on the command line'],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const text = readText(source);
    if (text === null) return [];
    if (text.startsWith(vaulted)) return [wholeFile(source, text)];
    const documents = readYaml(text, {
      onProblem: (problem) => gapOf(context, problem),
      tagged: (_, value) => value,
    });
    return documents.flatMap((document) => report(source, document));
  },
});

/** The head of a vault names its format and, from 1.2 on, its label. */
function headOf(text: string) {
  const [, version = '', cipher = '', label = ''] = text.split('\n', 1)[0]?.trim().split(';') ?? [];
  return { version, cipher, ...(label ? { label } : {}) };
}

function wholeFile(source: HostSource, text: string): Upsert {
  return reportReference(source.listing, source, {
    provider: 'ansible',
    store: 'ansible-vault',
    name: source.file.name,
    line: 1,
    attributes: headOf(text),
  });
}

function report(source: HostSource, document: YamlDocument): Upsert[] {
  const encrypted = leavesOf(document.value).filter(({ value }) => isVaulted(value));
  const references = encrypted.map(({ path, value }) =>
    reportReference(source.listing, source, {
      provider: 'ansible',
      store: 'ansible-vault',
      name: pathText(path),
      line: document.lineOf(path),
      keyPath: pathText(path),
      attributes: headOf(String(value)),
    }),
  );
  const values = namedValues(document).filter(({ value }) => !isVaulted(value));
  return [
    ...references,
    ...reportHardCoded(source, { text: null, values, setting: 'infrastructure-code' }),
  ];
}

function isVaulted(value: Json): boolean {
  return typeof value === 'string' && value.startsWith(vaulted);
}
