import { hearChecks, type IdentityView, prepareChecks } from '@nonhuman/checks';
import type { AnyImporter } from '@nonhuman/connector-kit';
import { type Imported, runImport } from '@nonhuman/connector-kit/testing';
import { mergeThing, type Noun, type Observed, type Things, type Upsert } from '@nonhuman/model';
import { now } from '@nonhuman/model/testing';
import { byText } from './page.ts';

/** What a kind of row tells when every file is there. */
export interface LearnedKind {
  readonly noun: Noun;
  readonly nativeType: string;
  /** Names of the fields, and of the attributes, that are told of at least one row. */
  readonly fields: readonly string[];
  readonly attributes: readonly string[];
  /** Fields that are told of no row, with the reason that is given. */
  readonly untold: readonly { readonly field: string; readonly because: string }[];
}

/** What an importer tells of its own complete fixture, and what checks make of it. */
export interface Learned {
  readonly kinds: readonly LearnedKind[];
  /** Ids of checks that passed or failed at least once. */
  readonly decided: readonly string[];
  /** Ids of checks that concern what was told and could not be decided from it. */
  readonly undecided: readonly string[];
}

type Rows = Map<Noun, Map<string, Things[Noun]>>;

/** Runs an importer over files that hold every kind that it knows. */
export async function learnedFrom(
  importer: AnyImporter,
  files: Readonly<Record<string, string>>,
): Promise<Learned> {
  const imported = await runImport(importer, files);
  const rows = rowsOf(imported);
  return { kinds: kindsOf(rows), ...judged(rows, imported) };
}

function rowsOf({ observations }: Imported): Rows {
  const upserts = observations.filter((one): one is Upsert => one.type === 'upsert');
  const inOrder = [
    ...upserts.filter((one) => one.enriches !== true),
    ...upserts.filter((one) => one.enriches === true),
  ];
  const rows: Rows = new Map();
  for (const { noun, value } of inOrder) {
    const ofNoun = rows.get(noun) ?? new Map<string, Things[Noun]>();
    rows.set(noun, ofNoun);
    const known = ofNoun.get(value.key);
    ofNoun.set(value.key, known === undefined ? value : mergeThing(known, value));
  }
  return rows;
}

const described: readonly Noun[] = [
  'identity',
  'credential',
  'instance',
  'entitlement',
  'secret-reference',
  'resource',
];
const alwaysThere = new Set(['key', 'provider', 'nativeType', 'attributes']);

function kindsOf(rows: Rows): LearnedKind[] {
  return described.flatMap((noun) => {
    const byType = new Map<string, Things[Noun][]>();
    for (const value of rows.get(noun)?.values() ?? [])
      byType.set(typeOf(value), [...(byType.get(typeOf(value)) ?? []), value]);
    return [...byType]
      .sort(([one], [other]) => byText(one, other))
      .map(([nativeType, values]) => ({ noun, nativeType, ...factsOf(values) }));
  });
}

function typeOf(value: Things[Noun]): string {
  if ('nativeType' in value) return value.nativeType;
  return 'store' in value ? value.store : '';
}

function factsOf(values: readonly Things[Noun][]) {
  const fields = new Set<string>();
  const attributes = new Set<string>();
  const untold = new Map<string, string>();
  for (const value of values) {
    for (const [field, told] of Object.entries(value) as [string, unknown][]) {
      if (alwaysThere.has(field) || told === undefined) continue;
      if (isUnknown(told)) untold.set(field, told.because);
      else if (told !== 'unknown') fields.add(field);
    }
    const own = 'attributes' in value ? value.attributes : undefined;
    for (const name of Object.keys(own ?? {})) attributes.add(name);
  }
  return {
    fields: [...fields].sort(byText),
    attributes: [...attributes].sort(byText),
    untold: [...untold]
      .filter(([field]) => !fields.has(field))
      .map(([field, because]) => ({ field, because }))
      .sort((one, other) => byText(one.field, other.field)),
  };
}

function isUnknown(told: unknown): told is Extract<Observed<never>, { state: 'unknown' }> {
  return typeof told === 'object' && told !== null && 'state' in told && told.state === 'unknown';
}

function judged(rows: Rows, { observations }: Imported): Pick<Learned, 'decided' | 'undecided'> {
  const decided = new Set<string>();
  const undecided = new Set<string>();
  const run = { now, checks: prepareChecks() };
  const read = new Set(
    observations.flatMap((one) => (one.type === 'complete' ? [...one.nouns] : [])),
  );
  for (const view of viewsOf(rows, read))
    hearChecks(view, run, ({ id }, _, { result }) => {
      if (result === 'pass' || result === 'fail') decided.add(id);
      else if (result === 'unknown') undecided.add(id);
    });
  return {
    decided: [...decided].sort(byText),
    undecided: [...undecided].filter((id) => !decided.has(id)).sort(byText),
  };
}

/** Every identity with what the same files tell around it. */
function viewsOf(rows: Rows, read: ReadonlySet<Noun>): IdentityView[] {
  const all = <N extends Noun>(noun: N) => [...(rows.get(noun)?.values() ?? [])] as Things[N][];
  const entitlements = new Map(all('entitlement').map((one) => [one.key, one]));
  const coverage = (noun: Noun) => (read.has(noun) ? 'complete' : 'not-read');
  return all('identity').map((identity): IdentityView => {
    const { key } = identity;
    const exposures = all('exposure');
    const credentials = all('credential').filter((one) => one.identityKey === key);
    const isIt = (of: { readonly type: string; readonly key: string }) =>
      of.type === 'identity' && of.key === key;
    return {
      id: key,
      identity,
      credentials: credentials.map((credential) => ({
        id: credential.key,
        credential,
        exposures: exposures
          .filter((one) => one.credentialKey === credential.key)
          .map((exposure) => ({ id: exposure.key, exposure })),
      })),
      instances: all('instance').filter((one) => one.identityKey === key),
      grants: all('grant')
        .filter(({ principal }) => isIt(principal))
        .map((grant) => ({ grant, entitlement: entitlements.get(grant.entitlementKey) ?? null })),
      delegationsFrom: all('delegation').filter(({ from }) => isIt(from)),
      delegationsTo: all('delegation').filter(({ to }) => isIt(to)),
      exposures: exposures.filter((one) => one.identityKey === key),
      secretReferences: all('secret-reference').filter((one) => one.identityKey === key),
      ownership: all('ownership').filter(({ subject }) => isIt(subject)),
      owners: [],
      resources: all('resource'),
      coverage: {
        credential: coverage('credential'),
        grant: coverage('grant'),
        delegation: coverage('delegation'),
        ownership: coverage('ownership'),
        exposure: coverage('exposure'),
      },
    };
  });
}
