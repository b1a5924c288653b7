/** Names of SIDs that are the same in every domain. */
const wellKnown: ReadonlyMap<string, string> = new Map([
  ['S-1-1-0', 'Everyone'],
  ['S-1-3-0', 'Creator Owner'],
  ['S-1-5-7', 'Anonymous Logon'],
  ['S-1-5-9', 'Enterprise Domain Controllers'],
  ['S-1-5-10', 'Self'],
  ['S-1-5-11', 'Authenticated Users'],
  ['S-1-5-18', 'Local System'],
  ['S-1-5-32-544', 'Administrators'],
  ['S-1-5-32-545', 'Users'],
  ['S-1-5-32-546', 'Guests'],
  ['S-1-5-32-548', 'Account Operators'],
  ['S-1-5-32-549', 'Server Operators'],
  ['S-1-5-32-550', 'Print Operators'],
  ['S-1-5-32-551', 'Backup Operators'],
  ['S-1-5-32-554', 'Pre-Windows 2000 Compatible Access'],
]);

/** The same below every domain, by the last number. */
const inDomain: ReadonlyMap<string, string> = new Map([
  ['498', 'Enterprise Read-only Domain Controllers'],
  ['500', 'Administrator'],
  ['501', 'Guest'],
  ['502', 'krbtgt'],
  ['512', 'Domain Admins'],
  ['513', 'Domain Users'],
  ['514', 'Domain Guests'],
  ['515', 'Domain Computers'],
  ['516', 'Domain Controllers'],
  ['517', 'Cert Publishers'],
  ['518', 'Schema Admins'],
  ['519', 'Enterprise Admins'],
  ['520', 'Group Policy Creator Owners'],
  ['526', 'Key Admins'],
  ['527', 'Enterprise Key Admins'],
]);

const administrators: ReadonlySet<string> = new Set(['498', '500', '512', '516', '518', '519']);
/** Groups whose members administer the domain, or can make themselves its administrators. */
const privileged: ReadonlySet<string> = new Set(['512', '518', '519', '526', '527']);
const builtInPrivileged: ReadonlySet<string> = new Set([
  'S-1-5-32-544',
  'S-1-5-32-548',
  'S-1-5-32-549',
  'S-1-5-32-550',
  'S-1-5-32-551',
]);

/** The last number of a SID of a domain; null for others. */
export function ridOf(sid: string): string | null {
  return /^S-1-5-21-\d+-\d+-\d+-(\d+)$/.exec(sid)?.[1] ?? null;
}

/** The SID without what BloodHound puts before those that are not unique (`ACME.EXAMPLE-S-1-5-11`). */
export function plainSid(sid: string): string {
  return /S-1-[\d-]+$/.exec(sid)?.[0] ?? sid;
}

/** The English name of a SID that is known everywhere; null for others. */
export function wellKnownName(sid: string): string | null {
  return wellKnown.get(sid) ?? inDomain.get(ridOf(sid) ?? '') ?? null;
}

/** Who administers the domain anyway, or is no one but the object itself. */
export function isAdministrative(sid: string): boolean {
  if (/^S-1-5-(?:9|10|18|32-544)$|^S-1-3-/.test(sid)) return true;
  return administrators.has(ridOf(sid) ?? '');
}

/** Whether members of the group can administer the domain. */
export function isPrivilegedGroup(sid: string): boolean {
  return builtInPrivileged.has(sid) || privileged.has(ridOf(sid) ?? '');
}

/** Accounts that every domain has. */
export function isBuiltInAccount(sid: string): boolean {
  return ['500', '501', '502'].includes(ridOf(sid) ?? '');
}
