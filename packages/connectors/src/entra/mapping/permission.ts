import { tenantPermissions } from '@nonhuman/checks';
import type { AccessLevel } from '@nonhuman/model';

/**
 * Application permissions of Microsoft Graph by which whoever has them can make himself
 * administrator of the tenant, in one or a few steps: those that the check of applications names, and
 * two that do so only through what else is there (an application that it owns, an account's addresses).
 */
const tenantTakeover: ReadonlySet<string> = new Set([
  ...tenantPermissions,
  'Application.ReadWrite.OwnedBy',
  'User.ManageIdentities.All',
]);

/** Ids of application permissions of Microsoft Graph, for when its service principal was not read. */
const knownRoles: ReadonlyMap<string, string> = new Map([
  ['9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8', 'RoleManagement.ReadWrite.Directory'],
  ['06b708a9-e830-4db3-a914-8e69da51d44f', 'AppRoleAssignment.ReadWrite.All'],
  ['1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', 'Application.ReadWrite.All'],
  ['18a4783c-866b-4cc7-a460-3d5e5662c884', 'Application.ReadWrite.OwnedBy'],
  ['19dbc75e-c2e2-444c-a770-ec69d8559fc7', 'Directory.ReadWrite.All'],
  ['7ab1d382-f21e-4acd-a863-ba3e13f7da61', 'Directory.Read.All'],
  ['62a82d76-70ea-41e2-9197-370581804d09', 'Group.ReadWrite.All'],
  ['dbaae8cf-10b5-4b86-a4a1-f871c94c6695', 'GroupMember.ReadWrite.All'],
  ['741f803b-c850-494e-b5df-cde7c675a1ca', 'User.ReadWrite.All'],
  ['df021288-bdef-4463-88db-98f22de89214', 'User.Read.All'],
  ['c529cfca-c91b-489c-af2b-d92990b66ce6', 'User.ManageIdentities.All'],
  ['292d869f-3427-49a8-9dab-8c70152b74e9', 'Organization.ReadWrite.All'],
  ['29c18626-4985-4dcd-85c0-193eef327366', 'Policy.ReadWrite.AuthenticationMethod'],
  ['01c0a623-fc9b-48e9-b794-0756f8e8f067', 'Policy.ReadWrite.ConditionalAccess'],
  ['50483e42-d915-4231-9639-7fdb7fd190e5', 'UserAuthenticationMethod.ReadWrite.All'],
  ['810c84a8-4a9e-49e6-bf7d-12d183f40d01', 'Mail.Read'],
  ['e2a3a72e-5f79-4c64-b1b1-878b674786c9', 'Mail.ReadWrite'],
  ['b633e1c5-b582-4048-a93e-9f11b44c7e96', 'Mail.Send'],
  ['6931bccd-447a-43d1-b442-00a195474933', 'MailboxSettings.ReadWrite'],
  ['75359482-378d-4052-8f01-80520e7db3cd', 'Files.ReadWrite.All'],
  ['01d4889c-1287-42c6-ac1f-5d1e02578ef6', 'Files.Read.All'],
  ['332a536c-c7ef-4017-ab91-336970924f0d', 'Sites.Read.All'],
]);

/** The name of an application permission by its id; null for those that are not known by heart. */
export function knownRole(appRoleId: string): string | null {
  return knownRoles.get(appRoleId.toLowerCase()) ?? null;
}

/** How far an application permission reaches, by its name. */
export function accessOfRole(name: string | null): AccessLevel {
  if (name === null) return 'unknown';
  return tenantTakeover.has(name) ? 'admin' : accessOfName(name);
}

/** How far a delegated permission reaches: never beyond the user that it acts for. */
export function accessOfScope(name: string): AccessLevel {
  const level = accessOfRole(name);
  return level === 'admin' ? 'write' : level;
}

/** `Mail.ReadWrite`, `Sites.FullControl.All`, `user_impersonation`… */
function accessOfName(name: string): AccessLevel {
  if (/^(?:openid|profile|email|offline_access)$/i.test(name)) return 'none';
  if (/(?:^|[._])(?:full_?access|FullControl|user_impersonation)/i.test(name)) return 'write';
  if (
    /write|send|manage|create|delete|update|invite|enable|export|initiate|upload|control|privileged/i.test(
      name,
    )
  )
    return 'write';
  return /(?:^|[._])(?:read|view|list|get|selected)/i.test(name) ? 'read' : 'unknown';
}

/** Whether an application permission opens what belongs to each person: mailboxes, calendars, chats. */
export function actsOnEveryPerson(name: string): boolean {
  return /^(?:Mail|Calendars|Contacts|MailboxSettings|Chat|Tasks|Notes)\.(?!.*\.OwnedBy|.*\.WhereInstalled)|^full_access_as_app$/.test(
    name,
  );
}

/** Permissions that let an application change a tenant as a whole, also when it acts for a user. */
export function isTakeover(name: string): boolean {
  return tenantTakeover.has(name);
}
