import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { namedValues, readYamlSource } from '../../definitions/yaml-source.ts';
import { sopsReferences } from './sops-files.ts';

const id = 'host.helm-values';

/** Values files of Helm charts. */
export const helmValues = defineDefinitionCollector({
  id,
  title: 'Helm values',
  group: 'infrastructure-code',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [
    { name: 'values.yaml' },
    { name: 'values.yml' },
    { name: 'values-*.yaml' },
    { name: 'values.*.yaml' },
    { name: '*-values.yaml' },
  ],
  cannotTell: ['values that are set on the command line or by the tool that installs the chart'],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source = { listing: id, file, context };
    const yaml = readYamlSource(source);
    if (!yaml) return [];
    return yaml.documents.flatMap((document) => {
      const encrypted = sopsReferences(source, document);
      if (encrypted) return encrypted;
      const values = namedValues(document);
      return reportHardCoded(source, { text: null, values, setting: 'infrastructure-code' });
    });
  },
});
