import {
  keyFingerprint,
  type SnowflakeCredential,
  type SnowflakeUser,
  type SnowflakeWorld,
} from '../world/snowflake.ts';
import type { Folder } from './writing.ts';

const time = (moment: Date | null) =>
  moment === null ? null : `${moment.toISOString().slice(0, 19)}+00:00`;

function userRow(user: SnowflakeUser, index: number) {
  const has = (kind: SnowflakeCredential['kind']) =>
    user.credentials.some((one) => one.kind === kind);
  return {
    USER_ID: index + 1,
    NAME: user.name,
    CREATED_ON: time(user.createdAt),
    DELETED_ON: null,
    LOGIN_NAME: user.name,
    DISPLAY_NAME: user.name,
    FIRST_NAME: null,
    LAST_NAME: null,
    EMAIL: user.email,
    COMMENT: null,
    DISABLED: String(user.disabled),
    HAS_PASSWORD: user.passwordSetAt !== null,
    HAS_RSA_PUBLIC_KEY: has('key-pair'),
    HAS_PAT: has('token'),
    HAS_MFA: false,
    HAS_WORKLOAD_IDENTITY: false,
    LAST_SUCCESS_LOGIN: time(user.lastLoginAt),
    EXPIRES_AT: null,
    PASSWORD_LAST_SET_TIME: time(user.passwordSetAt),
    DEFAULT_ROLE: user.roles[0] ?? null,
    OWNER: 'USERADMIN',
    TYPE: user.type,
  };
}

function credentialRow(user: SnowflakeUser, credential: SnowflakeCredential) {
  const isToken = credential.kind === 'token';
  const details = isToken
    ? credential.role === null
      ? {}
      : { ROLE_RESTRICTION: [credential.role] }
    : { KEY_TYPE: 'RSA', PUBLIC_KEY_FP: keyFingerprint(credential) };
  return {
    CREDENTIAL_ID: credential.id,
    NAME: credential.name,
    USER_NAME: user.name,
    TYPE: isToken ? 'PAT' : 'KEYPAIR',
    DOMAIN: isToken ? 'PROGRAMMATIC_ACCESS_TOKEN' : 'KEY_PAIR',
    COMMENT: null,
    STATUS: 'ACTIVE',
    ADDITIONAL_DETAILS: JSON.stringify(details),
    CREATED_BY: 'ADMIN',
    CREATED_ON: time(credential.createdAt),
    LAST_USED_ON: time(credential.lastUsedAt),
    LAST_ALTERED: time(credential.createdAt),
    EXPIRATION_DATE: time(credential.expiresAt),
  };
}

function tokenRow(user: SnowflakeUser, credential: SnowflakeCredential) {
  return {
    name: credential.name,
    user_name: user.name,
    role_restriction: credential.role,
    expires_at: time(credential.expiresAt),
    status: 'ACTIVE',
    comment: null,
    created_on: time(credential.createdAt),
    created_by: 'ADMIN',
    mins_to_bypass_network_policy_requirement: null,
    rotated_to: null,
  };
}

function logins(users: readonly SnowflakeUser[]): string {
  const rows = users.map((user) => {
    const factor = user.passwordSetAt === null ? 'RSA_KEYPAIR' : 'PASSWORD';
    const client = user.browserLogin ? 'SNOWFLAKE_UI' : 'JDBC_DRIVER';
    return `${user.lastLoginAt.toISOString().slice(0, 19).replace('T', ' ')}.000 Z,${user.name},${factor},${client}`;
  });
  return [
    'LAST_LOGIN,USER_NAME,FIRST_AUTHENTICATION_FACTOR,REPORTED_CLIENT_TYPE',
    ...rows,
    '',
  ].join('\n');
}

const grant = {
  CREATED_ON: '2023-01-01T00:00:00+00:00',
  DELETED_ON: null,
  GRANTED_TO: 'ROLE',
  GRANT_OPTION: false,
  TABLE_CATALOG: 'SHOP',
  TABLE_SCHEMA: 'PUBLIC',
};

/** What the views and commands of Snowflake answer. */
export async function writeSnowflake(
  folder: Folder,
  { account, users }: SnowflakeWorld,
): Promise<void> {
  const write = (what: string, rows: unknown) =>
    folder.write(`snowflake/${account}__${what}.json`, JSON.stringify(rows));
  await write('users', users.map(userRow));
  await write(
    'credentials',
    users.flatMap((user) => user.credentials.map((one) => credentialRow(user, one))),
  );
  await folder.write(
    `snowflake/${account}__logins.csv`,
    logins(users.filter(({ disabled }) => !disabled)),
  );
  await write('network-policies', [
    {
      ID: 1,
      NAME: 'OFFICE',
      ALLOWED_IP_LIST: '198.51.100.0/24',
      BLOCKED_IP_LIST: null,
      DELETED: null,
    },
    { ID: 2, NAME: 'OPEN', ALLOWED_IP_LIST: '0.0.0.0/0', BLOCKED_IP_LIST: null, DELETED: null },
  ]);
  const policy = { POLICY_KIND: 'NETWORK_POLICY' };
  await write('policy-references', [
    { ...policy, POLICY_NAME: 'OPEN', REF_ENTITY_NAME: account, REF_ENTITY_DOMAIN: 'ACCOUNT' },
    ...users
      .filter(({ limitedToOffice }) => limitedToOffice)
      .map(({ name }) => ({
        ...policy,
        POLICY_NAME: 'OFFICE',
        REF_ENTITY_NAME: name,
        REF_ENTITY_DOMAIN: 'USER',
      })),
  ]);
  await write('role-grants', [
    { ...grant, PRIVILEGE: 'INSERT', GRANTED_ON: 'TABLE', NAME: 'ORDERS', GRANTEE_NAME: 'LOADER' },
    { ...grant, PRIVILEGE: 'SELECT', GRANTED_ON: 'VIEW', NAME: 'SALES', GRANTEE_NAME: 'READER' },
  ]);
  await write(
    'roles',
    ['LOADER', 'READER', 'ACCOUNTADMIN'].map((NAME) => ({
      NAME,
      DELETED_ON: null,
      COMMENT: null,
      OWNER: 'USERADMIN',
      ROLE_TYPE: 'ROLE',
    })),
  );
  await write(
    'user-grants',
    users.flatMap(({ name, roles }) =>
      roles.map((ROLE) => ({
        CREATED_ON: '2023-01-01T00:00:00+00:00',
        DELETED_ON: null,
        ROLE,
        GRANTED_TO: 'USER',
        GRANTEE_NAME: name,
        GRANTED_BY: 'SECURITYADMIN',
      })),
    ),
  );
  for (const user of users) {
    const tokens = user.credentials.filter(({ kind }) => kind === 'token');
    await write(
      `${user.name}__access-tokens`,
      tokens.map((one) => tokenRow(user, one)),
    );
  }
  await write('integrations', []);
}
