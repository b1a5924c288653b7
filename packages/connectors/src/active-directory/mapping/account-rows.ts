import { toldAttributes } from '@nonhuman/connector-kit';
import {
  type Attributes,
  type Credential,
  type Exposure,
  type Identity,
  never,
  type Observed,
  type Person,
  type Place,
  type Status,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import { type SecretKeeper, SecretValue } from '@nonhuman/runtime';
import { redactedPreview } from '@nonhuman/secrets';
import { type DirectoryAccount, hasBit } from './directory-account.ts';
import { type SecretInText, secretsIn, withoutSecrets } from './password-text.ts';

/** Days that `lastLogonTimestamp` may be late (`msDS-LogonTimeSyncInterval`, less a random part). */
const lateDays = 14;

function passwordKey(sid: string): string {
  return `${sid}/password`;
}

function placeOf({ distinguishedName, domain, name }: DirectoryAccount, keyPath?: string): Place {
  const locator = distinguishedName ?? `${name}@${domain}`;
  return { kind: 'provider', locator, ...(keyPath === undefined ? {} : { keyPath }) };
}

function statusOf(account: DirectoryAccount, now: Date): Status {
  const isDisabled = hasBit(account, 'disabled');
  if (isDisabled === true) return 'disabled';
  const { accountEndsAt } = account;
  if (accountEndsAt.state === 'seen' && Date.parse(accountEndsAt.value) <= now.getTime())
    return 'expired';
  return isDisabled === false ? 'active' : 'unknown';
}

/** The later of both; never only when the replicated one is told to be empty. */
function lastUsedOf({ lastLogon, lastLogonTimestamp }: DirectoryAccount): Observed<Timestamp> {
  if (lastLogon.state !== 'seen') return lastLogonTimestamp;
  if (lastLogonTimestamp.state !== 'seen') return lastLogon;
  return seen(
    lastLogon.value > lastLogonTimestamp.value ? lastLogon.value : lastLogonTimestamp.value,
  );
}

function usageFacts({ lastLogon, lastLogonTimestamp }: DirectoryAccount): Attributes {
  if (lastLogonTimestamp.state !== 'unknown')
    return { usageSource: 'lastLogonTimestamp', usageLagDays: lateDays };
  return lastLogon.state === 'seen' ? { usageSource: 'lastLogon of one domain controller' } : {};
}

/** What is written beside an account, and the secrets in it. */
export interface ReadTexts {
  readonly description: string | null;
  readonly found: readonly (SecretInText & { readonly attribute: string })[];
}

export function readTexts(account: DirectoryAccount): ReadTexts {
  const found: (SecretInText & { readonly attribute: string })[] = [];
  const texts: string[] = [];
  for (const [attribute, text] of account.texts) {
    const secrets = secretsIn(text);
    found.push(...secrets.map((secret) => ({ ...secret, attribute })));
    texts.push(withoutSecrets(text, secrets));
  }
  for (const [attribute, value] of account.passwords)
    found.push({ attribute, value, detector: 'active-directory-password-attribute' });
  return { description: texts.length === 0 ? null : texts.join('\n'), found };
}

/** The native type and kind of an account that is no person's. */
export function kindOf(type: DirectoryAccount['type']): Pick<Identity, 'kind' | 'nativeType'> {
  return { kind: type === 'computer' ? 'workload' : 'service-account', nativeType: `ad-${type}` };
}

export function accountToIdentity(
  account: DirectoryAccount,
  of: { readonly evidence: readonly string[]; readonly texts: ReadTexts; readonly now: Date },
): Identity {
  const controller =
    hasBit(account, 'serverTrust') === true || hasBit(account, 'readOnlyController') === true;
  return {
    key: account.sid,
    provider: 'active-directory',
    ...kindOf(account.type),
    name: account.name,
    status: statusOf(account, of.now),
    createdAt: account.createdAt,
    lastUsedAt: lastUsedOf(account),
    ...(of.texts.description === null ? {} : { description: of.texts.description }),
    ...(account.isPrivileged === true ? { access: 'admin' } : {}),
    place: placeOf(account),
    attributes: toldAttributes({
      objectSid: account.sid,
      objectGuid: account.guid,
      domain: account.domain,
      samAccountName: account.name,
      distinguishedName: account.distinguishedName,
      userPrincipalName: account.userPrincipalName,
      displayName: account.displayName,
      dnsHostName: account.dnsHostName,
      operatingSystem: account.operatingSystem,
      nonHumanBecause: [...of.evidence],
      ...usageFacts(account),
      ...delegationFacts(account),
      domainController: account.control === null ? undefined : controller,
      managedPassword: account.type !== 'user',
      passwordIntervalDays: account.passwordIntervalDays,
      preauthenticationNotRequired: hasBit(account, 'preauthenticationNotRequired'),
      passwordNotRequired: hasBit(account, 'passwordNotRequired'),
      reversibleEncryption: hasBit(account, 'reversibleEncryption'),
      encryptionTypes: encryptionTypes(account),
      adminCount: account.adminCount,
      passwordInDescription:
        account.texts.size + account.passwords.size > 0 ? of.texts.found.length > 0 : undefined,
      supersedes: account.supersedes ? [...account.supersedes] : undefined,
      mappedCertificates: account.mappedCertificates ? [...account.mappedCertificates] : undefined,
    }),
  };
}

function delegationFacts(account: DirectoryAccount): Attributes {
  return toldAttributes({
    servicePrincipalNames: account.servicePrincipalNames
      ? [...account.servicePrincipalNames]
      : undefined,
    unconstrainedDelegation: hasBit(account, 'trustedForDelegation'),
    protocolTransition: hasBit(account, 'trustedToAuthenticate'),
    delegatesTo: account.delegatesTo ? [...account.delegatesTo] : undefined,
    notDelegated: hasBit(account, 'notDelegated'),
  });
}

/** `USE_DES_KEY_ONLY` decides whatever else is set. */
function encryptionTypes(account: DirectoryAccount): string[] | undefined {
  if (hasBit(account, 'desOnly') === true) return ['DES'];
  return account.encryptionTypes ? [...account.encryptionTypes] : undefined;
}

/** The password of an account; whether it has one is not told, only when it was set. */
export function accountToPassword(account: DirectoryAccount, now: Date): Credential {
  const isManaged = account.type !== 'user';
  const neverExpires = hasBit(account, 'passwordNeverExpires');
  const setAt: Observed<Timestamp> =
    account.passwordSetAt.state === 'never'
      ? unknown('it must be changed at the next sign-in; when it was set is not kept')
      : account.passwordSetAt;
  return {
    key: passwordKey(account.sid),
    provider: 'active-directory',
    identityKey: account.sid,
    kind: 'password',
    nativeType: isManaged ? 'ad-managed-password' : 'ad-password',
    name: `password of ${account.name}`,
    status: statusOf(account, now),
    createdAt: setAt,
    expiresAt:
      neverExpires === true || isManaged
        ? never
        : (account.passwordEndsAt ??
          unknown('the password policy that applies decides it, which this export does not tell')),
    lastUsedAt: unknown('a directory tells when an account signed in, not by what'),
    lastRotatedAt: setAt,
    attributes: toldAttributes({
      passwordNeverExpires: isManaged ? undefined : neverExpires,
      providerManaged: isManaged ? true : undefined,
    }),
  };
}

/** The public keys by which the account may sign in. */
export function accountToKeys(account: DirectoryAccount, now: Date): Credential[] {
  return account.keyCredentials.map((key) => ({
    key: `${account.sid}/keys/${key.keyId}`,
    provider: 'active-directory',
    identityKey: account.sid,
    kind: 'private-key',
    nativeType: 'ad-key-credential',
    name: `key ${key.keyId.slice(0, 12)} of ${account.name}`,
    status: statusOf(account, now),
    createdAt: key.createdAt ? seen(key.createdAt) : unknown('the key does not tell it'),
    expiresAt: never,
    lastUsedAt: key.lastUsedAt
      ? seen(key.lastUsedAt)
      : unknown('the key tells no use, and is not updated by every one'),
    lastRotatedAt: never,
    publicId: key.keyId,
    attributes: toldAttributes({ deviceId: key.deviceId, withoutDevice: key.deviceId === null }),
  }));
}

/** A person with an account. `left`: the account is shut or has ended. */
export function accountToPerson(account: DirectoryAccount, now: Date): Person {
  const status = statusOf(account, now);
  return {
    key: account.sid,
    provider: 'active-directory',
    name: account.displayName || account.name,
    email: account.mail?.toLowerCase() ?? null,
    logins: [...new Set([account.name, account.userPrincipalName].flatMap((login) => login || []))],
    status: status === 'active' || status === 'unknown' ? status : 'left',
    leftAt:
      account.accountEndsAt.state === 'seen'
        ? account.accountEndsAt
        : unknown('a directory tells when an account ends, not when a person leaves'),
    lastUsedAt: lastUsedOf(account),
    ...(account.title ? { title: account.title } : {}),
    attributes: toldAttributes({
      objectSid: account.sid,
      domain: account.domain,
      distinguishedName: account.distinguishedName,
    }),
  };
}

/** Secrets that stand where everyone in the domain reads them. */
export function accountToExposures(
  account: DirectoryAccount,
  { found }: ReadTexts,
  of: { readonly secrets: SecretKeeper; readonly isPerson: boolean },
): Exposure[] {
  return found.map(({ value, detector, attribute }) => {
    const fingerprint = of.secrets.fingerprint(new SecretValue(value));
    return {
      key: `${account.sid}#${attribute}/${fingerprint}`,
      provider: 'active-directory',
      credentialKey: of.isPerson ? null : passwordKey(account.sid),
      identityKey: of.isPerson ? null : account.sid,
      detector,
      title: `password in ${attribute} of ${account.name}`,
      place: placeOf(account, attribute),
      fingerprint,
      preview: redactedPreview(value),
      setting: 'provider',
      attributes: { readableBy: 'everyone in the domain' },
    };
  });
}
