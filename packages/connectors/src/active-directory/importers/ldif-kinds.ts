import {
  type AnswerState,
  beginListing,
  countItem,
  endListing,
  FileProblem,
  type ImportFile,
  type ImportKind,
  type ListingOf,
  noteProblem,
} from '@nonhuman/connector-kit';
import type { Noun, Observation } from '@nonhuman/model';
import { readCertificate } from '../../formats/x509.ts';
import { domainOf, nameInDn } from '../formats/directory-values.ts';
import { type LdifEnd, type LdifRecord, ldifRecords } from '../formats/ldif-records.ts';
import { maySignIn } from '../mapping/certificate-template.ts';
import { isPrivilegedGroup } from '../mapping/security-identifier.ts';
import {
  besideOf,
  bytes,
  classOf,
  enrollersOf,
  type LdifEntry,
  listIn,
  numberIn,
  one,
  privilegedMembersOf,
  sidIn,
  successorMakersOf,
  toAccount,
} from './ldif-entry.ts';
import { reportAccount } from './report-account.ts';
import {
  type DirectoryContext,
  type DirectoryState,
  learn,
  nameOfSid,
  notePrivileged,
  pendingOf,
} from './state.ts';

type Kind = ImportKind<AnswerState<DirectoryState>>;

interface LdifKind {
  readonly what: 'accounts' | 'containers' | 'certificates';
  readonly title: string;
  readonly commands: readonly string[];
  readonly emits: readonly Noun[];
  readonly order: number;
}

