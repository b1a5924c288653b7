import { rightGuid } from '../formats/security-descriptor.ts';
import {
  type Attributes,
  descriptorBytes,
  fileTimeOf,
  guidBytes,
  keyCredentialValue,
  ldifEntry,
  searchAnswer,
  sidBytes,
} from './bytes.ts';

/** The domain that the fixtures are about. */
export const domain = 'acme.example';
const base = 'DC=acme,DC=example';
const domainSid = 'S-1-5-21-1000-2000-3000';
const sid = (rid: number) => `${domainSid}-${rid}`;

export const sids = {
  sql: sid(1101),
  web: sid(1102),
  ada: sid(1103),
  backup: sid(1104),
  gmsa: sid(1105),
  dmsa: sid(1106),
  smsa: sid(1107),
  helpdesk: sid(1108),
  server: sid(1201),
  controller: sid(1202),
  krbtgt: sid(502),
  domainAdmins: sid(512),
  domainUsers: sid(513),
  team: sid(1301),
} as const;

/** Passwords that stand in descriptions. */
export const plantedSecrets = [
  `Winter${2000 + 24}!x`,
  `B4ckup${'-'}${'R0cks'}`,
  `old-${'h00rse'}-7`,
];

const keyId = 'ab'.repeat(32);
const managers = { ada: `CN=Ada Lovelace,OU=People,${base}` };

function account(rid: string, attributes: Attributes): Attributes {
  return {
    objectSid: sidBytes(rid),
    objectGUID: guidBytes('11111111-2222-3333-4444-555555555555'),
    whenCreated: '20190102030405.0Z',
    ...attributes,
  };
}

const user = ['top', 'person', 'organizationalPerson', 'user'];
const computer = [...user, 'computer'];
const full = 0xf01ff;

