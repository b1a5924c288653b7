import type {
  Credential,
  Delegation,
  Exposure,
  Identity,
  Instance,
  Observed,
  Ownership,
  Place,
  Resource,
  SecretReference,
  Timestamp,
} from '@nonhuman/model';
import type {
  Coverage,
  CredentialView,
  ExposureView,
  GrantSeen,
  IdentityView,
  SubjectKind,
} from '../subject.ts';

/** What kind of value a field has; `any` is decided by what is told. */
export type FieldType = 'text' | 'texts' | 'number' | 'truth' | 'moment' | 'any';

/** What a field tells of one subject. */
export type Told =
  | { readonly told: true; readonly value: unknown }
  /** It is told that there is none, that it never happened, or that it never ends. */
  | { readonly told: true; readonly value: null; readonly never: true }
  | { readonly told: false; readonly because: string };

/** One field of a thing, by its name in rules. */
export interface Field<Thing> {
  readonly type: FieldType;
  /** Every source tells it, so that it is never unclear. */
  readonly isAlwaysTold?: boolean;
  read(thing: Thing): Told;
}

type Fields<Thing> = Readonly<Record<string, Field<Thing>>>;

const silent: Told = { told: false, because: 'its source does not tell it' };

/** A field whose absence means "not told"; `unknown` is a word for the same. */
function plain<Thing>(type: FieldType, read: (thing: Thing) => unknown): Field<Thing> {
  return {
    type,
    read(thing) {
      const value = read(thing);
      if (value === undefined || value === 'unknown') return silent;
      return value === null ? { told: true, value, never: true } : { told: true, value };
    },
  };
}

/** A text that every source tells. */
function given<Thing>(read: (thing: Thing) => string): Field<Thing> {
  return {
    type: 'text',
    isAlwaysTold: true,
    read: (thing) => ({ told: true, value: read(thing) }),
  };
}

function moment<Thing>(read: (thing: Thing) => Observed<Timestamp>): Field<Thing> {
  return {
    type: 'moment',
    read(thing) {
      const observed = read(thing);
      if (observed.state === 'unknown') return { told: false, because: observed.because };
      return observed.state === 'never'
        ? { told: true, value: null, never: true }
        : { told: true, value: observed.value };
    },
  };
}

const identity: Fields<Identity> = {
  provider: given((one) => one.provider),
  kind: given((one) => one.kind),
  nativeType: given((one) => one.nativeType),
  name: given((one) => one.name),
  status: plain('text', (one) => one.status),
  description: plain('text', (one) => one.description),
  environment: plain('text', (one) => one.environment),
  access: plain('text', (one) => one.access),
  createdAt: moment((one) => one.createdAt),
  lastUsedAt: moment((one) => one.lastUsedAt),
};

const credential: Fields<Credential> = {
  provider: given((one) => one.provider),
  kind: given((one) => one.kind),
  nativeType: given((one) => one.nativeType),
  name: given((one) => one.name),
  status: plain('text', (one) => one.status),
  publicId: plain('text', (one) => one.publicId),
  access: plain('text', (one) => one.access),
  scopes: plain('texts', (one) => one.scopes),
  createdAt: moment((one) => one.createdAt),
  expiresAt: moment((one) => one.expiresAt),
  lastUsedAt: moment((one) => one.lastUsedAt),
  lastRotatedAt: moment((one) => one.lastRotatedAt),
};

function placeFields<Thing>(placeOf: (thing: Thing) => Place | undefined): Fields<Thing> {
  return {
    'place.kind': plain('text', (one) => placeOf(one)?.kind),
    'place.locator': plain('text', (one) => placeOf(one)?.locator),
    'place.host': plain('text', (one) => placeOf(one)?.host),
    'place.mode': plain('text', (one) => placeOf(one)?.mode),
    'place.fileOwner': plain('text', (one) => placeOf(one)?.fileOwner),
    'place.readableBy': plain('text', (one) => placeOf(one)?.readableBy),
    'place.tracked': plain('truth', (one) => placeOf(one)?.tracked),
  };
}

const exposure: Fields<Exposure> = {
  provider: given((one) => one.provider),
  detector: given((one) => one.detector),
  title: given((one) => one.title),
  setting: given((one) => one.setting),
  environment: plain('text', (one) => one.environment),
  ...placeFields<Exposure>((one) => one.place),
};

