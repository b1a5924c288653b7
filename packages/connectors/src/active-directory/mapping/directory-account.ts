import type { Observed, Timestamp } from '@nonhuman/model';
import type { KeyCredential } from '../formats/key-credential.ts';

/** What an account of a domain is. */
export type AccountType = 'user' | 'computer' | 'gmsa' | 'smsa' | 'dmsa';

/** An account as LDIF or BloodHound tell it, in one form. Null and absent: not told. */
export interface DirectoryAccount {
  readonly sid: string;
  readonly domain: string;
  readonly type: AccountType;
  /** `sAMAccountName`, without the `$` of computers and managed accounts. */
  readonly name: string;
  readonly distinguishedName: string | null;
  readonly guid: string | null;
  readonly displayName: string | null;
  readonly userPrincipalName: string | null;
  readonly mail: string | null;
  readonly title: string | null;
  readonly dnsHostName: string | null;
  readonly operatingSystem: string | null;
  /** Bits of `userAccountControl`. */
  readonly control: number | null;
  readonly createdAt: Observed<Timestamp>;
  readonly passwordSetAt: Observed<Timestamp>;
  /** When the password ends by the policy that applies to it. */
  readonly passwordEndsAt: Observed<Timestamp> | null;
  readonly accountEndsAt: Observed<Timestamp>;
  /** Replicated, up to 14 days late. */
  readonly lastLogonTimestamp: Observed<Timestamp>;
  /** Of the one domain controller that was asked. */
  readonly lastLogon: Observed<Timestamp>;
  readonly servicePrincipalNames: readonly string[] | null;
  readonly delegatesTo: readonly string[] | null;
  readonly encryptionTypes: readonly string[] | null;
  readonly adminCount: boolean | null;
  /** Whether a group that administers the domain lists it; null when groups were not told. */
  readonly isPrivileged: boolean | null;
  readonly supersedes: readonly string[] | null;
  readonly keyCredentials: readonly KeyCredential[];
  /** Names of certificates that sign in as it (`altSecurityIdentities`). */
  readonly mappedCertificates: readonly string[] | null;
  readonly passwordIntervalDays: number | null;
  /** Texts that everyone in the domain may read, by attribute. */
  readonly texts: ReadonlyMap<string, string>;
  /** Attributes that hold nothing but a password, by name. */
  readonly passwords: ReadonlyMap<string, string>;
}

/** Bits of `userAccountControl` (MS-ADTS 2.2.16). */
export const accountControl = {
  disabled: 0x2,
  passwordNotRequired: 0x20,
  reversibleEncryption: 0x80,
  interdomainTrust: 0x800,
  serverTrust: 0x2000,
  passwordNeverExpires: 0x10000,
  smartCardRequired: 0x40000,
  trustedForDelegation: 0x80000,
  notDelegated: 0x100000,
  desOnly: 0x200000,
  preauthenticationNotRequired: 0x400000,
  trustedToAuthenticate: 0x1000000,
  readOnlyController: 0x4000000,
} as const;

/** Whether the bit is set; null when the bits were not told. */
export function hasBit(
  { control }: DirectoryAccount,
  bit: keyof typeof accountControl,
): boolean | null {
  return control === null ? null : (control & accountControl[bit]) !== 0;
}

/** Types of `msDS-SupportedEncryptionTypes` (MS-KILE 2.2.7); empty when none is set. */
export function encryptionTypesOf(bits: number): string[] {
  const names: readonly [number, string][] = [
    [0x3, 'DES'],
    [0x4, 'RC4'],
    [0x8, 'AES128'],
    [0x10, 'AES256'],
  ];
  return names.flatMap(([mask, name]) => ((bits & mask) === 0 ? [] : [name]));
}
