import { type AccessLevel, accessLevels, Timestamp } from '@nonhuman/model';
import type {
  CertificateTemplate,
  CredentialWords,
  DelegationWords,
  EntitlementWords,
  ExposureWords,
  IdentityWords,
  McpAuthentication,
  TrustCondition,
  UnpinnedAction,
} from './attribute-words.ts';

type Reader<T> = (value: unknown) => T | null;
type Readers<Words> = { readonly [Word in keyof Words]: Reader<Words[Word]> };

const truth: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : null);
const number: Reader<number> = (value) => (typeof value === 'number' ? value : null);
const text: Reader<string> = (value) => (typeof value === 'string' && value !== '' ? value : null);

function texts(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function levels(value: unknown): Readonly<Record<string, string>> | null {
  if (!isRecord(value)) return null;
  const told: Record<string, string> = {};
  for (const [name, level] of Object.entries(value)) {
    if (typeof level !== 'string') return null;
    told[name] = level;
  }
  return told;
}

/** Conditions in the agreed form, or null when one of them is not: half a trust is not judged. */
export function trustConditionsOf(value: unknown): TrustCondition[] | null {
  if (!Array.isArray(value)) return null;
  const conditions: TrustCondition[] = [];
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) return null;
    const operator = text(item['operator']);
    const key = text(item['key']) ?? text(item['claim']);
    const values = texts(item['values']);
    if (operator === null || key === null || values === null) return null;
    conditions.push({ operator, key, values });
  }
  return conditions;
}

function unpinned(value: unknown): UnpinnedAction[] | null {
  if (!Array.isArray(value)) return null;
  const actions: UnpinnedAction[] = [];
  for (const item of value as readonly unknown[]) {
    const uses = isRecord(item) ? text(item['uses']) : null;
    if (!isRecord(item) || uses === null) return null;
    actions.push({
      uses,
      line: number(item['line']),
      receivesSecrets: truth(item['receivesSecrets']),
    });
  }
  return actions;
}

const authentications: ReadonlySet<unknown> = new Set<McpAuthentication>([
  'none',
  'static-env',
  'static-args',
  'static-header',
  'static-url',
  'oauth',
  'unknown',
]);

function authentication(value: unknown): McpAuthentication | null {
  return isAuthentication(value) ? value : null;
}

function isAuthentication(value: unknown): value is McpAuthentication {
  return authentications.has(value);
}

const levelsOfAccess: ReadonlySet<unknown> = new Set(accessLevels);

function accessLevel(value: unknown): AccessLevel | null {
  return isAccessLevel(value) ? value : null;
}

function isAccessLevel(value: unknown): value is AccessLevel {
  return levelsOfAccess.has(value);
}

function timestamp(value: unknown): Timestamp | null {
  const parsed = Timestamp.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function templates(value: unknown): CertificateTemplate[] | null {
  if (!Array.isArray(value)) return null;
  const told: CertificateTemplate[] = [];
  for (const item of value as readonly unknown[]) {
    const name = isRecord(item) ? text(item['name']) : null;
    if (!isRecord(item) || name === null) return null;
    told.push({
      name,
      enrolleeSuppliesSubject: truth(item['enrolleeSuppliesSubject']),
      clientAuthentication: truth(item['clientAuthentication']),
      approvalRequired: truth(item['approvalRequired']),
      signaturesRequired: number(item['signaturesRequired']),
      enrollers: texts(item['enrollers']),
    });
  }
  return told;
}

/** One string or several: sources may write either. */
function oneOrMore(value: unknown): string[] | null {
  return typeof value === 'string' ? [value] : texts(value);
}

export const credentialReaders: Readers<CredentialWords> = {
  algorithm: text,
  bits: number,
  encrypted: truth,
  protection: text,
  tokenType: text,
  signatureAlgorithm: text,
  selfSigned: truth,
  usages: texts,
  wildcardNames: truth,
  isRoot: truth,
  mfa: truth,
  classic: truth,
  boundToPerson: truth,
  readOnly: truth,
  options: texts,
  legacy: truth,
  checksum: text,
  issuer: text,
  audience: oneOrMore,
  subjectConditions: trustConditionsOf,
  provider: text,
  unscoped: truth,
  limitedTo: texts,
  defaultProject: truth,
  networkRestricted: truth,
  role: text,
  personRoles: texts,
  personStatus: text,
  providerManaged: truth,
  uploaded: truth,
  adminConsented: truth,
  consumers: texts,
  usageSource: text,
  usageLagDays: number,
  usageWindowDays: number,
  passwordScheme: text,
  maxUses: number,
};

export const identityReaders: Readers<IdentityWords> = {
  isRoot: truth,
  consoleAccess: truth,
  accountId: text,
  personal: truth,
  providerManaged: truth,
  allRepositories: truth,
  permissions: levels,
  automountToken: truth,
  defaultServiceAccount: truth,
  writeAll: truth,
  idToken: truth,
  secretsInherit: truth,
  unpinnedActions: unpinned,
  runsUntrustedCode: truth,
  hasSecret: truth,
  insecureTls: truth,
  transport: text,
  url: text,
  package: text,
  versionPinned: truth,
  authentication,
  plainHttp: truth,
  client: text,
  autoApprove: truth,
  ambientCredentials: number,
  ambientAccess: accessLevel,
  usageSource: text,
  usageLagDays: number,
  usageWindowDays: number,
  lastInteractiveAt: timestamp,
  interactiveUse: truth,
  consumers: texts,
  approvedPermissions: texts,
  approvedEntitlements: texts,
  platformIdentity: truth,
  actsAsAnyUser: truth,
  actsAsAnyUserScopes: texts,
  networkRestricted: truth,
  thirdParty: truth,
  publisher: text,
  publisherVerified: truth,
  approved: truth,
  adminConsented: truth,
  selfAuthorised: truth,
  applicationPermissions: texts,
  delegatedPermissions: texts,
  redirectsAnywhere: truth,
  grantTypes: texts,
  clientAuthentication: text,
  strongerAuthentication: texts,
  refreshForever: truth,
  multiTenant: truth,
  credentialAdders: texts,
  userType: text,
  hasPassword: truth,
  superuser: truth,
  allowedHosts: texts,
  runnerScope: text,
  runsUntagged: truth,
  protectedOnly: truth,
  ephemeral: truth,
  servicePrincipalNames: texts,
  managedPassword: truth,
  unconstrainedDelegation: truth,
  domainController: truth,
  delegatesTo: texts,
  protocolTransition: truth,
  delegatedFrom: texts,
  encryptionTypes: texts,
  preauthenticationNotRequired: truth,
  passwordNotRequired: truth,
  passwordInDescription: truth,
  supersedes: texts,
  writableBy: texts,
  createsSuccessorsIn: texts,
  certificateTemplates: templates,
  secretLifetimeSeconds: number,
  secretMaxUses: number,
  boundNetworks: texts,
  tokenMaxLifetimeSeconds: number,
  tokenPeriodSeconds: number,
};

export const entitlementReaders: Readers<EntitlementWords> = {
  clusterAdmin: truth,
  readsSecrets: truth,
  secretsLimited: truth,
  namespaced: truth,
};

export const delegationReaders: Readers<DelegationWords> = {
  issuer: text,
  accountId: text,
  dangling: truth,
  provider: text,
  toAccess: accessLevel,
};

export const exposureReaders: Readers<ExposureWords> = {
  passedIn: text,
  publicPlace: truth,
  validity: text,
  validatedAt: timestamp,
  onlyInHistory: truth,
};