const grant: Fields<GrantSeen> = {
  provider: plain('text', ({ grant: one }) => one.provider),
  on: plain('text', ({ grant: one }) => one.on),
  via: plain('text', ({ grant: one }) => one.via),
  conditional: plain('truth', ({ grant: one }) => one.conditional),
  entitlement: plain('text', (one) => one.entitlement?.name ?? one.grant.entitlementKey),
  access: plain('text', (one) => one.entitlement?.access),
  wildcards: plain('texts', (one) => one.entitlement?.wildcards),
};

const delegation: Fields<Delegation> = {
  provider: plain('text', (one) => one.provider),
  kind: plain('text', (one) => one.kind),
  conditional: plain('truth', (one) => one.conditional),
  'from.type': plain('text', (one) => one.from.type),
  'from.name': plain('text', (one) => one.from.name),
  'from.key': plain('text', (one) => one.from.key),
  'to.type': plain('text', (one) => one.to.type),
  'to.key': plain('text', (one) => one.to.key),
};

const ownership: Fields<Ownership> = {
  basis: plain('text', (one) => one.basis),
  signal: plain('text', (one) => one.signal),
  confidence: plain('number', (one) => one.confidence),
  'owner.type': plain('text', (one) => one.owner.type),
  'owner.name': plain('text', (one) => one.owner.name),
  'owner.email': plain('text', (one) => one.owner.email),
  'owner.status': plain('text', (one) => one.owner.status),
};

const instance: Fields<Instance> = {
  nativeType: plain('text', (one) => one.nativeType),
  name: plain('text', (one) => one.name),
  status: plain('text', (one) => one.status),
};

const resource: Fields<Resource> = {
  nativeType: plain('text', (one) => one.nativeType),
  name: plain('text', (one) => one.name),
  environment: plain('text', (one) => one.environment),
};

const reference: Fields<SecretReference> = {
  store: plain('text', (one) => one.store),
  name: plain('text', (one) => one.name),
  ...placeFields<SecretReference>((one) => one.place),
};

/** A field on whatever thing a rule's path begins with. */
export type AnyField = Field<unknown>;

interface Noun {
  readonly fields: Fields<never>;
  /** Whether `attributes.<word>` can be asked of it; of a grant these are the entitlement's. */
  readonly attributes: ((thing: never) => unknown) | null;
  readonly tags: boolean;
}

const nouns: Readonly<Record<string, Noun>> = {
  identity: { fields: identity, attributes: (one: Identity) => one.attributes, tags: true },
  credential: { fields: credential, attributes: (one: Credential) => one.attributes, tags: false },
  exposure: { fields: exposure, attributes: (one: Exposure) => one.attributes, tags: false },
  grant: {
    fields: grant,
    attributes: (one: GrantSeen) => one.entitlement?.attributes,
    tags: false,
  },
  delegation: { fields: delegation, attributes: (one: Delegation) => one.attributes, tags: false },
  ownership: { fields: ownership, attributes: null, tags: false },
  instance: { fields: instance, attributes: (one: Instance) => one.attributes, tags: false },
  resource: { fields: resource, attributes: (one: Resource) => one.attributes, tags: false },
  reference: {
    fields: reference,
    attributes: (one: SecretReference) => one.attributes,
    tags: false,
  },
};

/** Every field name of a noun, without tags and attributes, for help and messages. */
export function fieldNames(noun: string): string[] {
  return Object.keys(nouns[noun]?.fields ?? {}).map((name) => `${noun}.${name}`);
}

/** The nouns that rules can speak of. */
export const nounNames: readonly string[] = Object.keys(nouns);

/** The field of a path such as `credential.createdAt`, `identity.tags.team` or `identity.attributes.userType`; null when there is none. */
export function fieldOf(path: string): { readonly noun: string; readonly field: AnyField } | null {
  const dot = path.indexOf('.');
  const name = path.slice(0, dot);
  const rest = path.slice(dot + 1);
  const noun = Object.hasOwn(nouns, name) ? nouns[name] : undefined;
  if (dot <= 0 || rest === '' || noun === undefined) return null;
  if (Object.hasOwn(noun.fields, rest)) {
    const field = noun.fields[rest];
    return field === undefined ? null : { noun: name, field };
  }
  const word = /^attributes\.([A-Za-z][A-Za-z0-9_]*)$/.exec(rest)?.[1];
  if (word !== undefined && noun.attributes !== null) {
    return { noun: name, field: wordField(noun.attributes, word) };
  }
  const tag = /^tags\.(.+)$/.exec(rest)?.[1];
  return tag !== undefined && noun.tags ? { noun: name, field: tagField(tag) } : null;
}

