import { timeOr, toldOwner } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Identity,
  never,
  type Ownership,
  unknown,
} from '@nonhuman/model';
import { loginAttributes } from '../../formats/login-hints.ts';
import type { AtlasUser, User } from '../schema.ts';

/** How a user proves who it is. */
export type Proof =
  | 'password'
  | 'certificate'
  | 'aws-role'
  | 'oidc'
  | 'ldap'
  | 'kerberos'
  | 'unknown';

/** What both a deployment and Atlas tell of one user. */
export interface UserFacts {
  readonly scope: string;
  readonly name: string;
  readonly db: string;
  readonly proof: Proof;
  /** Of passwords: `SCRAM-SHA-1`, `SCRAM-SHA-256`. Null when not told. */
  readonly mechanisms: readonly string[] | null;
  /** Null when roles that people made were not read. */
  readonly access: AccessLevel | null;
  readonly superuser: boolean;
  /** Networks; null when not told. */
  readonly allowedHosts: readonly string[] | null;
  readonly id?: string | null;
  readonly description?: string | null;
  /** When it will be deleted; undefined where users cannot have an end. */
  readonly endsAt?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly limitedTo?: readonly string[];
}

const notKept = unknown('MongoDB does not keep the last login; its log does');

export function userKey(scope: string, db: string, name: string): string {
  return `${scope}/users/${db}.${name}`.slice(0, 1024);
}

/** By its name: users of `$external` are proven outside of MongoDB. */
function proofOf({ user, db, mechanisms }: User): Proof {
  if (db !== '$external') return 'password';
  if (/^arn:aws[\w-]*:/.test(user)) return 'aws-role';
  if (/(?:^|,)\s*(?:CN|OU|O|DC|SERIALNUMBER)\s*=/i.test(user))
    return mechanisms?.includes('PLAIN') ? 'ldap' : 'certificate';
  if (/^[^/]+\/[^/]+$/.test(user) && !user.includes('@')) return 'oidc';
  return user.includes('@') ? 'kerberos' : 'unknown';
}

/** A user of a deployment, in the words that Atlas has, too. */
export function factsOf(
  scope: string,
  user: User,
  reach: { readonly access: AccessLevel | null; readonly superuser: boolean },
): UserFacts {
  const sources = user.authenticationRestrictions?.flatMap((one) => one.clientSource ?? []);
  return {
    scope,
    name: user.user,
    db: user.db,
    proof: proofOf(user),
    mechanisms: user.mechanisms ?? null,
    ...reach,
    allowedHosts: sources ?? null,
    id: user.userId,
    tags: plainTexts(user.customData ?? {}),
  };
}

const ownerWords =
  /^(?:owner|team|squad|contact|managed[-_]?by|e-?mail|env(?:ironment)?|purpose|app(?:lication)?|service)$/i;

/** Only words that name owners and purposes: custom data may hold anything. */
function plainTexts(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([word, value]): [string, string][] =>
      ownerWords.test(word) && typeof value === 'string' ? [[word, value]] : [],
    ),
  );
}

/** A database user of Atlas. */
export function factsOfAtlas(
  scope: string,
  user: AtlasUser,
  reach: { readonly access: AccessLevel | null; readonly superuser: boolean },
): UserFacts {
  const isSet = (type: string | null | undefined) => Boolean(type) && type !== 'NONE';
  const proof: Proof = isSet(user.awsIAMType)
    ? 'aws-role'
    : isSet(user.x509Type)
      ? 'certificate'
      : isSet(user.oidcAuthType)
        ? 'oidc'
        : isSet(user.ldapAuthType)
          ? 'ldap'
          : 'password';
  return {
    scope,
    name: user.username,
    db: user.databaseName,
    proof,
    mechanisms: null,
    ...reach,
    allowedHosts: null,
    description: user.description ?? null,
    endsAt: user.deleteAfterDate ?? null,
    tags: Object.fromEntries(
      (user.labels ?? []).flatMap(({ key, value }): [string, string][] =>
        key && value ? [[key, value]] : [],
      ),
    ),
    limitedTo: (user.scopes ?? []).flatMap(({ name }) => name ?? []),
  };
}

