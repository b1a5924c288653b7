/** A value of JSON, before anybody has looked at its shape. */
export type Json = { readonly [name: string]: unknown };

const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.map(record) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(text);
const accountIn = (arn: unknown) => text(arn).split(':')[4] ?? '';

function time(value: unknown): string {
  if (typeof value === 'string') return new Date(value).toISOString();
  const { year, month, day, hour, minute, second } = record(value);
  if (typeof year !== 'number') return 'unknown';
  const pad = (part: unknown) => String(Number(part)).padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.000Z`;
}

function identity(kind: 'user' | 'role', one: Json): string {
  const tags = Object.fromEntries(
    records(one['Tags']).map((tag) => [text(tag['Key']), text(tag['Value'])]),
  );
  const boundary = text(record(one['PermissionsBoundary'])['PermissionsBoundaryArn']);
  const interactive = one['PasswordLastUsed'] === undefined ? '' : time(one['PasswordLastUsed']);
  const lastUsed = record(one['RoleLastUsed'])['LastUsedDate'];
  const name = text(one[kind === 'user' ? 'UserName' : 'RoleName']);
  return `aws-iam-${kind} ${text(one['Arn'])} ${name} active made ${time(one['CreateDate'])} tags ${JSON.stringify(tags)} boundary ${boundary} interactive ${interactive} used ${lastUsed === undefined ? '' : time(lastUsed)}`;
}

/** Who may become a role, by its trust policy. */
function trusts(role: Json): string[] {
  const arn = text(role['Arn']);
  const written = role['AssumeRolePolicyDocument'];
  const document = record(
    typeof written === 'string' ? JSON.parse(decodeURIComponent(written)) : written,
  );
  const statement = document['Statement'];
  const found = (Array.isArray(statement) ? statement : [statement]).map(record).flatMap((one) => {
    if (one['Effect'] !== 'Allow') return [];
    const conditions = Object.entries(record(one['Condition'])).flatMap(([operator, keys]) =>
      Object.entries(record(keys)).map(([key, values]) => ({
        operator,
        key,
        values: texts(values),
      })),
    );
    const principal = one['Principal'] === '*' ? { AWS: '*' } : record(one['Principal']);
    return Object.entries(principal).flatMap(([kind, values]) =>
      texts(values).map((value) => ({ kind, value, conditions })),
    );
  });
  return [...new Set(found.map((one) => JSON.stringify(one)))].flatMap((key) => {
    const { kind, value, conditions } = JSON.parse(key) as (typeof found)[number];
    const from = principal(kind, value, accountIn(arn));
    const way = kind === 'Federated' ? 'federated-login' : 'assume-role';
    const delegation = `delegation ${way} ${from} to ${arn} conditions ${JSON.stringify(conditions)}`;
    if (kind !== 'Federated') return [delegation];
    const isSaml = value.includes(':saml-provider/');
    const issuer = isSaml ? value : `https://${value.replace(/^.*:oidc-provider\//, '')}`;
    return [delegation, `trust aws-${isSaml ? 'saml' : 'oidc'}-trust of ${arn} in ${issuer}`];
  });
}

function principal(kind: string, value: string, account: string): string {
  if (value === '*') return 'public *';
  if (kind === 'Service') return `service ${value}`;
  if (kind === 'Federated') return `external ${value}`;
  if (/^A[A-Z]{3}/.test(value)) return `external ${value}`;
  const owner = /^\d{12}$/.test(value) ? value : accountIn(value);
  if (value === owner || value.endsWith(':root'))
    return `${owner === account ? 'group' : 'external'} arn:aws:iam::${owner}:root`;
  return `identity ${value}`;
}

function document(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? JSON.parse(decodeURIComponent(value)) : value);
}

/** What a holder carries: keys of its policies. */
function carried(holder: Json, inline: string): string[] {
  return [
    ...records(holder['AttachedManagedPolicies']).map((one) => text(one['PolicyArn'])),
    ...records(holder[inline]).map(
      (one) => `${text(holder['Arn'])}#inline/${text(one['PolicyName'])}`,
    ),
  ];
}

function inlineEntitlements(holder: Json, inline: string): string[] {
  return records(holder[inline]).map(
    (one) =>
      `entitlement ${text(holder['Arn'])}#inline/${text(one['PolicyName'])} ${document(one['PolicyDocument'])}`,
  );
}

function instances(profiles: unknown, roles: (profile: Json) => string[]): string[] {
  return records(profiles).flatMap((profile) =>
    roles(profile).map((role) => `instance ${text(profile['InstanceProfileName'])} of ${role}`),
  );
}

