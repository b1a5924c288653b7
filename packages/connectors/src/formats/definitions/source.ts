import {
  type AccessLevel,
  type Attributes,
  type Delegation,
  type Entitlement,
  type Grant,
  type IdentityKind,
  type Principal,
  seen,
  type Timestamp,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { placeOf, upsert, type Written } from './report.ts';

/** The file that is being read, and for which listing. */
export interface Source extends Written {
  readonly listing: string;
}

const notInFile = unknown('a file on a host does not tell');

/** An identity that a definition declares or names. */
export interface NamedIdentity {
  readonly key: string;
  readonly provider: string;
  readonly kind: IdentityKind;
  readonly nativeType: string;
  readonly name: string;
  readonly line?: number;
  readonly keyPath?: string;
  readonly access?: AccessLevel;
  readonly createdAt?: Timestamp | null;
  readonly description?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes?: Attributes;
}

/** The identity is declared here. */
export function reportIdentity({ listing, file, context }: Source, found: NamedIdentity): Upsert {
  return upsert(listing, context, {
    noun: 'identity',
    value: {
      ...bare(found),
      createdAt: found.createdAt ? seen(found.createdAt) : notInFile,
      ...(found.access ? { access: found.access } : {}),
      ...(found.description ? { description: found.description } : {}),
      ...(found.tags ? { tags: { ...found.tags } } : {}),
      place: placeOf(file, context, found),
    },
  });
}

/** The identity is only named here: this file owns nothing of it and says nothing of where it is. */
export function reportMention({ listing, context }: Source, found: NamedIdentity): Upsert {
  return { ...upsert(listing, context, { noun: 'identity', value: bare(found) }), enriches: true };
}

function bare({ key, provider, kind, nativeType, name, attributes }: NamedIdentity) {
  return {
    key,
    provider,
    kind,
    nativeType,
    name,
    status: 'unknown' as const,
    createdAt: notInFile,
    lastUsedAt: notInFile,
    ...(attributes ? { attributes } : {}),
  };
}

/** The principal of an identity. */
export function principalOf({ key, name }: Pick<NamedIdentity, 'key' | 'name'>): Principal {
  return { type: 'identity', key, name };
}

/** A delegation; its key is made of its ends, kind and conditions, so that equal ones are one. */
export function reportDelegation(
  { listing, context }: Source,
  delegation: Omit<Delegation, 'key' | 'conditional'> & { readonly conditional?: boolean },
): Upsert {
  const { from, to, kind, conditions } = delegation;
  const narrowed = conditions === undefined ? '' : `?${JSON.stringify(conditions)}`;
  return upsert(listing, context, {
    noun: 'delegation',
    value: {
      conditional: false,
      ...delegation,
      key: `${from.key} ${kind} ${to.key}${narrowed}`.slice(0, 1024),
    },
  });
}

/** An entitlement as declared. */
export function reportEntitlement({ listing, context }: Source, value: Entitlement): Upsert {
  return upsert(listing, context, { noun: 'entitlement', value });
}

/** A grant; its key is made of its ends and scope. */
export function reportGrant(
  { listing, context }: Source,
  grant: Omit<Grant, 'key' | 'via' | 'conditional'> & Partial<Pick<Grant, 'via' | 'conditional'>>,
): Upsert {
  return upsert(listing, context, {
    noun: 'grant',
    value: {
      via: null,
      conditional: false,
      ...grant,
      key: `${grant.principal.key} has ${grant.entitlementKey} on ${grant.on}`.slice(0, 1024),
    },
  });
}
