import {
  closeLedger,
  countItem,
  defineImporter,
  endListing,
  headJson,
  type ImportKind,
  isRecord,
  noteProblem,
  startLedger,
} from '@nonhuman/connector-kit';
import type { Noun, Observation } from '@nonhuman/model';
import { kept, type StateForm, shown } from './forms.ts';
import {
  lookThrough,
  namesIn,
  rowsOf,
  type SeenState,
  type TerraformContext,
  type TerraformRun,
} from './read-state.ts';

const emits: readonly Noun[] = [
  'identity',
  'instance',
  'credential',
  'resource',
  'entitlement',
  'grant',
  'delegation',
  'exposure',
  'secret-reference',
];

function kindOf(form: StateForm): ImportKind<TerraformRun> {
  return {
    id: form.id,
    title: form.title,
    commands: form.commands,
    emits,
    order: 1,
    recognise(head) {
      const root = headJson(head);
      return isRecord(root) && form.fits(root);
    },
    async *read(file, { state, options }) {
      const found = await lookThrough(file, form, options);
      state.states.push(found);
      yield* [];
      if (found.problem) throw found.problem;
    },
  };
}

/** Reads states of Terraform and OpenTofu. */
export const importer = defineImporter<TerraformRun>({
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  description:
    'Set STATE to a name for the state (its workspace), and run the commands where Terraform is initialised; for HCP Terraform set WORKSPACE_ID and TFE_TOKEN. States hold secrets in plain: keep the files no longer than the import takes.',
  permissions: [
    'Read of the backend that keeps the state',
    'HCP Terraform: read state versions of the workspace',
  ],
  cannotTell: [
    'What has changed at the provider since the state was written.',
    'When something was used.',
    'Anything in a state that is encrypted.',
    'Which code made a resource, beyond its address.',
    'Identities of providers that are not mapped; their secrets are found all the same.',
  ],
  kinds: [kept, shown].map(kindOf),
  options: [
    {
      name: 'state',
      title: 'The name of states whose file is not named by the printed command.',
      from: 'value',
    },
  ],
  start: () => ({
    ledger: startLedger({
      nouns: { [kept.id]: emits, [shown.id]: emits },
      proofs: {},
      emptyBecause: 'The state is empty',
    }),
    states: [],
  }),
  finish,
});

/** Which states are read is known when all were looked through: of one scope and form, the newest. */
async function* finish(context: TerraformContext): AsyncGenerator<Observation> {
  const { ledger, states } = context.state;
  const newest = new Map<string, SeenState>();
  for (const state of states) {
    const key = JSON.stringify([state.scopeKey, state.form.id]);
    const known = newest.get(key);
    if (!known || isNewer(state, known)) newest.set(key, state);
  }
  const announced = new Set<string>();
  for (const state of [...newest.values()].sort(byName)) {
    const { scopeKey, form, isEncrypted } = state;
    if (!announced.has(scopeKey))
      yield {
        type: 'scope',
        scope: { key: scopeKey, kind: 'terraform-state', name: scopeKey, provider: 'terraform' },
      };
    announced.add(scopeKey);
    const isUnknown = state.problem?.reason === 'unsupported';
    const names = isUnknown ? { named: [], items: 0, problem: null } : await namesIn(state);
    if (!isUnknown) yield* rowsOf(state, names, context);
    for (let item = 0; item < names.items; item += 1)
      countItem(ledger, scopeKey, { listing: form.id, key: String(item) });
    const problem = state.problem ?? names.problem;
    const message = problem?.message ?? 'the state is encrypted';
    if (problem || isEncrypted)
      noteProblem(ledger, scopeKey, {
        listing: form.id,
        reason: problem?.reason ?? 'unsupported',
        message: `${state.file.name}: ${message}`,
        ...(problem?.needs ? { needs: problem.needs } : {}),
        ...(isEncrypted ? { needs: 'tofu state pull, which decrypts' } : {}),
      });
    else endListing(ledger, scopeKey, { listing: form.id, ifAny: false });
  }
  yield* closeLedger(ledger);
}

/** The higher serial; of equal ones the one that could be read, then the first by name. */
function isNewer(one: SeenState, other: SeenState): boolean {
  if (one.serial !== other.serial) return one.serial > other.serial;
  if ((one.problem === null) !== (other.problem === null)) return one.problem === null;
  return one.file.name < other.file.name;
}

function byName(one: SeenState, other: SeenState): number {
  const [a, b] = [one, other].map(({ scopeKey, form }) => `${scopeKey} ${form.id}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