/** Every row that `get-account-authorization-details` tells of, taken out by walking; sorted. */
export function authorizationDetailsTold(recorded: Json): string[] {
  const answer = record(recorded['authz'] ?? recorded);
  const groups = records(answer['GroupDetailList']);
  const grant = (holder: unknown, policy: string, via: unknown = '') =>
    `grant ${text(holder)} ${policy} via ${text(via)} on ${accountIn(holder)}`;
  const rows = [
    ...records(answer['UserDetailList']).flatMap((user) => [
      identity('user', user),
      ...inlineEntitlements(user, 'UserPolicyList'),
      ...carried(user, 'UserPolicyList').map((policy) => grant(user['Arn'], policy)),
      ...groups
        .filter((group) => texts(user['GroupList'] ?? []).includes(text(group['GroupName'])))
        .flatMap((group) =>
          carried(group, 'GroupPolicyList').map((policy) =>
            grant(user['Arn'], policy, group['Arn']),
          ),
        ),
    ]),
    ...groups.flatMap((group) => [
      ...inlineEntitlements(group, 'GroupPolicyList'),
      ...carried(group, 'GroupPolicyList').map((policy) => grant(group['Arn'], policy)),
    ]),
    ...records(answer['RoleDetailList']).flatMap((role) => [
      identity('role', role),
      ...inlineEntitlements(role, 'RolePolicyList'),
      ...carried(role, 'RolePolicyList').map((policy) => grant(role['Arn'], policy)),
      ...instances(role['InstanceProfileList'], () => [text(role['Arn'])]),
      ...trusts(role),
    ]),
    ...records(answer['Policies']).map((policy) => {
      const version = records(policy['PolicyVersionList']).find((one) => one['IsDefaultVersion']);
      return `entitlement ${text(policy['Arn'])} ${version === undefined ? 'null' : document(version['Document'])}`;
    }),
  ];
  return rows.sort();
}

/** Every row that one recorded answer of a call of IAM tells of, taken out by walking; sorted. */
export function recordingTold(recorded: Json): string[] {
  const answer = record(recorded['data']);
  const both = (list: string, one: string) => [
    ...records(answer[list]),
    ...(answer[one] === undefined ? [] : [record(answer[one])]),
  ];
  const status = (value: unknown) => (value === 'Active' ? 'active' : 'disabled');
  const credential = (kind: string, id: unknown, one: Json, made: unknown, more = ' ') =>
    `${kind} ${text(id)} of ${text(one['UserName'])} ${status(one['Status'])} made ${time(made)} ${more}`;
  const rows = [
    ...both('Users', 'User').map((user) => identity('user', user)),
    ...both('Roles', 'Role').flatMap((role) => [
      identity('role', role),
      ...(role['AssumeRolePolicyDocument'] ? trusts(role) : []),
    ]),
    ...instances(answer['InstanceProfiles'], (profile) =>
      records(profile['Roles']).flatMap((role) => (role['Arn'] ? [text(role['Arn'])] : [])),
    ),
    ...records(answer['Policies']).map((policy) => `entitlement ${text(policy['Arn'])} null`),
    ...records(answer['AccessKeyMetadata']).map((one) =>
      credential('access-key', one['AccessKeyId'], one, one['CreateDate']),
    ),
    ...records(answer['SSHPublicKeys']).map((one) =>
      credential('ssh-key', one['SSHPublicKeyId'], one, one['UploadDate']),
    ),
    ...records(answer['ServiceSpecificCredentials']).map((one) =>
      credential(
        'password',
        one['ServiceSpecificCredentialId'],
        one,
        one['CreateDate'],
        `${text(one['ServiceName'])} ${text(one['ServiceUserName'])}`,
      ),
    ),
    ...records(answer['OpenIDConnectProviderList']).map(
      (one) => `resource aws-oidc-provider ${text(one['Arn'])}`,
    ),
    ...records(answer['SAMLProviderList']).map(
      (one) => `resource aws-saml-provider ${text(one['Arn'])}`,
    ),
  ];
  return rows.sort();
}

/** Every user, password and key that a recorded credential report tells of, cell by cell; sorted. */
export function credentialReportTold(recorded: Json): string[] {
  const content = text(record(recorded['data'])['Content']);
  const csv = content.startsWith('user,') ? content : Buffer.from(content, 'base64').toString();
  const [head = '', ...lines] = csv.trim().split('\n');
  const moment = (cell = '') => (/^\d{4}/.test(cell) ? new Date(cell).toISOString() : '');
  const rows = lines.flatMap((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[head.split(',').indexOf(name)];
    const arn = cell('arn') ?? '';
    const mfa = ['true', 'false'].includes(cell('mfa_active') ?? '') ? cell('mfa_active') : 'null';
    const password = `${arn} password active ${moment(cell('password_last_changed'))} ${moment(cell('password_last_used'))}`;
    const hasPassword = cell('user') === '<root_account>' || cell('password_enabled') === 'true';
    const keys = ['access_key_1', 'access_key_2'].flatMap((key) => {
      const isActive = cell(`${key}_active`) === 'true';
      const changed = moment(cell(`${key}_last_rotated`));
      const status = isActive ? 'active' : 'disabled';
      return isActive || changed !== ''
        ? [`${arn} access-key ${status} ${changed} ${moment(cell(`${key}_last_used_date`))}`]
        : [];
    });
    return [
      `${arn} made ${moment(cell('user_creation_time'))} mfa ${mfa}`,
      ...(hasPassword ? [password] : []),
      ...keys,
    ];
  });
  return rows.sort();
}
