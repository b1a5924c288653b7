import {
  type Attributes,
  type Credential,
  type Entitlement,
  type Grant,
  type Identity,
  type Ownership,
  seen,
  unknown,
} from '@nonhuman/model';
import { type SecretKeeper, SecretValue } from '@nonhuman/runtime';
import { identifyToken, redactedPreview } from '@nonhuman/secrets';
import type { Field, Mapping } from '../schema.ts';
import { type Row, textOf, timeOf } from './fields.ts';
import { accessOf, credentialKindOf, environmentOf, identityKindOf, statusOf } from './words.ts';

/** All that one row tells. */
export interface RowThings {
  readonly identity: Identity;
  readonly credential: Credential | null;
  readonly ownership: Ownership | null;
  readonly entitlement: Entitlement | null;
  readonly grant: Grant | null;
}

/**
 * What a row tells by its mapping. Throws `RangeError` whose message says what is wrong with the row,
 * without its values.
 */
export function toThings(row: Row, mapping: Mapping, keeper: SecretKeeper): RowThings {
  const name = textOf(mapping.identity.name, row);
  const id = textOf(mapping.identity.key, row) ?? name;
  if (name === null || id === null) throw new RangeError('the name of the identity is empty');
  const identityKey = `${mapping.provider}:${shown(id)}`;
  const grants = toGrant(row, mapping, { key: identityKey, name: shown(name) });
  return {
    identity: toIdentity(row, mapping, { key: identityKey, name: shown(name) }),
    credential: toCredential(row, mapping, { identityKey, holder: shown(name), keeper }),
    ownership: toOwnership(row, mapping, identityKey),
    ...grants,
  };
}

/** Exports hold tokens where names should be: what is one is shown redacted. */
function shown(text: string): string {
  return identifyToken(text) === null ? text : redactedPreview(text);
}

function attributesOf(fields: Readonly<Record<string, Field>> | undefined, row: Row): Attributes {
  const attributes: Attributes = {};
  for (const [name, field] of Object.entries(fields ?? {})) {
    const text = textOf(field, row);
    if (text === null) continue;
    attributes[name] = text === 'true' ? true : text === 'false' ? false : shown(text);
  }
  return attributes;
}

function toIdentity(
  row: Row,
  mapping: Mapping,
  { key, name }: { readonly key: string; readonly name: string },
): Identity {
  const { identity: fields, dates, provider } = mapping;
  const kind = textOf(fields.kind, row);
  const createdBy = textOf(fields.createdBy, row);
  const description = textOf(fields.description, row);
  const environment = textOf(fields.environment, row);
  const access = textOf(fields.access, row);
  return {
    key,
    provider,
    kind: identityKindOf(kind) ?? 'service-account',
    nativeType: textOf(fields.nativeType, row) ?? kind ?? `${provider}-identity`,
    name,
    status: statusOf(textOf(fields.status, row)),
    createdAt: timeOf(fields.createdAt, row, { dates, what: 'the creation date' }),
    lastUsedAt: timeOf(fields.lastUsedAt, row, { dates, what: 'the last use' }),
    ...(createdBy === null ? {} : { createdBy: seen(shown(createdBy)) }),
    ...(description === null ? {} : { description: shown(description) }),
    ...(environment === null ? {} : { environment: environmentOf(environment) }),
    ...(access === null ? {} : { access: accessOf(access) }),
    attributes: attributesOf(fields.attributes, row),
  };
}

function toCredential(
  row: Row,
  mapping: Mapping,
  of: { readonly identityKey: string; readonly holder: string; readonly keeper: SecretKeeper },
): Credential | null {
  const { credential: fields, dates, provider } = mapping;
  if (!fields) return null;
  const publicId = textOf(fields.publicId, row);
  const name = textOf(fields.name, row);
  const written = textOf(fields.secret, row);
  const kind = textOf(fields.kind, row);
  const expiresAt = timeOf(fields.expiresAt, row, { dates, what: 'the expiry' });
  if (
    ![publicId, name, written, kind].some((text) => text !== null) &&
    expiresAt.state === 'unknown'
  )
    return null;

  const secret = written === null ? null : new SecretValue(written);
  const fingerprint = secret && of.keeper.fingerprint(secret);
  const id = textOf(fields.key, row) ?? publicId ?? fingerprint ?? name ?? kind ?? 'credential';
  const scopes = textOf(fields.scopes, row);
  const access = textOf(fields.access, row);
  const time = (field: Field | undefined, what: string) => timeOf(field, row, { dates, what });
  return {
    key: `${of.identityKey}#${shown(id)}`,
    provider,
    identityKey: of.identityKey,
    kind: credentialKindOf(kind) ?? 'token',
    nativeType: textOf(fields.nativeType, row) ?? kind ?? `${provider}-credential`,
    name: shown(name ?? publicId ?? `credential of ${of.holder}`),
    status: statusOf(textOf(fields.status, row)),
    createdAt: time(fields.createdAt, 'the creation date of the credential'),
    expiresAt,
    lastUsedAt: time(fields.lastUsedAt, 'the last use of the credential'),
    lastRotatedAt: fields.lastRotatedAt
      ? time(fields.lastRotatedAt, 'the last rotation')
      : unknown('the export has no column for the last rotation'),
    ...(publicId === null ? {} : { publicId: shown(publicId) }),
    ...(fingerprint === null || written === null
      ? {}
      : { fingerprint, preview: redactedPreview(written) }),
    ...(scopes === null
      ? {}
      : {
          scopes: scopes
            .split(/[\s,;]+/)
            .filter(Boolean)
            .map(shown)
            .sort(),
        }),
    ...(access === null ? {} : { access: accessOf(access) }),
    attributes: attributesOf(fields.attributes, row),
  };
}

function toOwnership(row: Row, mapping: Mapping, identityKey: string): Ownership | null {
  const fields = mapping.owner;
  const email = textOf(fields?.email, row);
  const name = textOf(fields?.name, row) ?? email;
  if (!fields || name === null) return null;
  const told = /@/.test(name) ? name : email;
  const type = textOf(fields.type, row);
  const status = textOf(fields.status, row)?.toLowerCase();
  return {
    key: `${identityKey}#owner/${name}`,
    provider: mapping.provider,
    subject: { type: 'identity', key: identityKey },
    owner: {
      type: type === 'team' || (type === null && told === null) ? 'team' : 'person',
      name: shown(name),
      email: told,
      status: status === 'active' || status === 'left' ? status : 'unknown',
    },
    basis: 'inferred',
    signal: 'provider-owner',
    confidence: 0.8,
  };
}

function toGrant(
  row: Row,
  mapping: Mapping,
  identity: { readonly key: string; readonly name: string },
): Pick<RowThings, 'entitlement' | 'grant'> {
  const { grant: fields, provider } = mapping;
  const name = textOf(fields?.entitlement, row);
  if (!fields || name === null) return { entitlement: null, grant: null };
  const on = textOf(fields.on, row) ?? '*';
  const access = textOf(fields.access, row);
  const key = `${provider}:entitlement:${shown(name)}`;
  return {
    entitlement: {
      key,
      provider,
      nativeType: `${provider}-entitlement`,
      name: shown(name),
      access: access === null ? 'unknown' : accessOf(access),
    },
    grant: {
      key: `${identity.key} has ${key} on ${shown(on)}`,
      provider,
      principal: { type: 'identity', ...identity },
      entitlementKey: key,
      on: shown(on),
      via: null,
      conditional: false,
    },
  };
}
