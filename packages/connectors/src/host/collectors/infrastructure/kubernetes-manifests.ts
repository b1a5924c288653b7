import { type KubernetesWorld, objectsIn } from '../../../formats/definitions/kubernetes/object.ts';
import { readObject } from '../../../formats/definitions/kubernetes/readers.ts';
import { pathText } from '../../../formats/json-value.ts';
import { readYaml, type YamlDocument } from '../../../formats/yaml.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { gapOf, type HostSource, readText } from '../../definitions/host-source.ts';
import { repositoryOf } from '../../git/repository.ts';
import { withoutTemplates } from './helm-template.ts';

const id = 'host.kubernetes-manifests';

/** Kubernetes manifests and Helm templates: accounts, access, secrets and workloads as they are written. */
export const kubernetesManifests = defineDefinitionCollector({
  id,
  title: 'Kubernetes manifests and Helm charts',
  group: 'infrastructure-code',
  emits: [
    'identity',
    'instance',
    'credential',
    'entitlement',
    'grant',
    'delegation',
    'exposure',
    'secret-reference',
  ],
  reads: [{ name: '*.yaml' }, { name: '*.yml' }, { name: '*.json' }],
  cannotTell: [
    'which cluster the manifests are applied to, and whether they are',
    'what templates and overlays make of them',
    'admins by certificate, by the group system:masters or by the cloud, which no binding shows',
  ],
  maxBytes: 4_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const text = readText(source);
    if (text === null || !looksLikeManifest(text)) return [];
    const prefix = prefixOf(source);
    return documentsOf(source, text).flatMap((document) =>
      objectsIn(document.value).flatMap(({ object, path }) => {
        const world: KubernetesWorld = {
          ...source,
          setting: 'infrastructure-code',
          prefix,
          keyPath: pathText(path),
          lineOf: (inner) => document.lineOf([...path, ...inner]),
        };
        return readObject(object, world);
      }),
    );
  },
});

/** Cheap, as every YAML and JSON file comes by. */
function looksLikeManifest(text: string): boolean {
  return /^[\s{"']*apiVersion["']?\s*:/m.test(text) && /\bkind["']?\s*:/.test(text);
}

/** Manifests of one repository may name one another. */
function prefixOf({ context }: HostSource): string {
  const repository = repositoryOf(context);
  const where = repository?.name ? `${repository.host}/${repository.name}` : context.scopeKey;
  return `kubernetes:${where}`;
}

/** The documents; a Helm template is read with its directives taken out. */
function documentsOf(source: HostSource, text: string): YamlDocument[] {
  if (!text.includes('{{')) {
    return readYaml(text, { onProblem: (problem) => gapOf(source.context, problem) });
  }
  const { plain, restore } = withoutTemplates(text);
  let unread = 0;
  const documents = readYaml(plain, { onProblem: () => unread++ });
  if (unread > 0) {
    source.context.gap({
      reason: 'unsupported',
      message: `${unread} of the documents are templates that are no YAML by themselves`,
      needs: 'render the chart (helm template) into a file and scan that',
    });
  }
  return documents.map((document) => ({ ...document, value: restore(document.value) }));
}
