import { type NamedValue, reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { readHcl } from '../../../formats/hcl.ts';
import { leavesOf, pathText } from '../../../formats/json-value.ts';
import { readYaml } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { gapOf, type HostSource, readText } from '../../definitions/host-source.ts';
import { namedValues } from '../../definitions/yaml-source.ts';

const id = 'host.terraform-variables';

/** Values given to Terraform variables. */
export const terraformVariables = defineDefinitionCollector({
  id,
  title: 'Terraform variable files',
  group: 'infrastructure-code',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [{ name: '*.tfvars' }, { name: '*.tfvars.json' }],
  cannotTell: ['which variables the module marks as sensitive'],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const text = readText(source);
    if (text === null) return [];
    return reportHardCoded(source, {
      text,
      values: readValues(source, text),
      setting: 'infrastructure-code',
    });
  },
});

function readValues(source: HostSource, text: string): NamedValue[] {
  try {
    return source.file.name.endsWith('.json')
      ? readYaml(text).flatMap((document) => namedValues(document))
      : hclValues(text);
  } catch (error) {
    gapOf(source.context, error);
    return [];
  }
}

function hclValues(text: string): NamedValue[] {
  return [...readHcl(text).attributes].flatMap(([variable, { value, lineOf }]) =>
    leavesOf(value).flatMap(({ path, value: leaf }) => {
      if (typeof leaf !== 'string') return [];
      const name = path.findLast((step) => typeof step === 'string') ?? variable;
      return [
        { name, value: leaf, keyPath: pathText([variable, ...path]), line: () => lineOf(path) },
      ];
    }),
  );
}
