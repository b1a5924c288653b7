import type { AccessLevel, Entitlement } from '@nonhuman/model';
import type { Role } from '../schema.ts';

/** MongoDB's own roles whose holder can take every other. */
const ruling = /^(?:root|__system|userAdminAnyDatabase|atlasAdmin|restore)$/;
/** In `admin` these give every right, too: they may grant roles there. */
const rulingInAdmin = /^(?:userAdmin|dbOwner)$/;
const writing =
  /^(?:readWrite(?:AnyDatabase)?|dbOwner|dbAdmin(?:AnyDatabase)?|userAdmin|clusterAdmin|clusterManager|hostManager|enableSharding|backup)$/;
const reading = /^(?:read(?:AnyDatabase)?|clusterMonitor|directShardOperations)$/;

/** How far one of MongoDB's own roles reaches; null for roles that people made. */
export function accessOfBuiltIn(name: string, db: string): AccessLevel | null {
  if (ruling.test(name) || (rulingInAdmin.test(name) && db === 'admin')) return 'admin';
  if (writing.test(name)) return 'write';
  return reading.test(name) ? 'read' : null;
}

const rulingActions =
  /^(?:anyAction|grantRole|createRole|createUser|changePassword|changeAnyPassword|updateUser|internal|impersonate)$/;
const writingActions =
  /^(?:insert|update|remove|drop\w*|create\w*|rename\w*|convert\w*|coll\w+Mod|collMod|compact|enable\w*|move\w*|split\w*|shutdown|kill\w+|repl\w+Configure|bypassDocumentValidation|applyOps|setUserWriteBlockMode)$/;

/** How far a role of one's own reaches, by its actions and the built-in roles in it. */
export function accessOfRole(role: Role): AccessLevel {
  const actions = (role.privileges ?? []).flatMap((one) => one.actions ?? []);
  const inner = [...(role.roles ?? []), ...(role.inheritedRoles ?? [])].map(
    (one) => accessOfBuiltIn(one.role, one.db ?? role.db) ?? 'none',
  );
  if (actions.some((action) => rulingActions.test(action))) inner.push('admin');
  if (actions.some((action) => writingActions.test(action))) inner.push('write');
  if (actions.length > 0) inner.push('read');
  return highest(inner);
}

const levels: readonly AccessLevel[] = ['admin', 'write', 'unknown', 'read', 'none'];

export function highest(found: readonly AccessLevel[]): AccessLevel {
  return levels.find((level) => found.includes(level)) ?? 'none';
}

export function roleKey(
  scope: string,
  { role, db }: { readonly role: string; readonly db: string },
) {
  return `${scope}/roles/${db}.${role}`.slice(0, 1024);
}

/** A role as an entitlement. */
export function toEntitlement(
  scope: string,
  role: { readonly role: string; readonly db: string },
  access: AccessLevel,
): Entitlement {
  return {
    key: roleKey(scope, role),
    provider: 'mongodb',
    nativeType:
      accessOfBuiltIn(role.role, role.db) === null ? 'mongodb-role' : 'mongodb-built-in-role',
    name: `${role.role} on ${role.db}`,
    access,
  };
}
