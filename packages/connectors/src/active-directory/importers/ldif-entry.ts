import { type Observed, seen, type Timestamp, unknown } from '@nonhuman/model';
import {
  domainOf,
  fileTime,
  generalizedTime,
  guidOf,
  nameInDn,
  observedFileTime,
  sidOf,
} from '../formats/directory-values.ts';
import { readKeyCredential } from '../formats/key-credential.ts';
import { bytesOf, type LdifRecord, textOf } from '../formats/ldif-records.ts';
import {
  controls,
  readSecurityDescriptor,
  right,
  rightGuid,
  type SecurityDescriptor,
} from '../formats/security-descriptor.ts';
import {
  type AccountType,
  type DirectoryAccount,
  encryptionTypesOf,
} from '../mapping/directory-account.ts';
import {
  isAdministrative,
  isPrivilegedGroup,
  wellKnownName,
} from '../mapping/security-identifier.ts';
import type { Beside } from './report-account.ts';

/** One entry with a name, and whether the search asked for what is absent. */
export interface LdifEntry {
  readonly dn: string;
  readonly record: LdifRecord;
  /** The printed command made the file, so that what is absent is told to be empty. */
  readonly isComplete: boolean;
}

export function one({ record }: LdifEntry, name: string): string | null {
  const [value] = record.values.get(name.toLowerCase()) ?? [];
  return value === undefined ? null : textOf(value);
}

function all({ record }: LdifEntry, name: string): string[] {
  return (record.values.get(name.toLowerCase()) ?? []).map(textOf);
}

export function bytes({ record }: LdifEntry, name: string): Uint8Array | null {
  const [value] = record.values.get(name.toLowerCase()) ?? [];
  return value === undefined ? null : bytesOf(value);
}

function wasAsked({ record, isComplete }: LdifEntry, name: string): boolean {
  const { requested } = record;
  if (requested === null) return isComplete;
  return requested.includes('*') || requested.includes(name.toLowerCase());
}

/** The values; empty when they were asked for and there are none; null when nobody asked. */
export function listIn(entry: LdifEntry, name: string): string[] | null {
  const values = all(entry, name);
  return values.length > 0 || wasAsked(entry, name) ? values : null;
}

export function numberIn(entry: LdifEntry, name: string): number | null {
  const text = one(entry, name);
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}

/** Classes from special to general decide: a managed account is a computer too. */
export function classOf(
  entry: LdifEntry,
): AccountType | 'group' | 'container' | 'template' | 'authority' | null {
  const classes = new Set(all(entry, 'objectClass').map((name) => name.toLowerCase()));
  if (classes.has('msds-delegatedmanagedserviceaccount')) return 'dmsa';
  if (classes.has('msds-groupmanagedserviceaccount')) return 'gmsa';
  if (classes.has('msds-managedserviceaccount')) return 'smsa';
  if (classes.has('computer')) return 'computer';
  if (classes.has('user') || classes.has('inetorgperson')) return 'user';
  if (classes.has('group')) return 'group';
  if (classes.has('pkicertificatetemplate')) return 'template';
  if (classes.has('pkienrollmentservice')) return 'authority';
  return ['organizationalunit', 'container', 'builtindomain', 'domaindns'].some((name) =>
    classes.has(name),
  )
    ? 'container'
    : null;
}

/** The time, never when it is empty although it was asked for. */
function signIn(entry: LdifEntry, name: string): Observed<Timestamp> {
  const told = one(entry, name);
  if (told !== null) return observedFileTime(told, 'it is no time');
  return wasAsked(entry, name) ? { state: 'never' } : unknown(`the export does not have ${name}`);
}

/** The values of an attribute that hold a password as it is; hashes with their scheme are none. */
function passwordsIn(entry: LdifEntry): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of ['userPassword', 'unixUserPassword', 'msSFU30Password', 'orclCommonAttribute'])
    for (const value of all(entry, name))
      if (value.length >= 4 && !/^\{\w+\}|^\$\d|^[*!x]+$/i.test(value)) found.set(name, value);
  return found;
}