/** The first line that says something names an entry. */
function isLdif(text: string): boolean {
  const first = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .find((line) => line !== '' && !/^(?:#|version:|[ \t])/.test(line));
  return first !== undefined && /^dn::? /i.test(first);
}

const named = /__(accounts|containers|certificates)\.(?:ldif|ldf)$/i;

function kindNamed(fileName: string): string | null {
  return named.exec(fileName)?.[1]?.toLowerCase() ?? null;
}

function ldifKind({ what, title, commands, emits, order }: LdifKind): Kind {
  const id = `active-directory.${what}`;
  return {
    id,
    title,
    commands,
    emits,
    order,
    recognise({ name, text }) {
      const told = kindNamed(name);
      const isOurs = isLdif(text) || /^# (?:extended LDIF|LDAPv3)/m.test(text.slice(0, 2000));
      return isOurs && (told === what || (told === null && what === 'accounts'));
    },
    read: (file, context) => readLdif(file, { context, listing: id }),
  };
}

interface Reading {
  readonly context: DirectoryContext;
  readonly listing: string;
}

async function* readLdif(file: ImportFile, reading: Reading): AsyncGenerator<Observation> {
  const { context, listing } = reading;
  const { ledger } = context.state;
  const isComplete = kindNamed(file.name) !== null;
  const scopes = new Set<string>();
  const records = ldifRecords(file);
  let hasEntries = false;
  let end: LdifEnd | null = null;
  /** Without an entry, only the file's name tells the domain. */
  function* announceNamed(): Generator<Observation> {
    const domain = /([^/]+)__\w+\.\w+$/.exec(file.name)?.[1]?.toLowerCase();
    if (domain === undefined) return;
    scopes.add(domain);
    yield* announce(context, domain);
  }
  try {
    for (;;) {
      const next = await records.next();
      if (next.done) {
        end = next.value;
        break;
      }
      const scopeKey = scopeOf(next.value);
      if (scopeKey === null) continue;
      hasEntries = true;
      if (!scopes.has(scopeKey)) {
        scopes.add(scopeKey);
        yield* announce(context, scopeKey);
        beginListing(ledger, scopeKey, { listing, goesOn: false });
      }
      countItem(ledger, scopeKey, { listing, key: null });
      yield* readEntry(next.value, { isComplete, of: { scopeKey, listing }, context });
    }
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    if (!hasEntries) yield* announceNamed();
    for (const scopeKey of scopes)
      noteProblem(ledger, scopeKey, {
        listing,
        reason: problem.reason,
        message: `${file.name}: ${problem.message}`,
      });
    throw problem;
  }
  if (!hasEntries) yield* announceNamed();
  for (const scopeKey of scopes) {
    const problem = whyNotAll(end, { isNamed: isComplete, isEmpty: !hasEntries });
    if (problem === null) endListing(ledger, scopeKey, { listing, ifAny: false });
    else
      noteProblem(ledger, scopeKey, {
        listing,
        reason: 'not-asked',
        message: `${file.name}: ${problem}`,
      });
  }
}

/** Why the file does not hold everything of its listing; null when it does. */
function whyNotAll(
  end: LdifEnd,
  { isNamed, isEmpty }: { readonly isNamed: boolean; readonly isEmpty: boolean },
): string | null {
  if (end.resultCode !== null && end.resultCode !== 0)
    return `the search ended with result ${end.resultCode} before everything was told`;
  if (isEmpty) return 'it holds no entry';
  if (end.goesOn) return 'the last page is missing: the result names a next one';
  return isNamed
    ? null
    : 'nothing tells that the search was for everything; a file made and named by the printed command is taken to hold all';
}

function scopeOf({ dn }: LdifRecord): string | null {
  return dn === null ? null : domainOf(dn);
}

function* announce({ state }: DirectoryContext, scopeKey: string): Generator<Observation> {
  if (state.announced.has(scopeKey)) return;
  state.announced.add(scopeKey);
  yield {
    type: 'scope',
    scope: {
      key: scopeKey,
      kind: 'active-directory-domain',
      name: scopeKey,
      provider: 'active-directory',
    },
  };
}

interface At {
  readonly isComplete: boolean;
  readonly of: ListingOf;
  readonly context: DirectoryContext;
}

function* readEntry(record: LdifRecord, at: At): Generator<Observation> {
  const { dn } = record;
  if (dn === null) return;
  const entry: LdifEntry = { dn, record, isComplete: at.isComplete };
  const type = classOf(entry);
  if (type === 'group') readGroup(entry, at);
  else if (type === 'container') readContainer(entry, at);
  else if (type === 'template') readTemplate(entry, at);
  else if (type === 'authority') readAuthority(entry, at);
  else if (type !== null) {
    const account = toAccount(entry, type);
    if (account !== null)
      yield* reportAccount(account, besideOf(entry, account), { of: at.of, context: at.context });
  }
}

function readGroup(entry: LdifEntry, { of, context }: At): void {
  const { own } = context.state;
  const sid = sidIn(entry);
  if (sid === null) return;
  const name = one(entry, 'sAMAccountName') ?? nameInDn(entry.dn);
  learn(own, sid, { as: 'group', name });
  own.sids.set(entry.dn.toLowerCase(), sid);
  if (!isPrivilegedGroup(sid)) return;
  for (const member of privilegedMembersOf(entry, sid))
    notePrivileged(own, of, { member, group: nameOfSid(own, sid) });
}

function readContainer(entry: LdifEntry, { of, context }: At): void {
  for (const sid of successorMakersOf(entry))
    pendingOf(context.state.own, sid, of).createsIn.push(entry.dn);
}

/** `CT_FLAG_ENROLLEE_SUPPLIES_SUBJECT` and the same for alternative names (MS-CRTD 2.28). */
const enrolleeSupplies = 0x1 | 0x10000;
/** `CT_FLAG_PEND_ALL_REQUESTS` (MS-CRTD 2.26). */
const pendAll = 0x2;

function readTemplate(entry: LdifEntry, { context }: At): void {
  const nameFlags = numberIn(entry, 'msPKI-Certificate-Name-Flag');
  const enrollmentFlags = numberIn(entry, 'msPKI-Enrollment-Flag');
  const policies = listIn(entry, 'msPKI-Certificate-Application-Policy');
  const usages = listIn(entry, 'pKIExtendedKeyUsage');
  const told = policies && policies.length > 0 ? policies : usages;
  const name = one(entry, 'cn') ?? nameInDn(entry.dn);
  context.state.own.templates.set(name.toLowerCase(), {
    name,
    enrolleeSuppliesSubject: nameFlags === null ? null : (nameFlags & enrolleeSupplies) !== 0,
    clientAuthentication: told === null ? null : maySignIn(told),
    approvalRequired: enrollmentFlags === null ? null : (enrollmentFlags & pendAll) !== 0,
    signaturesRequired: numberIn(entry, 'msPKI-RA-Signature'),
    enrollers: enrollersOf(entry),
  });
}

function readAuthority(entry: LdifEntry, { of, context }: At): void {
  const certificate = bytes(entry, 'cACertificate');
  const name = one(entry, 'cn') ?? nameInDn(entry.dn);
  context.state.own.authorities.push({
    of,
    authority: {
      key: `${of.scopeKey}/authorities/${name.toLowerCase()}`,
      domain: of.scopeKey,
      name,
      hostName: one(entry, 'dNSHostName'),
      published: listIn(entry, 'certificateTemplates'),
      thumbprints: certificate === null ? [] : thumbprintsOf(certificate),
    },
  });
}

function thumbprintsOf(certificate: Uint8Array): string[] {
  try {
    return [readCertificate(certificate).sha1];
  } catch {
    // Some other encoding; the authority is known by its name.
    return [];
  }
}

const signIn = 'ldapsearch -o ldif-wrap=no -E pr=1000/noprompt -H "ldaps://$DC" -Y GSSAPI';
/** Owner, group and access list, which everyone may read; not the audit list. */
const withAccessLists = "-E '!1.2.840.113556.1.4.801=::MAMCAQc='";

/** Attributes of accounts and groups that are read. */
const attributes = [
  'objectClass objectSid objectGUID sAMAccountName userPrincipalName displayName mail title',
  'description info comment whenCreated userAccountControl pwdLastSet lastLogonTimestamp lastLogon',
  'accountExpires msDS-UserPasswordExpiryTimeComputed servicePrincipalName adminCount memberOf member',
  'managedBy dNSHostName operatingSystem msDS-SupportedEncryptionTypes msDS-AllowedToDelegateTo',
  'msDS-AllowedToActOnBehalfOfOtherIdentity msDS-GroupMSAMembership msDS-ManagedPasswordInterval',
  'msDS-HostServiceAccount msDS-ManagedAccountPrecededByLink msDS-KeyCredentialLink',
  'altSecurityIdentities userPassword unixUserPassword msSFU30Password nTSecurityDescriptor',
].join(' ');

/** Directories as `ldapsearch` and `ldifde` print them. */
export const ldifKinds: readonly Kind[] = [
  ldifKind({
    what: 'accounts',
    title: 'Accounts, computers, managed accounts and groups',
    commands: [
      `${signIn} ${withAccessLists} -b "$BASE" '(|(objectClass=user)(objectClass=group))' ${attributes} > "\${DOMAIN}__accounts.ldif"`,
      'ldifde -f "${DOMAIN}__accounts.ldif" -d "$BASE" -r "(|(objectClass=user)(objectClass=group))"',
    ],
    emits: [
      'identity',
      'credential',
      'person',
      'exposure',
      'delegation',
      'ownership',
      'grant',
      'entitlement',
    ],
    order: -2,
  }),
  ldifKind({
    what: 'containers',
    title: 'Who may create accounts in which container',
    commands: [
      `${signIn} ${withAccessLists} -b "$BASE" '(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=domainDNS))' objectClass nTSecurityDescriptor > "\${DOMAIN}__containers.ldif"`,
    ],
    emits: ['identity'],
    order: -3,
  }),
  ldifKind({
    what: 'certificates',
    title: 'Certificate authorities and their templates',
    commands: [
      `${signIn} ${withAccessLists} -b "CN=Public Key Services,CN=Services,CN=Configuration,$BASE" '(|(objectClass=pKICertificateTemplate)(objectClass=pKIEnrollmentService))' objectClass cn dNSHostName cACertificate certificateTemplates msPKI-Certificate-Name-Flag msPKI-Enrollment-Flag msPKI-RA-Signature pKIExtendedKeyUsage msPKI-Certificate-Application-Policy nTSecurityDescriptor > "\${DOMAIN}__certificates.ldif"`,
    ],
    emits: ['identity'],
    order: -1,
  }),
];
