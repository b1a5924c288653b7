import {
  FileProblem,
  type ImportContext,
  type ImportFile,
  jsonItems,
  type ListingLedger,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { reportReference } from '../../formats/definitions/report.ts';
import type { Source } from '../../formats/definitions/source.ts';
import { reportResource } from '../../formats/definitions/terraform/mapping.ts';
import {
  nameable,
  type TerraformResource,
  type TerraformWorld,
} from '../../formats/definitions/terraform/resource.ts';
import type { StateResource } from '../../formats/definitions/terraform/state.ts';
import type { StateForm } from './forms.ts';

/** A state that was looked through once. */
export interface SeenState {
  readonly file: ImportFile;
  readonly form: StateForm;
  readonly scopeKey: string;
  /** How new it is among states of the same scope; zero when it does not tell. */
  readonly serial: number;
  readonly isEncrypted: boolean;
  /** Why it could not be read to its end; null when it was. */
  readonly problem: FileProblem | null;
}

/** What the files of one run tell. */
export interface TerraformRun {
  readonly ledger: ListingLedger<string>;
  readonly states: SeenState[];
}

export type TerraformContext = ImportContext<TerraformRun>;

const fileName = /([^/]+?)(?:\.(?:tfstate|json|backup))*$/;

/**
 * The name of a state: what the printed command puts before its ending, else the option, else what it
 * tells of itself, else the file.
 */
function scopeOf(
  {
    file,
    form,
    options,
  }: { file: ImportFile; form: StateForm; options: TerraformContext['options'] },
  lineage: string | null,
): string {
  const [, stem = file.name] = fileName.exec(file.name) ?? [];
  const named = stem.endsWith(`__${form.what}`) ? stem.slice(0, -form.what.length - 2) : null;
  return named || options['state'] || lineage || stem;
}

/** Which state it is, how new, and whether it is whole. */
export async function lookThrough(
  file: ImportFile,
  form: StateForm,
  options: TerraformContext['options'],
): Promise<SeenState> {
  const facts = new Map<string, unknown>();
  let problem: FileProblem | null = null;
  try {
    for await (const { path, value } of jsonItems(file, { paths: form.facts }))
      facts.set(path, value);
  } catch (found) {
    if (!(found instanceof FileProblem)) throw found;
    problem = found;
  }
  const [version, lineage, serial] = ['version', 'lineage', 'serial'].map((fact) =>
    facts.get(fact),
  );
  if (version !== undefined && version !== 4)
    problem = new FileProblem(
      'unsupported',
      `line 1: a state of version ${typeof version === 'number' ? version : 'unknown'}; only version 4 is understood`,
      { needs: 'terraform init and terraform apply -refresh-only with Terraform 0.12 or newer' },
    );
  return {
    file,
    form,
    scopeKey: scopeOf({ file, form, options }, typeof lineage === 'string' ? lineage : null),
    serial: typeof serial === 'number' ? serial : 0,
    isEncrypted: facts.has('encrypted_data'),
    problem,
  };
}

/** What the resources of a state may name of one another, how many there are, and what is wrong with them. */
export async function namesIn({ file, form }: SeenState): Promise<Names> {
  const named: TerraformResource[] = [];
  let items = 0;
  try {
    for await (const item of jsonItems(file, { paths: form.members }))
      for (const { resource } of form.resourcesOf(item)) {
        items += 1;
        const kept = nameable(resource);
        if (kept) named.push(kept);
      }
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return { named, items, problem };
  }
  return { named, items, problem: null };
}

/** The part of a state that is held while it is read. */
export interface Names {
  readonly named: readonly TerraformResource[];
  readonly items: number;
  readonly problem: FileProblem | null;
}

/** What the state says, one resource at a time, up to where it could be read. */
export async function* rowsOf(
  state: SeenState,
  { named }: Names,
  context: TerraformContext,
): AsyncGenerator<Observation> {
  const { file, form, scopeKey } = state;
  const source = sourceOf(state, context);
  if (state.isEncrypted) {
    yield reportReference(form.id, source, {
      provider: 'terraform',
      store: 'encrypted-state',
      name: file.name,
    });
    return;
  }
  try {
    for await (const item of jsonItems(file, { paths: form.members }))
      for (const one of form.resourcesOf(item))
        yield* resourceRows(one, worldOf(source, { scopeKey, named }));
  } catch (found) {
    // The names were read out of the same file, which said so already.
    if (!(found instanceof FileProblem)) throw found;
  }
}

function resourceRows({ resource, isSensitive }: StateResource, world: TerraformWorld) {
  return reportResource(world, resource, (_, path) => isSensitive(path));
}

function sourceOf({ file, form, scopeKey }: SeenState, { secrets }: TerraformContext): Source {
  return {
    listing: form.id,
    file: { path: scopeKey, mode: null, owner: null, modifiedAt: file.modifiedAt },
    context: { scopeKey, hostName: 'terraform', isExport: true, secrets, isTracked: () => null },
  };
}

function worldOf(
  source: Source,
  { scopeKey, named }: { readonly scopeKey: string; readonly named: readonly TerraformResource[] },
): TerraformWorld {
  return {
    ...source,
    setting: 'state-file',
    resources: named,
    addressKey: (address) => `terraform:${scopeKey}#${address}`.slice(0, 1024),
    policyDocument: () => null,
    told: new Set(),
  };
}