export function toLogin(facts: UserFacts): Identity {
  const { scope, name, db, proof, allowedHosts } = facts;
  return {
    key: userKey(scope, db, name),
    provider: 'mongodb',
    kind: 'database-login',
    nativeType: 'mongodb-user',
    name: db === 'admin' || db === '$external' ? name : `${name} of ${db}`,
    status: 'active',
    createdAt: unknown('MongoDB does not tell when a user was made'),
    lastUsedAt: notKept,
    ...(facts.description ? { description: facts.description } : {}),
    ...(facts.access === null ? {} : { access: facts.access }),
    ...(facts.tags ? { tags: { ...facts.tags } } : {}),
    attributes: {
      user: name,
      database: db,
      server: scope,
      authentication: proof,
      superuser: facts.superuser,
      ...(proof === 'unknown' ? {} : { hasPassword: proof === 'password' }),
      ...(allowedHosts === null ? {} : { allowedHosts: [...allowedHosts] }),
      ...(facts.id ? { userId: facts.id } : {}),
      ...(proof === 'aws-role' ? { arn: name } : {}),
      ...(proof === 'certificate' ? { subject: name } : {}),
      ...(facts.limitedTo && facts.limitedTo.length > 0 ? { clusters: [...facts.limitedTo] } : {}),
      ...loginAttributes(name),
    },
  };
}

/** What it presents: a password, or a certificate by its subject; null for what is proven elsewhere. */
export function toCredential(facts: UserFacts): Credential | null {
  const { scope, name, db, proof, mechanisms } = facts;
  if (proof !== 'password' && proof !== 'certificate') return null;
  const key = userKey(scope, db, name);
  const notTold = unknown('MongoDB does not tell when it was set');
  const ends =
    facts.endsAt === undefined
      ? null
      : facts.endsAt === null
        ? never
        : timeOr(facts.endsAt, 'its end is no moment');
  // The weakest form that is kept is what an attacker takes.
  const scheme = [...(mechanisms ?? [])].sort()[0]?.toLowerCase();
  return {
    key: `${key}/${proof}`,
    provider: 'mongodb',
    identityKey: key,
    kind: proof,
    nativeType: `mongodb-${proof}`,
    name: `${proof} of ${name}`,
    status: 'active',
    createdAt: notTold,
    expiresAt:
      proof === 'certificate' ? unknown('the certificate itself tells it') : (ends ?? never),
    lastUsedAt: notKept,
    lastRotatedAt: notTold,
    publicId: proof === 'certificate' ? name : `${name}@${scope}/${db}`,
    attributes: {
      ...(proof === 'certificate' ? { subject: name } : {}),
      ...(proof === 'password' && scheme ? { passwordScheme: scheme } : {}),
      ...(facts.allowedHosts === null ? {} : { networkRestricted: facts.allowedHosts.length > 0 }),
    },
  };
}

/** Who answers for a user, as its labels or custom data tell. */
export function* toOwnership({ scope, name, db, tags }: UserFacts): Generator<Ownership> {
  const key = userKey(scope, db, name);
  for (const [word, value] of Object.entries(tags ?? {})) {
    if (!/^(?:owner|team|squad|contact|managed[-_]?by|e-?mail)$/i.test(word) || value === '')
      continue;
    const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    yield toldOwner({
      provider: 'mongodb',
      subject: { type: 'identity', key },
      owner: {
        type: /team|squad/i.test(word) ? 'team' : 'person',
        name: value,
        email: isAddress ? value.toLowerCase() : null,
      },
      signal: 'tag',
      confidence: 0.8,
    });
  }
}
