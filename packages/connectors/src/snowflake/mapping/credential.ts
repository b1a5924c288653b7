import { timeOr, timeOrNever, toldAttributes, toldOwner } from '@nonhuman/connector-kit';
import {
  type Attributes,
  type CredentialKind,
  type Ownership,
  type Credential as Row,
  type Status,
  seen,
  unknown,
} from '@nonhuman/model';
import type { AccessToken, Credential } from '../schema.ts';
import { userKey } from './user.ts';

/** What the credential's user may do, and whether it is a person. */
export interface CredentialUser {
  readonly isPerson: boolean | null;
  readonly status: 'active' | 'left' | null;
  readonly adminRoles: readonly string[] | null;
  readonly networkRestricted: boolean | null;
}

const federations: ReadonlySet<string> = new Set(['AWS', 'AZURE', 'GCP', 'OIDC']);

/** What the kind of credential is for us; null for second factors of people. */
function kindOf({ type }: Credential): CredentialKind | null {
  if (type === 'PAT') return 'token';
  if (type === 'KEYPAIR') return 'private-key';
  return federations.has(type) ? 'federated-trust' : null;
}

function statusOf(told: string | null | undefined): Status {
  const known: Readonly<Record<string, Status>> = {
    ACTIVE: 'active',
    ENROLLED: 'active',
    EXPIRED: 'expired',
    DISABLED: 'disabled',
    PENDING: 'disabled',
  };
  return known[told ?? ''] ?? 'unknown';
}

function tokenKey(scopeKey: string, user: string, name: string): string {
  return `${userKey(scopeKey, user)}/access-tokens/${name}`;
}

function keyPairKey(scopeKey: string, user: string, fingerprint: string): string {
  return `${userKey(scopeKey, user)}/keys/${fingerprint}`;
}

interface Of {
  readonly scopeKey: string;
  readonly user: CredentialUser;
}

/** A row of the view of credentials, which tells their last use. */
export function toCredential(row: Credential, { scopeKey, user }: Of): Row | null {
  const kind = kindOf(row);
  if (kind === null) return null;
  const details = row.additional_details ?? {};
  const fingerprint = textOf(details, 'PUBLIC_KEY_FP');
  const name = row.name ?? `${row.type} ${row.credential_id ?? ''}`.trim();
  const created = timeOr(row.created_on, 'this list does not tell it');
  return {
    key: keyOf(row, { scopeKey, kind, name, fingerprint }),
    provider: 'snowflake',
    identityKey: userKey(scopeKey, row.user_name),
    kind,
    nativeType: nativeTypes[kind] ?? 'snowflake-credential',
    name,
    status: statusOf(row.status),
    createdAt: created,
    expiresAt: timeOrNever(row.expiration_date, 'this list does not tell it'),
    lastUsedAt: timeOrNever(row.last_used_on, 'this list does not tell it'),
    lastRotatedAt: created,
    publicId: fingerprint ?? row.credential_id ?? null,
    attributes: toldAttributes({
      ...ofUser(user),
      ...(kind === 'token' ? ofToken(listOf(details, 'ROLE_RESTRICTION'), details) : {}),
      ...(kind === 'private-key' ? { algorithm: textOf(details, 'KEY_TYPE') ?? 'RSA' } : {}),
      ...(kind === 'federated-trust' ? ofTrust(row.type, details) : {}),
      credentialId: row.credential_id,
      description: row.comment,
      usageSource: 'credentials view',
      usageLagDays: 1,
    }),
  };
}

const nativeTypes: Readonly<Partial<Record<CredentialKind, string>>> = {
  token: 'snowflake-programmatic-access-token',
  'private-key': 'snowflake-key-pair',
  'federated-trust': 'snowflake-workload-identity',
};

function keyOf(
  row: Credential,
  of: { scopeKey: string; kind: CredentialKind; name: string; fingerprint: string | null },
): string {
  const { scopeKey, kind, name, fingerprint } = of;
  if (kind === 'token') return tokenKey(scopeKey, row.user_name, name);
  if (fingerprint) return keyPairKey(scopeKey, row.user_name, fingerprint);
  return `${userKey(scopeKey, row.user_name)}/credentials/${row.credential_id ?? `${row.type}/${name}`}`;
}

function ofUser(user: CredentialUser): Parameters<typeof toldAttributes>[0] {
  return {
    boundToPerson: user.isPerson,
    personStatus: user.isPerson === true ? user.status : null,
    personRoles: user.isPerson === true && user.adminRoles ? [...user.adminRoles] : null,
    networkRestricted: user.networkRestricted,
  };
}

function ofToken(
  roles: string[] | null,
  details: Attributes,
): Parameters<typeof toldAttributes>[0] {
  const bypass = details['MINS_TO_BYPASS_NETWORK_POLICY_REQUIREMENT'];
  return {
    tokenType: 'programmatic access token',
    unscoped: roles === null,
    limitedTo: roles,
    rotatedTo: textOf(details, 'ROTATED_TO'),
    networkPolicyBypassMinutes: bypass === undefined || bypass === null ? null : Number(bypass),
  };
}

