import type { Noun, Observed, Principal, Things } from '@nonhuman/model';

type Cell = string | number | boolean | null;

/** The id of the row of the same connector that has this noun and key. */
export type IdOf = (noun: Noun, key: string) => string;

type Cells<N extends Noun> = Readonly<Record<string, (value: Things[N], idOf: IdOf) => Cell>>;

/** The table of a noun. */
export interface NounTable {
  readonly name: string;
  /** The columns that the noun has beyond those that every noun has. */
  readonly columns: readonly string[];
  /** Their values, in the same order. */
  cells(value: Things[Noun], idOf: IdOf): Cell[];
}

function defineTable<N extends Noun>(name: string, cells: Cells<N>): NounTable {
  const getters = Object.values(cells);
  return {
    name,
    columns: Object.keys(cells),
    cells: (value, idOf) => getters.map((of) => of(value as Things[N], idOf)),
  };
}

const at = (time: Observed<string>) => (time.state === 'seen' ? time.value : null);
const identity = (key: string | null | undefined, idOf: IdOf) =>
  typeof key === 'string' ? idOf('identity', key) : null;
const principal = ({ type, key }: Principal, idOf: IdOf) =>
  type === 'identity' ? idOf('identity', key) : null;

/** Where each noun is kept, and which of its facts are columns, to be filtered and joined by. */
export const nounTables: Readonly<Record<Noun, NounTable>> = {
  identity: defineTable<'identity'>('identity', {
    provider: (it) => it.provider,
    kind: (it) => it.kind,
    native_type: (it) => it.nativeType,
    name: (it) => it.name,
    status: (it) => it.status,
    environment: (it) => it.environment ?? 'unknown',
    access: (it) => it.access ?? 'unknown',
    created_at: (it) => at(it.createdAt),
    last_used_state: (it) => it.lastUsedAt.state,
    last_used_at: (it) => at(it.lastUsedAt),
  }),
  instance: defineTable<'instance'>('instance', {
    provider: (it) => it.provider,
    identity_id: (it, idOf) => idOf('identity', it.identityKey),
    native_type: (it) => it.nativeType,
    name: (it) => it.name,
    status: (it) => it.status,
  }),
  credential: defineTable<'credential'>('credential', {
    provider: (it) => it.provider,
    identity_id: (it, idOf) => identity(it.identityKey, idOf),
    kind: (it) => it.kind,
    native_type: (it) => it.nativeType,
    name: (it) => it.name,
    status: (it) => it.status,
    created_at: (it) => at(it.createdAt),
    expires_state: (it) => it.expiresAt.state,
    expires_at: (it) => at(it.expiresAt),
    last_used_state: (it) => it.lastUsedAt.state,
    last_used_at: (it) => at(it.lastUsedAt),
    public_id: (it) => it.publicId ?? null,
    fingerprint: (it) => it.fingerprint ?? null,
    access: (it) => it.access ?? 'unknown',
  }),
  resource: defineTable<'resource'>('resource', {
    provider: (it) => it.provider,
    native_type: (it) => it.nativeType,
    name: (it) => it.name,
    environment: (it) => it.environment ?? 'unknown',
  }),
  entitlement: defineTable<'entitlement'>('entitlement', {
    provider: (it) => it.provider,
    native_type: (it) => it.nativeType,
    name: (it) => it.name,
    access: (it) => it.access,
  }),
  grant: defineTable<'grant'>('access_grant', {
    provider: (it) => it.provider,
    principal_type: (it) => it.principal.type,
    principal_id: (it, idOf) => principal(it.principal, idOf),
    principal_key: (it) => it.principal.key,
    entitlement_id: (it, idOf) => idOf('entitlement', it.entitlementKey),
    resource_id: (it, idOf) =>
      typeof it.resourceKey === 'string' ? idOf('resource', it.resourceKey) : null,
    held_on: (it) => it.on,
    conditional: (it) => it.conditional,
  }),
  delegation: defineTable<'delegation'>('delegation', {
    provider: (it) => it.provider,
    kind: (it) => it.kind,
    from_type: (it) => it.from.type,
    from_id: (it, idOf) => principal(it.from, idOf),
    from_key: (it) => it.from.key,
    to_type: (it) => it.to.type,
    to_id: (it, idOf) => idOf(it.to.type, it.to.key),
    conditional: (it) => it.conditional,
  }),
  exposure: defineTable<'exposure'>('exposure', {
    provider: (it) => it.provider,
    credential_id: (it, idOf) =>
      it.credentialKey === null ? null : idOf('credential', it.credentialKey),
    identity_id: (it, idOf) => identity(it.identityKey, idOf),
    detector: (it) => it.detector,
    title: (it) => it.title,
    fingerprint: (it) => it.fingerprint,
    setting: (it) => it.setting,
    locator: (it) => it.place.locator,
    environment: (it) => it.environment ?? 'unknown',
  }),
  'secret-reference': defineTable<'secret-reference'>('secret_reference', {
    provider: (it) => it.provider,
    identity_id: (it, idOf) => identity(it.identityKey, idOf),
    store: (it) => it.store,
    name: (it) => it.name,
    locator: (it) => it.place.locator,
  }),
  ownership: defineTable<'ownership'>('ownership', {
    provider: (it) => it.provider,
    subject_type: (it) => it.subject.type,
    subject_id: (it, idOf) => idOf(it.subject.type, it.subject.key),
    basis: (it) => it.basis,
    signal: (it) => it.signal,
    owner_type: (it) => it.owner.type,
    owner_name: (it) => it.owner.name,
    owner_status: (it) => it.owner.status,
    confidence: (it) => it.confidence,
  }),
  person: defineTable<'person'>('person', {
    provider: (it) => it.provider,
    name: (it) => it.name,
    email: (it) => it.email,
    status: (it) => it.status,
    left_at: (it) => at(it.leftAt),
  }),
  team: defineTable<'team'>('team', {
    provider: (it) => it.provider,
    name: (it) => it.name,
  }),
};