function wordField(attributesOf: (thing: never) => unknown, word: string): AnyField {
  return plain('any', (thing) => {
    const attributes = attributesOf(thing as never);
    return isRecord(attributes) && Object.hasOwn(attributes, word)
      ? (attributes[word] ?? undefined)
      : undefined;
  });
}

/** Where tags are told at all, a tag that is missing is told to be absent. */
function tagField(tag: string): AnyField {
  return plain('text', (thing) => {
    const { tags } = thing as Identity;
    if (tags === undefined) return undefined;
    return Object.hasOwn(tags, tag) ? tags[tag] : null;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list around a subject, and whether all of it was read. */
export interface Collection {
  /** How an item is called in the conditions about it. */
  readonly noun: string;
  readonly items: readonly unknown[];
  readonly isComplete: boolean;
}

const ofIdentity: Readonly<
  Record<
    string,
    {
      readonly noun: string;
      readonly coverage: keyof IdentityView['coverage'] | null;
      items(view: IdentityView): readonly unknown[];
    }
  >
> = {
  credentials: {
    noun: 'credential',
    coverage: 'credential',
    items: (view) => view.credentials.map((one) => one.credential),
  },
  exposures: { noun: 'exposure', coverage: 'exposure', items: (view) => view.exposures },
  grants: { noun: 'grant', coverage: 'grant', items: (view) => view.grants },
  delegationsFrom: {
    noun: 'delegation',
    coverage: 'delegation',
    items: (view) => view.delegationsFrom,
  },
  delegationsTo: {
    noun: 'delegation',
    coverage: 'delegation',
    items: (view) => view.delegationsTo,
  },
  ownership: { noun: 'ownership', coverage: 'ownership', items: (view) => view.ownership },
  instances: { noun: 'instance', coverage: null, items: (view) => view.instances },
  resources: { noun: 'resource', coverage: 'grant', items: (view) => view.resources },
  secretReferences: { noun: 'reference', coverage: null, items: (view) => view.secretReferences },
};

/** The lists around an identity, and how one item of each is called. */
export const collectionNames: readonly string[] = Object.keys(ofIdentity);

/** How one item of the list is called; null when there is no such list. */
export function itemNoun(name: string): string | null {
  return Object.hasOwn(ofIdentity, name) ? (ofIdentity[name]?.noun ?? null) : null;
}

/** What a rule may speak of directly, by what it judges. */
export const directNouns: Readonly<Record<SubjectKind, readonly string[]>> = {
  identity: ['identity'],
  credential: ['credential', 'identity'],
  exposure: ['exposure', 'credential', 'identity'],
};

/** What a rule sees of one subject. */
export interface Sight {
  /** By noun; null when it is not known which one it is. */
  readonly things: Readonly<Record<string, unknown>>;
  collection(name: string): Collection | null;
}

/** What a rule sees of the subject. */
export function sightOf(
  kind: SubjectKind,
  subject: IdentityView | CredentialView | ExposureView,
): Sight {
  if (kind === 'identity') {
    const view = subject as IdentityView;
    return {
      things: { identity: view.identity },
      collection: (name) => collectionAround(view, name),
    };
  }
  const { holder } = subject as CredentialView | ExposureView;
  const around = (name: string) => (holder === null ? null : collectionAround(holder, name));
  const identityThing = holder?.identity ?? null;
  if (kind === 'exposure') {
    const view = subject as ExposureView;
    return {
      things: {
        exposure: view.exposure,
        credential: view.credential?.credential ?? null,
        identity: identityThing,
      },
      collection: around,
    };
  }
  const view = subject as CredentialView;
  return {
    things: { credential: view.credential, identity: identityThing },
    collection: (name) =>
      name === 'exposures'
        ? {
            noun: 'exposure',
            items: view.exposures.map((one) => one.exposure),
            isComplete: isComplete(holder?.coverage.exposure),
          }
        : around(name),
  };
}

function collectionAround(view: IdentityView, name: string): Collection | null {
  const found = ofIdentity[name];
  if (found === undefined) return null;
  return {
    noun: found.noun,
    items: found.items(view),
    isComplete: found.coverage !== null && isComplete(view.coverage[found.coverage]),
  };
}

function isComplete(coverage: Coverage | undefined): boolean {
  return coverage === 'complete';
}
