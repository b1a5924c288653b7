import { type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';
import {
  type AccountType,
  accountControl,
  type DirectoryAccount,
} from '../mapping/directory-account.ts';
import { isAdministrative, plainSid } from '../mapping/security-identifier.ts';
import type { BloodHoundAccount, Right } from '../schema.ts';
import type { Beside } from './report-account.ts';

type Properties = BloodHoundAccount['Properties'];

function typeOf({ Properties: told }: BloodHoundAccount, isComputer: boolean): AccountType {
  const classes = (told.objectclass ?? []).map((name) => name.toLowerCase());
  if (classes.includes('msds-delegatedmanagedserviceaccount')) return 'dmsa';
  if (told.gmsa === true || classes.includes('msds-groupmanagedserviceaccount')) return 'gmsa';
  if (told.msa === true || classes.includes('msds-managedserviceaccount')) return 'smsa';
  return isComputer ? 'computer' : 'user';
}

/** The bits, put together from what older collectors tell one by one; null when they tell none. */
function controlOf(told: Properties): number | null {
  if (typeof told.useraccountcontrol === 'number') return told.useraccountcontrol;
  const bits: readonly (readonly [boolean | null | undefined, number])[] = [
    [told.enabled === false, accountControl.disabled],
    [told.passwordnotreqd, accountControl.passwordNotRequired],
    [told.isdc, accountControl.serverTrust],
    [told.pwdneverexpires, accountControl.passwordNeverExpires],
    [told.unconstraineddelegation, accountControl.trustedForDelegation],
    [told.sensitive, accountControl.notDelegated],
    [told.usedeskeyonly, accountControl.desOnly],
    [told.dontreqpreauth, accountControl.preauthenticationNotRequired],
    [told.trustedtoauth, accountControl.trustedToAuthenticate],
  ];
  if (typeof told.enabled !== 'boolean') return null;
  return bits.reduce((sum, [isSet, bit]) => (isSet === true ? sum | bit : sum), 0);
}

/** Seconds since 1970; never for -1 and 0 where the collector always asks, as it does for sign-ins. */
function epochTime(seconds: number | null | undefined, name: string): Observed<Timestamp> {
  if (seconds === null || seconds === undefined)
    return unknown(`the collection does not have ${name}`);
  const time = seconds > 0 ? timestampOf(seconds * 1000) : null;
  return time === null ? { state: 'never' } : seen(time);
}

/** `AES256-CTS-HMAC-SHA1-96` as `AES256`; `Not defined` as none. */
function encryptionTypes(told: readonly string[] | null | undefined): string[] | null {
  if (!told) return null;
  const names = told.flatMap(
    (name) => /DES|RC4|AES128|AES256/i.exec(name)?.[0]?.toUpperCase() ?? [],
  );
  return [...new Set(names)];
}

function passwordsOf(told: Properties): Map<string, string> {
  const values: readonly (readonly [string, string | null | undefined])[] = [
    ['userPassword', told.userpassword],
    ['unixUserPassword', told.unixpassword],
    ['unicodePwd', told.unicodepassword],
    ['msSFU30Password', told.sfupassword],
  ];
  return new Map(
    values.flatMap(([name, value]) =>
      value && value.length >= 4 && !/^\{\w+\}|^\$\d|^[*!x]+$/i.test(value) ? [[name, value]] : [],
    ),
  );
}

/** A user or computer of BloodHound as an account. */
export function toAccount(
  item: BloodHoundAccount,
  of: { readonly isComputer: boolean; readonly isPrivileged: boolean },
): DirectoryAccount {
  const told = item.Properties;
  const host = told.name?.split('@')[0]?.toLowerCase() ?? null;
  const created = epochTime(told.whencreated, 'whencreated');
  return {
    sid: plainSid(item.ObjectIdentifier),
    domain: told.domain.toLowerCase(),
    type: typeOf(item, of.isComputer),
    name: (told.samaccountname || told.name?.split('@')[0] || item.ObjectIdentifier).replace(
      /\$$/,
      '',
    ),
    distinguishedName: told.distinguishedname || null,
    guid: told.objectguid?.toLowerCase() ?? null,
    displayName: told.displayname || null,
    userPrincipalName: null,
    mail: told.email || null,
    title: told.title || null,
    dnsHostName: of.isComputer ? host : null,
    operatingSystem: told.operatingsystem || null,
    control: controlOf(told),
    createdAt: created.state === 'never' ? unknown('the collection tells no time') : created,
    passwordSetAt: epochTime(told.pwdlastset, 'pwdlastset'),
    passwordEndsAt: null,
    accountEndsAt: unknown('BloodHound does not collect when accounts end'),
    lastLogonTimestamp: epochTime(told.lastlogontimestamp, 'lastlogontimestamp'),
    lastLogon: epochTime(told.lastlogon, 'lastlogon'),
    servicePrincipalNames: told.serviceprincipalnames ?? null,
    delegatesTo: told.allowedtodelegate ?? (told.enabled === undefined ? null : []),
    encryptionTypes: encryptionTypes(told.supportedencryptiontypes),
    adminCount: told.admincount ?? null,
    isPrivileged: of.isPrivileged ? true : null,
    supersedes: null,
    keyCredentials: [],
    mappedCertificates: null,
    passwordIntervalDays: null,
    texts: new Map(told.description ? [['description', told.description]] : []),
    passwords: passwordsOf(told),
  };
}

const writing =
  /^(?:GenericAll|GenericWrite|WriteDacl|WriteOwner|Owns|AllExtendedRights|ForceChangePassword|AddKeyCredentialLink|WriteSPN|AddAllowedToAct|WriteAccountRestrictions)/;

/** SIDs with such a right, administrators left out. */
export function holdersOf(rights: readonly Right[], names: RegExp): string[] {
  const sids = rights
    .filter(({ RightName }) => names.test(RightName))
    .map(({ PrincipalSID }) => PrincipalSID);
  return [...new Set(sids.map(plainSid))].filter((sid) => !isAdministrative(sid));
}

/** What stands beside the account in its item. */
export function besideOf(item: BloodHoundAccount, isComputer: boolean): Beside {
  const rights = item.Aces ?? null;
  const sidsOf = (told: BloodHoundAccount['AllowedToAct']) =>
    (told ?? []).map(({ ObjectIdentifier }) => plainSid(ObjectIdentifier));
  return {
    delegatedFrom: item.AllowedToAct ? sidsOf(item.AllowedToAct) : null,
    writers: rights === null || isComputer ? null : holdersOf(rights, writing),
    passwordReaders: holdersOf(rights ?? [], /^ReadGMSAPassword$/),
    runsAs: sidsOf(item.DumpSMSAPassword),
    actsTowards: sidsOf(item.AllowedToDelegate),
    supersedes: [],
    managedBy: null,
    privilegedGroups: [],
  };
}
