import {
  type DirectoryAccount,
  type DirectoryTemplate,
  type DirectoryWorld,
  distinguishedName,
} from '../world/directory.ts';
import type { Person } from '../world/people.ts';
import {
  type AccessEntry,
  guidBytes,
  securityDescriptor,
  sidBytes,
} from './security-descriptor.ts';
import type { Folder } from './writing.ts';

type Value = string | Uint8Array;
type Attributes = Readonly<Record<string, Value | readonly Value[] | null>>;

/** The attribute that says which account a dMSA takes over; the right to enrol (MS-ADTS, MS-CRTD). */
const guids = {
  precededBy: 'a0945b2b-57a2-43bd-b327-4d112a4e8bd1',
  enroll: '0e10c968-78fb-11d2-90d4-00c04f79dc55',
} as const;
const everyone = 'S-1-5-11';
const full = 0xf01ff;

/** 100 nanoseconds since 1601. */
function fileTime(moment: Date): string {
  return String(BigInt(moment.getTime()) * 10_000n + 116_444_736_000_000_000n);
}

function lineOf(name: string, value: Value): string {
  const isPlain = typeof value === 'string' && /^[!-9;=-~][ -~]*$/.test(value);
  const line = isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`;
  const [first = '', ...rest] = line.match(/.{1,76}/g) ?? [];
  return [first, ...rest.map((piece) => ` ${piece}`)].join('\n');
}

/** One entry of LDIF (RFC 2849), its lines folded. */
function entry(dn: string, attributes: Attributes): string {
  const lines = Object.entries(attributes).flatMap(([name, told]) => {
    if (told === null) return [];
    const values: readonly Value[] = Array.isArray(told) ? told : [told as Value];
    return values.map((value) => lineOf(name, value));
  });
  return `${[lineOf('dn', dn), ...lines].join('\n')}\n`;
}

function answer(entries: readonly string[]): string {
  return [
    '# extended LDIF\n#\n# LDAPv3\n',
    '# base <> with scope subtree\n# filter: (objectClass=user)\n# requesting: ALL \n#\n',
    ...entries.map((one) => `# an entry\n${one}`),
    `# search result\nsearch: 3\nresult: 0 Success\ncontrol: 1.2.840.113556.1.4.319 false MAUCAQAEAA==\npagedresults: cookie=\n\n# numResponses: ${entries.length + 1}\n# numEntries: ${entries.length}\n`,
  ].join('\n');
}

const user = ['top', 'person', 'organizationalPerson', 'user'];
const classes: Readonly<Record<DirectoryAccount['type'], readonly string[]>> = {
  user,
  computer: [...user, 'computer'],
  gmsa: [...user, 'computer', 'msDS-GroupManagedServiceAccount'],
  dmsa: [...user, 'computer', 'msDS-DelegatedManagedServiceAccount'],
};

function personDn(world: DirectoryWorld, person: Person): string {
  return distinguishedName(world, person).replace('Service Accounts', 'People');
}

function guidOf(number: number): Buffer {
  return guidBytes(`11111111-2222-3333-4444-${String(number).padStart(12, '0')}`);
}

function accountEntry(world: DirectoryWorld, account: DirectoryAccount): string {
  const admins = `${world.sid}-512`;
  const sidOf = (name: string) => {
    const found = world.accounts.find((one) => one.name === name);
    return `${world.sid}-${found?.rid ?? 0}`;
  };
  const rights: AccessEntry[] = [
    { sid: admins, mask: full },
    ...account.writers.map((name) => ({ sid: sidOf(name), mask: 0x20, about: guids.precededBy })),
  ];
  const acting = account.actedForBy.map((name) => ({ sid: sidOf(name), mask: full }));
  return entry(distinguishedName(world, account), {
    objectClass: classes[account.type],
    objectSid: sidBytes(`${world.sid}-${account.rid}`),
    objectGUID: guidOf(account.rid),
    whenCreated: '20240102030405.0Z',
    sAMAccountName: account.name,
    userAccountControl: String(account.control),
    pwdLastSet: fileTime(account.passwordSetAt),
    lastLogonTimestamp: fileTime(account.lastLogonAt),
    accountExpires: '9223372036854775807',
    servicePrincipalName: account.serviceNames,
    'msDS-SupportedEncryptionTypes':
      account.encryption === null ? null : String(account.encryption),
    'msDS-AllowedToDelegateTo': account.delegatesTo,
    'msDS-AllowedToActOnBehalfOfOtherIdentity':
      acting.length > 0 ? securityDescriptor('S-1-5-32-544', acting) : null,
    description: account.description,
    managedBy: account.manager ? personDn(world, account.manager) : null,
    nTSecurityDescriptor: securityDescriptor(admins, rights),
  });
}

function personEntry(world: DirectoryWorld, person: Person): string {
  return entry(personDn(world, person), {
    objectClass: user,
    objectSid: sidBytes(`${world.sid}-${2000 + person.number}`),
    objectGUID: guidOf(2000 + person.number),
    whenCreated: '20240102030405.0Z',
    sAMAccountName: person.login,
    displayName: person.name,
    mail: person.email,
    userPrincipalName: person.email,
    title: person.title,
    userAccountControl: '512',
    accountExpires: '0',
  });
}

function templateEntry(
  world: DirectoryWorld,
  services: string,
  template: DirectoryTemplate,
): string {
  const admins = `${world.sid}-512`;
  const enroller =
    template.enrollers === 'everyone' ? [{ sid: everyone, mask: 0x100, about: guids.enroll }] : [];
  return entry(`CN=${template.name},CN=Certificate Templates,${services}`, {
    objectClass: ['top', 'pKICertificateTemplate'],
    cn: template.name,
    'msPKI-Certificate-Name-Flag': template.anySubject ? '1' : '0',
    'msPKI-Enrollment-Flag': '0',
    'msPKI-RA-Signature': '0',
    pKIExtendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
    nTSecurityDescriptor: securityDescriptor(admins, [...enroller, { sid: admins, mask: full }]),
  });
}

/** What `ldapsearch` prints of a domain. */
export async function writeDirectory(folder: Folder, world: DirectoryWorld): Promise<void> {
  const { domain, accounts, people, templates, authorities } = world;
  const base = domain
    .split('.')
    .map((part) => `DC=${part}`)
    .join(',');
  const services = `CN=Public Key Services,CN=Services,CN=Configuration,${base}`;
  const write = (what: string, entries: readonly string[]) =>
    folder.write(`active-directory/${domain}__${what}.ldif`, answer(entries));
  await write('accounts', [
    ...accounts.map((account) => accountEntry(world, account)),
    ...people.map((person) => personEntry(world, person)),
    entry(`CN=Domain Admins,CN=Users,${base}`, {
      objectClass: ['top', 'group'],
      objectSid: sidBytes(`${world.sid}-512`),
      objectGUID: guidOf(512),
      sAMAccountName: 'Domain Admins',
    }),
  ]);
  await write('containers', [
    entry(`OU=Service Accounts,${base}`, {
      objectClass: ['top', 'organizationalUnit'],
      nTSecurityDescriptor: securityDescriptor(`${world.sid}-512`, [
        { sid: `${world.sid}-512`, mask: full },
      ]),
    }),
  ]);
  await write('certificates', [
    ...templates.map((template) => templateEntry(world, services, template)),
    ...authorities.map(({ name, templates: published }) =>
      entry(`CN=${name},CN=Enrollment Services,${services}`, {
        objectClass: ['top', 'pKIEnrollmentService'],
        cn: name,
        dNSHostName: `${name}.${domain}`,
        certificateTemplates: published,
      }),
    ),
  ]);
}
