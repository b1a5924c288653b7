import type { JsonItem } from '@nonhuman/connector-kit';
import {
  instancesOf,
  namedValues,
  type StateResource,
  shownModule,
  shownResource,
} from '../../formats/definitions/terraform/state.ts';
import type { Json } from '../../formats/json-value.ts';

/** How a state is written, and where in it what lies. */
export interface StateForm {
  /** The kind of file and the listing. */
  readonly id: string;
  readonly title: string;
  readonly commands: readonly string[];
  /** The end of the names that the commands give. */
  readonly what: string;
  /** Whether a file that starts so is one. */
  fits(root: Readonly<Record<string, unknown>>): boolean;
  /** Members that tell which state it is and how new. */
  readonly facts: readonly string[];
  readonly members: readonly string[];
  /** The resources of the item at one of the members. */
  resourcesOf(item: Pick<JsonItem, 'path' | 'value'>): Iterable<StateResource>;
}

/** Version 4, as Terraform keeps it. */
export const kept: StateForm = {
  id: 'terraform.state',
  title: 'State as it is kept (version 4)',
  commands: [
    'terraform state pull > "${STATE}__state.json"',
    'tofu state pull > "${STATE}__state.json"',
    `curl -sSL -H "Authorization: Bearer $TFE_TOKEN" "$(curl -sS -H "Authorization: Bearer $TFE_TOKEN" "https://app.terraform.io/api/v2/workspaces/$WORKSPACE_ID/current-state-version" | jq -r '.data.attributes."hosted-state-download-url"')" > "\${STATE}__state.json"`,
  ],
  what: 'state',
  fits: (root) =>
    !('format_version' in root) &&
    ('encrypted_data' in root ||
      ('version' in root &&
        ('terraform_version' in root || 'lineage' in root || 'serial' in root))),
  facts: ['version', 'lineage', 'serial', 'encrypted_data'],
  members: ['resources', 'outputs'],
  *resourcesOf({ path, value }) {
    const json = value as Json;
    if (path === 'resources') yield* byAddress(instancesOf(json, 0));
    else yield* one(namedValues(json, { type: 'output', path: ['outputs'] }));
  },
};

const rootOf = (values: string) => `${values}.root_module`;
const states = ['values', 'prior_state.values'];

/** As `terraform show -json` prints a state, or the state before a plan together with its variables. */
export const shown: StateForm = {
  id: 'terraform.show',
  title: 'State, or plan, as it is shown',
  commands: [
    'terraform show -json > "${STATE}__show.json"',
    'tofu show -json > "${STATE}__show.json"',
    'terraform show -json plan.out > "${STATE}__show.json"',
  ],
  what: 'show',
  fits: (root) =>
    'format_version' in root &&
    ('values' in root || 'prior_state' in root || 'terraform_version' in root),
  facts: ['format_version'],
  members: [
    ...states.flatMap((values) => [
      `${rootOf(values)}.resources`,
      `${rootOf(values)}.child_modules`,
      `${values}.outputs`,
    ]),
    'variables',
  ],
  *resourcesOf({ path, value }) {
    const json = value as Json;
    const place = path.split('.');
    if (path.endsWith('.resources')) yield* one(shownResource(json, place));
    else if (path.endsWith('.child_modules')) yield* byAddress(shownModule(json, place));
    else {
      const type = path === 'variables' ? 'variable' : 'output';
      yield* one(namedValues(json, { type, path: place }));
    }
  },
};

function one(found: StateResource | null): Iterable<StateResource> {
  return found === null ? [] : byAddress([found]);
}

/** Places go by address: the number of a resource changes whenever another one is added before it. */
function* byAddress(found: Iterable<StateResource>): Generator<StateResource> {
  for (const { resource, isSensitive } of found)
    yield { resource: { ...resource, keyPath: resource.address }, isSensitive };
}
