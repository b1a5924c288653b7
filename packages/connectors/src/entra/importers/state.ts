import {
  type AnswerPlace,
  type AnswerState,
  answerList,
  enrichment,
  type ImportContext,
  type ListingOf,
  provisionally,
} from '@nonhuman/connector-kit';
import {
  type Attributes,
  type Entitlement,
  type Identity,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import type { PrincipalKind } from '../mapping/principal.ts';

/** What has to be known of a principal when something else names it by id. */
export interface KnownPrincipal extends PrincipalKind {
  readonly key: string;
  readonly name: string;
  /** No list told of it: the key is the object id, though it may go by its client id. */
  readonly isGuess?: boolean;
}

/** What is told of one application in several lists. */
export interface Gathered {
  readonly scopeKey: string;
  readonly applicationPermissions: Set<string>;
  readonly delegatedPermissions: Set<string>;
  readonly credentialAdders: Set<string>;
  /** Null until a consent was told. */
  adminConsented: boolean | null;
}

/** A directory role that a group has. */
export interface GroupRole {
  readonly scopeKey: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly assignmentId: string;
  readonly entitlementKey: string;
  readonly on: string;
  readonly eligible: boolean;
}

/** What the files of one run need of one another. */
export interface EntraState {
  /** Principals by object id and by client id, in lower case. */
  readonly principals: Map<string, KnownPrincipal>;
  /** Object ids of applications → their identity. */
  readonly applications: Map<string, KnownPrincipal>;
  /** Object id of the API and id of its application permission → name. */
  readonly roleNames: Map<string, string>;
  readonly definitions: Map<string, Entitlement>;
  /** APIs, roles and permissions that were told already, by key. */
  readonly told: Set<string>;
  readonly gathered: Map<string, Gathered>;
  readonly groupRoles: GroupRole[];
  /** Users by object id → the consents that they alone gave. */
  readonly consents: Map<string, { readonly of: ListingOf; readonly key: string }[]>;
  /** Group → the principals in it that are no people. */
  readonly groupPrincipals: Map<string, Set<string>>;
}

export type EntraPlace = AnswerPlace<EntraState>;
export type EntraContext = ImportContext<AnswerState<EntraState>>;

export const list = answerList<EntraState>();

export function startState(): EntraState {
  return {
    principals: new Map(),
    applications: new Map(),
    roleNames: new Map(),
    definitions: new Map(),
    told: new Set(),
    gathered: new Map(),
    groupRoles: [],
    consents: new Map(),
    groupPrincipals: new Map(),
  };
}

/** The principal of that object id, or one of which nothing but the id and the given name is known. */
export function principalOf(
  { principals }: EntraState,
  objectId: string,
  name?: string | null,
): KnownPrincipal {
  const id = objectId.toLowerCase();
  return (
    principals.get(id) ?? {
      key: id,
      name: name || id,
      kind: 'application',
      nativeType: 'entra-application',
      isGuess: true,
    }
  );
}

/** A statement that names principals in these fields: a guess replaces nothing that is known. */
export function naming<Told extends Upsert>(
  told: Told,
  fields: readonly string[],
  principals: readonly KnownPrincipal[],
): Told {
  return principals.some(({ isGuess }) => isGuess) ? provisionally(told, fields) : told;
}

/** What was gathered of a principal so far. */
export function gatheredOf(own: EntraState, key: string, scopeKey: string): Gathered {
  const known = own.gathered.get(key);
  if (known) return known;
  const fresh: Gathered = {
    scopeKey,
    applicationPermissions: new Set(),
    delegatedPermissions: new Set(),
    credentialAdders: new Set(),
    adminConsented: null,
  };
  own.gathered.set(key, fresh);
  return fresh;
}

/** Whether it is told for the first time in this run. */
export function isNew({ told }: EntraState, key: string): boolean {
  if (told.has(key)) return false;
  told.add(key);
  return true;
}

const elsewhere = unknown('another list tells it');

/**
 * Facts of a principal that stand in another list than the principal itself; nothing when its own
 * list was not read, for only that knows by which key it goes.
 */
export function* principalFacts(
  of: { readonly scopeKey: string; readonly listing: string },
  known: KnownPrincipal | undefined,
  facts: { readonly attributes: Attributes; readonly lastUsedAt?: Identity['lastUsedAt'] },
): Generator<Upsert> {
  if (known === undefined) return;
  const { key, kind, nativeType, name } = known;
  yield enrichment(of, 'identity', {
    key,
    provider: 'entra',
    kind,
    nativeType,
    name,
    status: 'unknown',
    createdAt: elsewhere,
    lastUsedAt: facts.lastUsedAt ?? elsewhere,
    attributes: facts.attributes,
  });
}
