import type { AccessLevel, Entitlement } from '@nonhuman/model';

/** Scopes by which one changes who may do what, or takes over accounts. */
const administrative =
  /\/auth\/(?:admin\.directory\.(?:user|user\.security|rolemanagement|group|group\.member|domain|customer)|admin\.datatransfer|cloud-platform|iam|cloud-identity(?:\.\w+)*|apps\.security|cloudplatformprojects)$/;
const reading =
  /(?:\.readonly|\.read|\.metadata|\/auth\/(?:userinfo\.(?:email|profile|openid)|admin\.reports\.(?:audit|usage)\.readonly))$/;
/** Data of people: mail, files, calendars, contacts and what is like them. */
const sensitive =
  /^https:\/\/mail\.google\.com\/|\/auth\/(?:gmail|drive|documents|spreadsheets|presentations|calendar|contacts|directory|chat|admin|ediscovery|cloud-platform|cloud_search|keep|groups|apps)/;

/** How far a scope of Google's interfaces goes; unknown for those of others. */
function accessOfScope(scope: string): AccessLevel {
  if (/^(?:openid|email|profile)$/.test(scope)) return 'read';
  if (reading.test(scope)) return 'read';
  if (administrative.test(scope)) return 'admin';
  return /^https:\/\/(?:www\.googleapis\.com\/auth\/|mail\.google\.com\/|www\.google\.com\/|apps-apis\.google\.com\/)/.test(
    scope,
  )
    ? 'write'
    : 'unknown';
}

const order: readonly AccessLevel[] = ['admin', 'unknown', 'write', 'read'];

/** The highest access of several scopes; what is not understood counts above writing. */
export function accessOfScopes(scopes: readonly string[]): AccessLevel {
  const levels = new Set(scopes.map(accessOfScope));
  return order.find((level) => levels.has(level)) ?? 'none';
}

/** A scope as an entitlement. */
export function toScope(scope: string): Entitlement {
  return {
    key: `scopes/${scope}`,
    provider: 'google-workspace',
    nativeType: 'google-oauth-scope',
    name: scope,
    access: accessOfScope(scope),
    attributes: { sensitive: sensitive.test(scope) },
  };
}