function textsIn(entry: LdifEntry): Map<string, string> {
  return new Map(
    ['description', 'info', 'comment'].flatMap((name) => {
      const text = all(entry, name).join('\n');
      return text === '' ? [] : [[name, text] as const];
    }),
  );
}

/** The SID of the entry: bytes, or text as Samba's tools print it. */
export function sidIn(entry: LdifEntry): string | null {
  const text = one(entry, 'objectSid');
  if (text !== null && /^S-1-[\d-]+$/.test(text)) return text;
  const raw = bytes(entry, 'objectSid');
  return raw === null ? null : sidOf(raw);
}

function guidIn(entry: LdifEntry): string | null {
  const text = one(entry, 'objectGUID');
  if (text !== null && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text))
    return text.toLowerCase();
  const raw = bytes(entry, 'objectGUID');
  return raw === null ? null : guidOf(raw);
}

/** An entry as an account; null when it has no SID. */
export function toAccount(entry: LdifEntry, type: AccountType): DirectoryAccount | null {
  const sid = sidIn(entry);
  if (sid === null) return null;
  const created = generalizedTime(one(entry, 'whenCreated'));
  const encryption = numberIn(entry, 'msDS-SupportedEncryptionTypes');
  return {
    sid,
    domain: domainOf(entry.dn) ?? 'unknown',
    type,
    name: (one(entry, 'sAMAccountName') ?? nameInDn(entry.dn)).replace(/\$$/, ''),
    distinguishedName: entry.dn,
    guid: guidIn(entry),
    displayName: one(entry, 'displayName'),
    userPrincipalName: one(entry, 'userPrincipalName'),
    mail: one(entry, 'mail'),
    title: one(entry, 'title'),
    dnsHostName: one(entry, 'dNSHostName'),
    operatingSystem: one(entry, 'operatingSystem'),
    control: numberIn(entry, 'userAccountControl'),
    createdAt: created ? seen(created) : unknown('the export does not have whenCreated'),
    passwordSetAt: observedFileTime(
      one(entry, 'pwdLastSet'),
      'the export does not have pwdLastSet',
    ),
    passwordEndsAt: fileTime(one(entry, 'msDS-UserPasswordExpiryTimeComputed')),
    accountEndsAt: observedFileTime(
      one(entry, 'accountExpires'),
      'the export does not have accountExpires',
    ),
    lastLogonTimestamp: signIn(entry, 'lastLogonTimestamp'),
    lastLogon: observedFileTime(one(entry, 'lastLogon'), 'the export does not have lastLogon'),
    servicePrincipalNames: listIn(entry, 'servicePrincipalName'),
    delegatesTo: listIn(entry, 'msDS-AllowedToDelegateTo'),
    encryptionTypes:
      encryption !== null
        ? encryptionTypesOf(encryption)
        : wasAsked(entry, 'msDS-SupportedEncryptionTypes')
          ? []
          : null,
    adminCount: adminCountOf(entry),
    isPrivileged: privilegedGroupsOf(entry).length > 0 ? true : null,
    supersedes:
      type === 'dmsa'
        ? (listIn(entry, 'msDS-ManagedAccountPrecededByLink')?.map(nameInDn) ?? null)
        : null,
    keyCredentials: all(entry, 'msDS-KeyCredentialLink').flatMap(
      (value) => readKeyCredential(value) ?? [],
    ),
    mappedCertificates: listIn(entry, 'altSecurityIdentities'),
    passwordIntervalDays: numberIn(entry, 'msDS-ManagedPasswordInterval'),
    texts: textsIn(entry),
    passwords: passwordsIn(entry),
  };
}

function adminCountOf(entry: LdifEntry): boolean | null {
  const count = numberIn(entry, 'adminCount');
  if (count !== null) return count !== 0;
  return wasAsked(entry, 'adminCount') ? false : null;
}

const privilegedNames = new Set(
  ['512', '518', '519', '526', '527']
    .map((rid) => wellKnownName(`S-1-5-21-0-0-0-${rid}`))
    .concat(['544', '548', '549', '550', '551'].map((rid) => wellKnownName(`S-1-5-32-${rid}`))),
);

