import { timeOf, timeOr, toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Entitlement,
  type Grant,
  type Identity,
  never,
  seen,
  unknown,
} from '@nonhuman/model';
import type { AppEntry } from '../schema.ts';

export function appKey(scopeKey: string, id: string): string {
  return `${scopeKey}/apps/${id}`;
}

/** What a scope lets an app do. */
function accessOfScope(name: string): AccessLevel {
  if (name === 'admin' || name.startsWith('admin.'))
    return name.endsWith(':read') ? 'read' : 'admin';
  if (/:(write|write\..*|manage)$/.test(name)) return 'write';
  return /^(commands|incoming-webhook|bot|client|post|chat:.*)$/.test(name) ? 'write' : 'read';
}

const order: readonly AccessLevel[] = ['none', 'read', 'write', 'admin'];

/** The highest of what the scopes allow. */
function accessOfScopes(names: readonly string[]): AccessLevel {
  return names
    .map(accessOfScope)
    .reduce((all, one) => (order.indexOf(one) > order.indexOf(all) ? one : all), 'none');
}

/** Whether an administrator let the app in: approved, restricted, or asked for. */
export type Decision = 'approved' | 'restricted' | 'requested';

const unused = unknown('Slack does not tell when an app was used');

/** An app as an administrator decided on it. */
export function toIdentity(scopeKey: string, entry: AppEntry, decision: Decision): Identity {
  const { app } = entry;
  const scopes = entry.scopes ?? null;
  const ofType = (isBots: boolean) =>
    scopes
      ?.filter((scope) => (scope.token_type === 'user') !== isBots)
      .map(({ name }) => name)
      .sort() ?? null;
  return {
    key: appKey(scopeKey, app.id),
    provider: 'slack',
    kind: 'application',
    nativeType: 'slack-app',
    name: app.name || app.id,
    status: decision === 'restricted' ? 'disabled' : 'active',
    createdAt: unknown('Slack tells when an app was decided on, not when it was installed'),
    lastUsedAt: unused,
    ...(entry.user ? { createdBy: seen(entry.user.name ?? entry.user.id) } : {}),
    ...(app.description === undefined ? {} : { description: app.description }),
    ...(scopes && decision === 'approved'
      ? { access: accessOfScopes(scopes.map(({ name }) => name)) }
      : {}),
    attributes: toldAttributes({
      appId: app.id,
      approved: decision === 'approved',
      decision,
      decidedAt: timeOf(entry.date_updated),
      thirdParty: isThirdParty(entry),
      publisherVerified: app.is_app_directory_approved,
      applicationPermissions: ofType(true),
      delegatedPermissions: ofType(false),
      sensitivePermissions: scopes
        ?.filter((one) => one.is_sensitive === true)
        .map(({ name }) => name)
        .sort(),
      legacy: app.is_granular_bot_app === false ? true : null,
    }),
  };
}

function isThirdParty({ app }: AppEntry): boolean | null {
  if (app.developer_type) return app.developer_type !== 'internal';
  return typeof app.is_internal === 'boolean' ? !app.is_internal : null;
}

/** What the app was let to do, by kind of token. The tokens themselves are not listed. */
export function toCredentials(scopeKey: string, entry: AppEntry): Credential[] {
  const key = appKey(scopeKey, entry.app.id);
  const types = new Map<string, string[]>();
  for (const { name, token_type: type } of entry.scopes ?? []) {
    const known = types.get(type ?? 'bot') ?? [];
    types.set(type ?? 'bot', [...known, name]);
  }
  return [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, names]) => ({
      key: `${key}/grants/${type}`,
      provider: 'slack',
      identityKey: key,
      kind: 'oauth-grant' as const,
      nativeType: `slack-${type}-token`,
      name: `${type} token of ${entry.app.name || entry.app.id}`,
      status: 'active' as const,
      createdAt: unknown('Slack tells when an app was decided on, not when it was installed'),
      expiresAt: unknown('Slack does not tell whether the app rotates its tokens'),
      lastUsedAt: unused,
      lastRotatedAt: unknown('Slack does not tell it'),
      scopes: [...names].sort(),
      access: accessOfScopes(names),
      attributes: { adminConsented: true, boundToPerson: type === 'user' },
    }));
}

/** The scopes as entitlements that the app has. */
export function toGrants(
  { scopeKey, id, name }: { readonly scopeKey: string; readonly id: string; readonly name: string },
  scopes: readonly string[],
): { readonly entitlement: Entitlement; readonly grant: Grant }[] {
  const principal = { type: 'identity' as const, key: appKey(scopeKey, id), name };
  return scopes.map((scope) => ({
    entitlement: {
      key: `scope/${scope}`,
      provider: 'slack',
      nativeType: 'slack-scope',
      name: scope,
      access: accessOfScope(scope),
    },
    grant: {
      key: `${principal.key} has scope/${scope}`,
      provider: 'slack',
      principal,
      entitlementKey: `scope/${scope}`,
      on: scopeKey,
      via: null,
      conditional: false,
    },
  }));
}

/** What the log of integrations tells of one app or legacy integration. */
export interface Logged {
  readonly id: string;
  readonly name: string;
  readonly isApp: boolean;
  scopes: readonly string[];
  addedAt: number | null;
  addedBy: string | null;
  lastChange: { readonly at: number; readonly type: string };
}

/** An app or a legacy integration, as the log of integrations shows it. */
export function fromLog(scopeKey: string, logged: Logged): Identity {
  const { scopes, addedBy, lastChange, isApp } = logged;
  const gone = lastChange.type === 'removed';
  return {
    key: isApp ? appKey(scopeKey, logged.id) : `${scopeKey}/services/${logged.id}`,
    provider: 'slack',
    kind: isApp ? 'application' : 'bot',
    nativeType: isApp ? 'slack-app' : 'slack-custom-integration',
    name: logged.name,
    status: gone ? 'revoked' : lastChange.type === 'disabled' ? 'disabled' : 'active',
    createdAt: timeOr(logged.addedAt, 'the log does not reach back to when it was added'),
    lastUsedAt: unused,
    ...(addedBy ? { createdBy: seen(addedBy) } : {}),
    ...(scopes.length > 0 ? { access: accessOfScopes(scopes) } : {}),
    attributes: toldAttributes({
      ...(isApp ? { appId: logged.id } : { serviceId: logged.id, legacy: true }),
      permissions:
        scopes.length > 0
          ? Object.fromEntries(scopes.map((one) => [one, accessOfScope(one)]))
          : null,
    }),
  };
}

/** The address that a legacy incoming webhook is posted to; Slack never shows it. */
export function toWebhook(scopeKey: string, logged: Logged): Credential | null {
  if (logged.isApp || !/incoming.?webhook/i.test(logged.name)) return null;
  const identity = fromLog(scopeKey, logged);
  return {
    key: `${identity.key}/webhook`,
    provider: 'slack',
    identityKey: identity.key,
    kind: 'webhook-url',
    nativeType: 'slack-incoming-webhook',
    name: `incoming webhook ${logged.id}`,
    status: identity.status,
    createdAt: identity.createdAt,
    expiresAt: never,
    lastUsedAt: unused,
    lastRotatedAt: unknown('Slack does not tell it'),
    publicId: logged.id,
    access: 'write',
    attributes: { legacy: true },
  };
}