/** A workload that another platform vouches for. */
function ofTrust(type: string, details: Attributes): Parameters<typeof toldAttributes>[0] {
  const subject = textOf(details, 'subject') ?? awsPrincipal(details);
  return {
    platform: type.toLowerCase(),
    provider: type === 'GCP' ? 'google' : null,
    issuer: textOf(details, 'issuer') ?? (type === 'GCP' ? 'https://accounts.google.com' : null),
    audience:
      type === 'OIDC' ? (listOf(details, 'audience_list') ?? ['snowflakecomputing.com']) : null,
    subject,
    subjectConditions: subject
      ? [
          {
            operator: 'StringEquals',
            key: type === 'AWS' ? 'aws:PrincipalArn' : 'sub',
            values: [subject],
          },
        ]
      : null,
  };
}

function awsPrincipal(details: Attributes): string | null {
  const account = textOf(details, 'aws_account') ?? textOf(details, 'awsAccount');
  const name = textOf(details, 'iam_role') ?? textOf(details, 'iamRole');
  if (account === null || name === null) return null;
  const partition = textOf(details, 'aws_partition') ?? textOf(details, 'awsPartition') ?? 'aws';
  const kind = textOf(details, 'type') === 'IAM_USER' ? 'user' : 'role';
  return `arn:${partition}:iam::${account}:${kind}/${name}`;
}

function textOf(details: Attributes, name: string): string | null {
  const told = details[name];
  if (typeof told === 'number') return String(told);
  return typeof told === 'string' && told !== '' ? told : null;
}

function listOf(details: Attributes, name: string): string[] | null {
  const told = details[name];
  if (typeof told === 'string')
    return told === '' ? null : told.split(',').map((one) => one.trim());
  if (!Array.isArray(told) || told.length === 0) return null;
  return told.filter((one): one is string => typeof one === 'string');
}

/** A token as `SHOW` lists it, which does not tell its last use. */
export function fromToken(token: AccessToken, { scopeKey, user }: Of): Row {
  const created = timeOr(token.created_on, 'this list does not tell it');
  const roles = token.role_restriction ? [token.role_restriction] : null;
  return {
    key: tokenKey(scopeKey, token.user_name, token.name),
    provider: 'snowflake',
    identityKey: userKey(scopeKey, token.user_name),
    kind: 'token',
    nativeType: 'snowflake-programmatic-access-token',
    name: token.name,
    status: statusOf(token.status),
    createdAt: created,
    expiresAt: timeOr(token.expires_at, 'this list does not tell it'),
    lastUsedAt: unknown('SHOW does not tell the last use of a token; the view of credentials does'),
    lastRotatedAt: created,
    attributes: toldAttributes({
      ...ofUser(user),
      tokenType: 'programmatic access token',
      unscoped: roles === null,
      limitedTo: roles,
      rotatedTo: token.rotated_to,
      description: token.comment,
      networkPolicyBypassMinutes: token.mins_to_bypass_network_policy_requirement
        ? Number(token.mins_to_bypass_network_policy_requirement)
        : null,
    }),
  };
}

/** The RSA keys of a user, by what `DESCRIBE USER` tells. */
export function fromDescription(
  properties: ReadonlyMap<string, string>,
  { scopeKey, user, name }: Of & { readonly name: string },
): Row[] {
  return ['RSA_PUBLIC_KEY', 'RSA_PUBLIC_KEY_2'].flatMap((slot) => {
    const fingerprint = properties.get(`${slot}_FP`);
    if (!fingerprint) return [];
    const set = timeOr(properties.get(`${slot}_LAST_SET_TIME`), 'this version does not tell it');
    return [
      {
        key: keyPairKey(scopeKey, name, fingerprint),
        provider: 'snowflake',
        identityKey: userKey(scopeKey, name),
        kind: 'private-key' as const,
        nativeType: 'snowflake-key-pair',
        name: slot,
        status: 'active' as const,
        createdAt: set,
        expiresAt: unknown('DESCRIBE USER does not tell it; the view of credentials does'),
        lastUsedAt: unknown('DESCRIBE USER does not tell it; the view of credentials does'),
        lastRotatedAt: set.state === 'seen' ? seen(set.value) : set,
        publicId: fingerprint,
        attributes: toldAttributes({ ...ofUser(user), algorithm: 'RSA', uploaded: true, slot }),
      },
    ];
  });
}

/** Whoever made a credential may know what it is for. */
export function toOwnership(key: string, creator: string | null | undefined): Ownership[] {
  if (!creator) return [];
  return [
    toldOwner({
      provider: 'snowflake',
      subject: { type: 'credential', key },
      owner: { type: 'person', name: creator },
      signal: 'creator',
      confidence: 0.4,
    }),
  ];
}