/** By the English names that the directory gives them; groups in the same files are told by SID. */
function privilegedGroupsOf(entry: LdifEntry): string[] {
  return all(entry, 'memberOf')
    .map(nameInDn)
    .filter((name) => privilegedNames.has(name));
}

function descriptorIn(entry: LdifEntry, name: string): SecurityDescriptor | null {
  const raw = bytes(entry, name);
  return raw === null ? null : readSecurityDescriptor(raw);
}

/** SIDs that an access list in an attribute names; null when nobody asked for it. */
function sidsIn(entry: LdifEntry, name: string): string[] | null {
  const descriptor = descriptorIn(entry, name);
  if (descriptor === null) return wasAsked(entry, name) ? [] : null;
  return [...new Set(descriptor.allowed.map(({ sid }) => sid))];
}

/** Who besides administrators may change it so that they can use it. */
function writersOf(entry: LdifEntry): string[] | null {
  const descriptor = descriptorIn(entry, 'nTSecurityDescriptor');
  if (descriptor === null) return null;
  const telling: ReadonlySet<string | null> = new Set([
    null,
    rightGuid.keyCredentialLink,
    rightGuid.precededByLink,
  ]);
  const writers = descriptor.allowed.flatMap((entryOfList) => {
    const writes =
      (entryOfList.mask & right.writeProperty) !== 0 && telling.has(entryOfList.objectType);
    return controls(entryOfList) || writes ? [entryOfList.sid] : [];
  });
  return [...new Set([...(descriptor.owner ? [descriptor.owner] : []), ...writers])].filter(
    (sid) => !isAdministrative(sid),
  );
}

/** Who besides administrators may make accounts in a container that take over others. */
export function successorMakersOf(entry: LdifEntry): string[] {
  const descriptor = descriptorIn(entry, 'nTSecurityDescriptor');
  const makers = (descriptor?.allowed ?? []).filter((one) => {
    const creates =
      (one.mask & right.createChild) !== 0 &&
      (one.objectType === null || one.objectType === rightGuid.delegatedManagedAccount);
    return creates || controls(one);
  });
  return [...new Set(makers.map(({ sid }) => sid))].filter((sid) => !isAdministrative(sid));
}

/** Who besides administrators may enrol with a template; null when its access list was not told. */
export function enrollersOf(entry: LdifEntry): string[] | null {
  const descriptor = descriptorIn(entry, 'nTSecurityDescriptor');
  if (descriptor === null) return null;
  const enrol: ReadonlySet<string | null> = new Set([null, rightGuid.enroll, rightGuid.autoEnroll]);
  const may = descriptor.allowed.filter(
    (one) =>
      ((one.mask & right.controlAccess) !== 0 && enrol.has(one.objectType)) ||
      (one.mask & right.genericAll) !== 0,
  );
  return [...new Set(may.map(({ sid }) => sid))].filter((sid) => !isAdministrative(sid));
}

/** `service/host:port/name` as `host:` and the host. */
function hostOf(servicePrincipalName: string): string {
  const host = servicePrincipalName.split('/')[1] ?? '';
  return `host:${host.split(':', 1)[0] ?? ''}`;
}

/** What stands beside the account in its entry. */
export function besideOf(entry: LdifEntry, account: DirectoryAccount): Beside {
  const isManaged = account.type !== 'user' && account.type !== 'computer';
  return {
    delegatedFrom: sidsIn(entry, 'msDS-AllowedToActOnBehalfOfOtherIdentity'),
    writers: account.type === 'computer' ? null : writersOf(entry),
    passwordReaders: isManaged ? (sidsIn(entry, 'msDS-GroupMSAMembership') ?? []) : [],
    runsAs: all(entry, 'msDS-HostServiceAccount'),
    actsTowards: (account.delegatesTo ?? []).map(hostOf),
    supersedes: account.type === 'dmsa' ? all(entry, 'msDS-ManagedAccountPrecededByLink') : [],
    managedBy: one(entry, 'managedBy'),
    privilegedGroups: privilegedGroupsOf(entry),
  };
}

/** Members of a group that administers the domain; none for other groups. */
export function privilegedMembersOf(entry: LdifEntry, sid: string): string[] {
  return isPrivilegedGroup(sid) ? all(entry, 'member') : [];
}
