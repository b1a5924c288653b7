import type { Upsert } from '@nonhuman/model';
import { type NamedValue, reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { reportReference } from '../../../formats/definitions/report.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  leavesOf,
  pathText,
  textOf,
} from '../../../formats/json-value.ts';
import type { YamlDocument } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import type { HostSource } from '../../definitions/host-source.ts';
import { readYamlSource } from '../../definitions/yaml-source.ts';

const id = 'host.pulumi-stacks';

/** Stack configuration of Pulumi: encrypted values are references, plain ones may be exposures. */
export const pulumiStacks = defineDefinitionCollector({
  id,
  title: 'Pulumi stacks',
  group: 'infrastructure-code',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [{ name: 'Pulumi.*.yaml' }, { name: 'Pulumi.*.yml' }],
  cannotTell: ['what the program does with its configuration'],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const yaml = readYamlSource(source);
    return (yaml?.documents ?? []).flatMap((document) => report(source, document));
  },
});

function report(source: HostSource, document: YamlDocument): Upsert[] {
  const config = at(document.value, 'config');
  const provider = textOf(at(document.value, 'secretsprovider')) ?? 'passphrase or Pulumi Cloud';
  const secure = leavesOf(config).filter(({ path }) => path.at(-1) === 'secure');
  const references = secure.map(({ path }) =>
    reportReference(source.listing, source, {
      provider: 'pulumi',
      store: 'pulumi-config',
      name: pathText(path.slice(0, -1)),
      line: document.lineOf(['config', ...path]),
      keyPath: pathText(['config', ...path]),
      attributes: { encryptedBy: provider.split('?', 1)[0] ?? provider },
    }),
  );
  const values = plainValues(config, document);
  return [
    ...references,
    ...reportHardCoded(source, { text: null, values, setting: 'infrastructure-code' }),
  ];
}

/** Keys are `project:name`: the name is what counts. */
function plainValues(config: Json | undefined, document: YamlDocument): NamedValue[] {
  return entriesOf(config).flatMap(([key, value]) =>
    leavesOf(isRecord(value) && value['secure'] !== undefined ? null : value).flatMap((leaf) => {
      if (typeof leaf.value !== 'string' || leaf.path.at(-1) === 'secure') return [];
      const path = ['config', key, ...leaf.path];
      const name = String(path.findLast((step) => typeof step === 'string')).replace(/^.*:/, '');
      return [
        { name, value: leaf.value, keyPath: pathText(path), line: () => document.lineOf(path) },
      ];
    }),
  );
}