/** Entries of accounts and groups, by what they are about. */
export const entries = {
  sql: ldifEntry(`CN=SQL Service,OU=Service Accounts,${base}`, {
    ...account(sids.sql, { objectClass: user, sAMAccountName: 'svc-sql' }),
    description: `Database of the shop. Password: ${plantedSecrets[0]} (do not change)`,
    userAccountControl: String(0x200 | 0x10000 | 0x1000000),
    pwdLastSet: fileTimeOf('2016-03-01T00:00:00Z'),
    lastLogonTimestamp: fileTimeOf('2026-06-01T10:00:00Z'),
    lastLogon: fileTimeOf('2026-05-20T10:00:00Z'),
    accountExpires: '9223372036854775807',
    servicePrincipalName: ['MSSQLSvc/db.acme.example:1433', 'MSSQLSvc/db.acme.example'],
    'msDS-SupportedEncryptionTypes': '4',
    'msDS-AllowedToDelegateTo': ['cifs/files.acme.example/acme', 'cifs/files'],
    adminCount: '1',
    memberOf: [`CN=Domain Admins,CN=Users,${base}`],
    managedBy: managers.ada,
    nTSecurityDescriptor: descriptorBytes(sids.domainAdmins, [
      { sid: sids.helpdesk, mask: 0x20, objectType: rightGuid.keyCredentialLink },
      { sid: sids.domainAdmins, mask: full },
      { sid: sids.domainUsers, mask: 0x20, objectType: '00000000-1111-2222-3333-444444444444' },
    ]),
    'msDS-KeyCredentialLink': keyCredentialValue({
      keyId,
      createdAt: '2026-04-01T00:00:00Z',
      deviceId: null,
      dn: `CN=SQL Service,OU=Service Accounts,${base}`,
    }),
  }),
  backup: ldifEntry(`CN=bäckup,OU=Dienstkonten,${base}`, {
    ...account(sids.backup, { objectClass: user, sAMAccountName: 'backup' }),
    userAccountControl: String(0x200 | 0x20 | 0x400000 | 0x80000),
    pwdLastSet: '0',
    info: `pw=${plantedSecrets[1]}`,
    userPassword: Buffer.from(plantedSecrets[2] ?? ''),
  }),
  ada: ldifEntry(managers.ada, {
    ...account(sids.ada, { objectClass: user, sAMAccountName: 'ada' }),
    displayName: 'Ada Lovelace',
    mail: 'Ada@Acme.example',
    userPrincipalName: 'ada@acme.example',
    title: 'Engineer',
    description: 'Password is managed by the vault',
    userAccountControl: String(0x200),
    pwdLastSet: fileTimeOf('2026-06-01T00:00:00Z'),
    accountExpires: '0',
  }),
  helpdesk: ldifEntry(`CN=Help Desk,OU=People,${base}`, {
    ...account(sids.helpdesk, { objectClass: user, sAMAccountName: 'helpdesk' }),
    userAccountControl: String(0x202),
  }),
  krbtgt: ldifEntry(`CN=krbtgt,CN=Users,${base}`, {
    ...account(sids.krbtgt, { objectClass: user, sAMAccountName: 'krbtgt' }),
    userAccountControl: String(0x202),
    pwdLastSet: fileTimeOf('2012-01-01T00:00:00Z'),
    servicePrincipalName: 'kadmin/changepw',
  }),
  gmsa: ldifEntry(`CN=gmsa-web,CN=Managed Service Accounts,${base}`, {
    ...account(sids.gmsa, {
      objectClass: [...computer, 'msDS-GroupManagedServiceAccount'],
      sAMAccountName: 'gmsa-web$',
    }),
    userAccountControl: String(0x1000),
    'msDS-ManagedPasswordInterval': '30',
    'msDS-GroupMSAMembership': descriptorBytes(sids.domainAdmins, [
      { sid: sids.server, mask: full },
    ]),
  }),
  dmsa: ldifEntry(`CN=dmsa-sql,OU=Service Accounts,${base}`, {
    ...account(sids.dmsa, {
      objectClass: [...computer, 'msDS-DelegatedManagedServiceAccount'],
      sAMAccountName: 'dmsa-sql$',
    }),
    userAccountControl: String(0x1000),
    'msDS-ManagedAccountPrecededByLink': `CN=SQL Service,OU=Service Accounts,${base}`,
    nTSecurityDescriptor: descriptorBytes(sids.helpdesk, [
      { sid: sids.backup, mask: 0x20, objectType: rightGuid.precededByLink },
      { sid: 'S-1-5-18', mask: full },
      { sid: sids.ada, mask: full, denies: true },
      { sid: sids.domainUsers, mask: full, flags: 0x08 },
    ]),
  }),
  smsa: ldifEntry(`CN=smsa-old,CN=Managed Service Accounts,${base}`, {
    ...account(sids.smsa, {
      objectClass: [...computer, 'msDS-ManagedServiceAccount'],
      sAMAccountName: 'smsa-old$',
    }),
    userAccountControl: String(0x1000),
  }),
  server: ldifEntry(`CN=FILES,OU=Servers,${base}`, {
    ...account(sids.server, { objectClass: computer, sAMAccountName: 'FILES$' }),
    dNSHostName: 'files.acme.example',
    operatingSystem: 'Windows Server 2022 Standard',
    userAccountControl: String(0x1000),
    servicePrincipalName: 'HOST/files.acme.example',
    'msDS-HostServiceAccount': `CN=smsa-old,CN=Managed Service Accounts,${base}`,
    'msDS-AllowedToActOnBehalfOfOtherIdentity': descriptorBytes('S-1-5-32-544', [
      { sid: sids.backup, mask: full },
    ]),
  }),
  controller: ldifEntry(`CN=DC1,OU=Domain Controllers,${base}`, {
    ...account(sids.controller, { objectClass: computer, sAMAccountName: 'DC1$' }),
    dNSHostName: 'dc1.acme.example',
    userAccountControl: String(0x82000),
  }),
  domainAdmins: ldifEntry(`CN=Domain Admins,CN=Users,${base}`, {
    ...account(sids.domainAdmins, {
      objectClass: ['top', 'group'],
      sAMAccountName: 'Domain Admins',
    }),
    member: [managers.ada, `CN=bäckup,OU=Dienstkonten,${base}`],
  }),
} as const;

const containers = [
  ldifEntry(`OU=Migrations,${base}`, {
    objectClass: ['top', 'organizationalUnit'],
    nTSecurityDescriptor: descriptorBytes(sids.domainAdmins, [
      { sid: sids.backup, mask: 1, objectType: rightGuid.delegatedManagedAccount },
      { sid: sids.ada, mask: 1, objectType: '00000000-1111-2222-3333-444444444444' },
    ]),
  }),
];

const services = `CN=Public Key Services,CN=Services,CN=Configuration,${base}`;
const certificates = [
  ldifEntry(`CN=WebUser,CN=Certificate Templates,${services}`, {
    objectClass: ['top', 'pKICertificateTemplate'],
    cn: 'WebUser',
    'msPKI-Certificate-Name-Flag': '1',
    'msPKI-Enrollment-Flag': '0',
    'msPKI-RA-Signature': '0',
    pKIExtendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
    nTSecurityDescriptor: descriptorBytes(sids.domainAdmins, [
      { sid: sids.domainUsers, mask: 0x100, objectType: rightGuid.enroll },
      { sid: 'S-1-5-11', mask: 0x20094 },
      { sid: sids.domainAdmins, mask: full },
    ]),
  }),
  ldifEntry(`CN=acme-CA,CN=Enrollment Services,${services}`, {
    objectClass: ['top', 'pKIEnrollmentService'],
    cn: 'acme-CA',
    dNSHostName: 'ca.acme.example',
    certificateTemplates: ['WebUser', 'Machine'],
  }),
];

