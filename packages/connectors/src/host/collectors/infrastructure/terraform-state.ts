import { FileProblem } from '@nonhuman/connector-kit';
import { reportReference } from '../../../formats/definitions/report.ts';
import { reportResources } from '../../../formats/definitions/terraform/mapping.ts';
import type {
  TerraformResource,
  TerraformWorld,
} from '../../../formats/definitions/terraform/resource.ts';
import { instancesOf, namedValues } from '../../../formats/definitions/terraform/state.ts';
import {
  at,
  isDeeperThan,
  isRecord,
  type Json,
  listOf,
  textOf,
} from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { gapOf, type HostSource, readText } from '../../definitions/host-source.ts';

const id = 'host.terraform-state';
const maxDepth = 200;

/** State of Terraform and OpenTofu, which holds every secret that it made or was given. */
export const terraformState = defineDefinitionCollector({
  id,
  title: 'Terraform state',
  group: 'infrastructure-code',
  emits: [
    'identity',
    'instance',
    'credential',
    'resource',
    'entitlement',
    'grant',
    'delegation',
    'exposure',
    'secret-reference',
  ],
  reads: [{ name: '*.tfstate' }, { name: '*.tfstate.backup' }, { name: '*.tfstate.*.backup' }],
  cannotTell: [
    'what has changed at the provider since the state was written',
    'anything in state that is encrypted or kept in a remote backend',
  ],
  maxBytes: 50_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const state = readState(source);
    if (state === null) return [];
    if (
      at(state, 'encrypted_data') !== undefined ||
      at(state, 'meta', 'key_provider') !== undefined
    ) {
      const reference = { provider: 'terraform', store: 'encrypted-state', name: file.path };
      return [reportReference(id, source, reference)];
    }
    const version = at(state, 'version');
    if (version !== 4) {
      context.gap({
        reason: 'unsupported',
        message: `State of version ${textOf(version) ?? 'unknown'}: only version 4 is understood`,
        needs: 'run "terraform init" and "terraform refresh" with Terraform 0.12 or newer',
      });
      return [];
    }
    const found = [
      ...listOf(at(state, 'resources')).flatMap(instancesOf),
      ...oneOrNone(namedValues(at(state, 'outputs'), { type: 'output', path: ['outputs'] })),
    ];
    const marked = new Map(found.map((one) => [one.resource, one]));
    const world = worldOf(source, state, [...marked.keys()]);
    return reportResources(
      world,
      (resource, path) => marked.get(resource)?.isSensitive(path) ?? false,
    );
  },
});

function readState(source: HostSource): Json | null {
  const text = readText(source);
  if (text === null || text.trim() === '') return null;
  try {
    const state: Json = JSON.parse(text);
    if (!isDeeperThan(state, maxDepth)) return isRecord(state) ? state : null;
    const message = `The state is nested more than ${maxDepth} levels deep`;
    gapOf(source.context, new FileProblem('too-large', message));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    gapOf(source.context, new FileProblem('malformed', malformed(error.message, text)));
  }
  return null;
}

/** V8 quotes the text in its message: only the position is taken over. */
function malformed(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return 'The state is no JSON';
  const line = text.slice(0, Number(position)).split('\n').length;
  return `Line ${line}: the state is no JSON`;
}

function worldOf(
  source: HostSource,
  state: Json,
  resources: readonly TerraformResource[],
): TerraformWorld {
  const lineage = textOf(at(state, 'lineage'));
  return {
    ...source,
    setting: 'state-file',
    resources,
    addressKey: (address) => `terraform:${lineage ?? source.file.path}#${address}`.slice(0, 1024),
    policyDocument: () => null,
    told: new Set(),
  };
}

function oneOrNone<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}
