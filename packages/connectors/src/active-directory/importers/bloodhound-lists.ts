import { isRecord } from '@nonhuman/connector-kit';
import type { Noun } from '@nonhuman/model';
import { isPrivilegedGroup, plainSid, ridOf } from '../mapping/security-identifier.ts';
import {
  BloodHoundAccount,
  BloodHoundAuthority,
  BloodHoundGroup,
  BloodHoundTemplate,
} from '../schema.ts';
import { besideOf, holdersOf, toAccount } from './bloodhound-account.ts';
import { reportAccount } from './report-account.ts';
import { learn, list, nameOfSid, notePrivileged } from './state.ts';

const emits: readonly Noun[] = [
  'identity',
  'credential',
  'person',
  'exposure',
  'delegation',
  'grant',
  'entitlement',
];

/** What the collection says of itself; null when that stands beyond the head of the file. */
function isOfType(type: string) {
  return (answer: Readonly<Record<string, unknown>>): boolean | null => {
    const { meta } = answer;
    if (!isRecord(meta) || typeof meta['type'] !== 'string') return null;
    return meta['type'].toLowerCase() === type;
  };
}

const shared = { members: ['data'], total: 'meta.count', commands: [] } as const;

const groups = list({
  ...shared,
  id: 'active-directory.bloodhound-groups',
  title: 'Groups of a BloodHound collection',
  emits,
  what: 'bloodhound-groups',
  item: BloodHoundGroup,
  isAnswer: isOfType('groups'),
  fits: (item) => 'Members' in item && 'Properties' in item,
  scopeOf: ({ Properties: { domain } }) => domain ?? null,
  read(group, { of, own }) {
    const sid = plainSid(group.ObjectIdentifier);
    const { samaccountname, name } = group.Properties;
    learn(own, sid, { as: 'group', name: samaccountname || name?.split('@')[0] || sid });
    if (!isPrivilegedGroup(sid)) return [];
    for (const { ObjectIdentifier } of group.Members ?? [])
      notePrivileged(own, of, { member: plainSid(ObjectIdentifier), group: nameOfSid(own, sid) });
    return [];
  },
});

type Fits = (item: Readonly<Record<string, unknown>>) => boolean;

function hasProperty(item: Readonly<Record<string, unknown>>, ...names: string[]): boolean {
  const { Properties: told } = item;
  return isRecord(told) && names.some((name) => name in told);
}

function accounts(type: 'users' | 'computers', fits: Fits) {
  const isComputer = type === 'computers';
  return list({
    ...shared,
    id: `active-directory.bloodhound-${type}`,
    title: `${isComputer ? 'Computers' : 'Users'} of a BloodHound collection`,
    emits,
    what: `bloodhound-${type}`,
    item: BloodHoundAccount,
    isAnswer: isOfType(type),
    fits,
    scopeOf: ({ Properties: { domain } }) => domain,
    *read(item, { of, own, context }) {
      const sid = plainSid(item.ObjectIdentifier);
      // Collectors list principals of Windows itself, such as NT AUTHORITY, among the users.
      if (ridOf(sid) === null) return;
      const isPrivileged = own.privileged.has(sid);
      const account = toAccount(item, { isComputer, isPrivileged });
      yield* reportAccount(account, besideOf(item, isComputer), { of, context });
    },
  });
}

const templates = list({
  ...shared,
  id: 'active-directory.bloodhound-certtemplates',
  title: 'Certificate templates of a BloodHound collection',
  emits: ['identity'],
  what: 'bloodhound-certtemplates',
  item: BloodHoundTemplate,
  isAnswer: isOfType('certtemplates'),
  fits: (item) => isRecord(item['Properties']) && 'enrolleesuppliessubject' in item['Properties'],
  scopeOf: ({ Properties: { domain } }) => domain ?? null,
  read(template, { own }) {
    const told = template.Properties;
    const name = told.name?.split('@')[0] ?? template.ObjectIdentifier;
    own.templates.set(template.ObjectIdentifier.toLowerCase(), {
      name,
      enrolleeSuppliesSubject: told.enrolleesuppliessubject ?? null,
      clientAuthentication: told.authenticationenabled ?? null,
      approvalRequired: told.requiresmanagerapproval ?? null,
      signaturesRequired: told.authorizedsignatures ?? null,
      enrollers: template.Aces
        ? holdersOf(template.Aces, /^(?:Enroll|AutoEnroll|AllExtendedRights|GenericAll)$/)
        : null,
    });
    return [];
  },
});

const authorities = list({
  ...shared,
  id: 'active-directory.bloodhound-enterprisecas',
  title: 'Certificate authorities of a BloodHound collection',
  emits: ['identity'],
  what: 'bloodhound-enterprisecas',
  item: BloodHoundAuthority,
  isAnswer: isOfType('enterprisecas'),
  fits: (item) => 'EnabledCertTemplates' in item,
  scopeOf: ({ Properties: { domain } }) => domain ?? null,
  read(told, { of, own, scopeKey }) {
    const { caname, name, dnshostname, certthumbprint } = told.Properties;
    const called = caname || name?.split('@')[0] || told.ObjectIdentifier;
    own.authorities.push({
      of,
      authority: {
        key: `${scopeKey}/authorities/${called.toLowerCase()}`,
        domain: scopeKey,
        name: called,
        hostName: dnshostname?.toLowerCase() ?? null,
        published: told.EnabledCertTemplates?.map((one) => one.ObjectIdentifier) ?? null,
        thumbprints: certthumbprint ? [certthumbprint.toLowerCase()] : [],
      },
    });
    return [];
  },
});

/** Collections of SharpHound and its like, version 5 and later. Groups come first: others name them. */
export const bloodhoundLists = [
  groups,
  accounts(
    'users',
    (item) => 'SPNTargets' in item || hasProperty(item, 'hasspn', 'pwdneverexpires'),
  ),
  accounts('computers', (item) => 'AllowedToAct' in item || hasProperty(item, 'isdc', 'haslaps')),
  templates,
  authorities,
];