function collection(type: string, data: readonly object[]): string {
  return JSON.stringify({ data, meta: { methods: 0, type, count: data.length, version: 6 } });
}

const properties = (name: string, rest: object) => ({
  domain: 'ACME.EXAMPLE',
  name: `${name}@ACME.EXAMPLE`,
  domainsid: domainSid,
  ...rest,
});

const epoch = (moment: string) => Date.parse(moment) / 1000;

/** Files of a BloodHound collection. */
export const bloodhound: Readonly<Record<string, string>> = {
  '20260601_groups.json': collection('groups', [
    {
      ObjectIdentifier: sids.domainAdmins,
      Properties: properties('DOMAIN ADMINS', { samaccountname: 'Domain Admins' }),
      Members: [{ ObjectIdentifier: sids.web, ObjectType: 'User' }],
      Aces: [],
    },
    {
      ObjectIdentifier: 'ACME.EXAMPLE-S-1-5-11',
      Properties: properties('AUTHENTICATED USERS', {}),
      Members: [],
      Aces: [],
    },
  ]),
  '20260601_users.json': collection('users', [
    {
      ObjectIdentifier: sids.web,
      Properties: properties('WEB', {
        samaccountname: 'web',
        distinguishedname: `CN=web,OU=Apps,${base}`.toUpperCase(),
        enabled: true,
        unconstraineddelegation: false,
        trustedtoauth: true,
        dontreqpreauth: false,
        passwordnotreqd: false,
        pwdneverexpires: true,
        sensitive: false,
        admincount: true,
        description: null,
        whencreated: epoch('2018-01-01T00:00:00Z'),
        pwdlastset: epoch('2018-01-01T00:00:00Z'),
        lastlogon: -1,
        lastlogontimestamp: -1,
        serviceprincipalnames: ['HTTP/web.acme.example'],
        hasspn: true,
        allowedtodelegate: ['cifs/files.acme.example'],
        supportedencryptiontypes: ['AES128-CTS-HMAC-SHA1-96', 'AES256-CTS-HMAC-SHA1-96'],
      }),
      AllowedToDelegate: [{ ObjectIdentifier: sids.server, ObjectType: 'Computer' }],
      SPNTargets: [],
      HasSIDHistory: [],
      Aces: [
        {
          PrincipalSID: sids.team,
          PrincipalType: 'Group',
          RightName: 'GenericWrite',
          IsInherited: false,
        },
        { PrincipalSID: sids.domainAdmins, PrincipalType: 'Group', RightName: 'GenericAll' },
      ],
      IsDeleted: false,
    },
  ]),
  '20260601_computers.json': collection('computers', [
    {
      ObjectIdentifier: sids.server,
      Properties: properties('FILES.ACME.EXAMPLE', {
        samaccountname: 'FILES$',
        name: 'FILES.ACME.EXAMPLE',
        enabled: true,
        unconstraineddelegation: true,
        isdc: false,
        serviceprincipalnames: [],
        lastlogontimestamp: epoch('2026-06-10T00:00:00Z'),
      }),
      AllowedToAct: [{ ObjectIdentifier: sids.web, ObjectType: 'User' }],
      AllowedToDelegate: [],
      DumpSMSAPassword: [],
      Aces: [],
    },
  ]),
  '20260601_certtemplates.json': collection('certtemplates', [
    {
      ObjectIdentifier: 'AAAAAAAA-1111-2222-3333-444444444444',
      Properties: properties('CORPUSER', {
        enrolleesuppliessubject: true,
        requiresmanagerapproval: false,
        authenticationenabled: true,
        effectiveekus: ['1.3.6.1.5.5.7.3.2'],
        authorizedsignatures: 0,
      }),
      Aces: [
        { PrincipalSID: 'ACME.EXAMPLE-S-1-5-11', PrincipalType: 'Group', RightName: 'Enroll' },
        { PrincipalSID: sids.domainAdmins, PrincipalType: 'Group', RightName: 'GenericAll' },
      ],
    },
  ]),
  '20260601_enterprisecas.json': collection('enterprisecas', [
    {
      ObjectIdentifier: 'BBBBBBBB-1111-2222-3333-444444444444',
      Properties: properties('CORP-CA', { caname: 'CORP-CA', dnshostname: 'CA.ACME.EXAMPLE' }),
      EnabledCertTemplates: [
        { ObjectIdentifier: 'AAAAAAAA-1111-2222-3333-444444444444', ObjectType: 'CertTemplate' },
      ],
      Aces: [],
    },
  ]),
};

/** One file of every kind, under the names that the printed commands and the collectors give. */
export const exports: Readonly<Record<string, string>> = {
  [`${domain}__accounts.ldif`]: searchAnswer(Object.values(entries)),
  [`${domain}__containers.ldif`]: searchAnswer(containers),
  [`${domain}__certificates.ldif`]: searchAnswer(certificates),
  ...bloodhound,
};
