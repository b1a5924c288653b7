import type { Field, Mapping } from '../schema.ts';

/** Names of columns that are known without a mapping, in the order of preference; written without case, blanks, `_` and `-`. */
const known = {
  name: [
    'name',
    'identity',
    'identityname',
    'account',
    'accountname',
    'serviceaccount',
    'username',
    'user',
    'login',
    'principal',
    'displayname',
    'application',
    'app',
  ],
  key: ['identityid', 'accountid', 'userid', 'principalid', 'objectid', 'arn'],
  kind: ['kind', 'identitykind', 'identitytype', 'accounttype', 'type'],
  status: ['status', 'state', 'enabled', 'active'],
  createdAt: ['createdat', 'created', 'creationdate', 'createdate', 'creationtime', 'datecreated'],
  lastUsedAt: [
    'lastusedat',
    'lastused',
    'lastlogin',
    'lastloginat',
    'lastlogon',
    'lastactivity',
    'lastseen',
    'lastsignin',
  ],
  createdBy: ['createdby', 'creator'],
  description: ['description', 'purpose', 'notes', 'comment'],
  environment: ['environment', 'env', 'stage'],
  access: ['access', 'accesslevel', 'privilege'],
  credentialId: [
    'credentialid',
    'keyid',
    'accesskeyid',
    'tokenid',
    'clientid',
    'secretid',
    'thumbprint',
    'serialnumber',
  ],
  credentialName: ['credential', 'credentialname', 'keyname', 'tokenname', 'secretname'],
  credentialKind: ['credentialtype', 'credentialkind', 'keytype', 'tokentype', 'authmethod'],
  expiresAt: [
    'expiresat',
    'expires',
    'expiry',
    'expirydate',
    'expirationdate',
    'expiration',
    'validuntil',
    'notafter',
  ],
  lastRotatedAt: [
    'lastrotatedat',
    'lastrotated',
    'rotatedat',
    'rotated',
    'passwordlastset',
    'passwordlastchanged',
  ],
  scopes: ['scopes', 'scope', 'permissions'],
  owner: ['owner', 'ownername', 'team', 'ownerteam', 'responsible', 'contact'],
  ownerEmail: ['owneremail', 'contactemail', 'email'],
  entitlement: ['role', 'entitlement', 'policy', 'group', 'rolename'],
  on: ['resource', 'on', 'target', 'resourcename'],
} as const;

type Known = keyof typeof known;

/** Values that stand for "never" where a date is expected, in exports without a mapping. */
const neverWords = ['never', 'Never', 'NEVER'];
const dates: ReadonlySet<Known> = new Set([
  'createdAt',
  'lastUsedAt',
  'expiresAt',
  'lastRotatedAt',
]);

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * A mapping guessed from the names of the columns; null when none of them names an identity. Nothing
 * of a column with another name is read, since it may hold a secret.
 */
export function defaultMapping(columns: readonly string[]): Mapping | null {
  const byName = new Map(columns.map((column) => [plain(column), column]));
  const field = (what: Known): Field | undefined => {
    const found = known[what].find((name) => byName.has(name));
    const column = found === undefined ? undefined : byName.get(found);
    if (column === undefined) return undefined;
    return dates.has(what) ? { column, never: neverWords } : column;
  };
  const name = field('name') ?? field('key');
  if (name === undefined) return null;
  const hasCredential =
    field('credentialId') ??
    field('credentialName') ??
    field('credentialKind') ??
    field('expiresAt');
  const hasOwner = field('owner') ?? field('ownerEmail');
  const entitlement = field('entitlement');
  return {
    nonhumanMapping: 1,
    provider: 'generic',
    complete: false,
    dates: 'iso',
    identity: {
      name,
      ...fields(
        {
          key: 'key',
          kind: 'kind',
          status: 'status',
          createdAt: 'createdAt',
          lastUsedAt: 'lastUsedAt',
          createdBy: 'createdBy',
          description: 'description',
          environment: 'environment',
          access: 'access',
        },
        field,
      ),
    },
    ...(hasCredential
      ? {
          credential: fields(
            {
              publicId: 'credentialId',
              name: 'credentialName',
              kind: 'credentialKind',
              status: 'status',
              createdAt: 'createdAt',
              expiresAt: 'expiresAt',
              lastUsedAt: 'lastUsedAt',
              lastRotatedAt: 'lastRotatedAt',
              scopes: 'scopes',
            },
            field,
          ),
        }
      : {}),
    ...(hasOwner ? { owner: fields({ name: 'owner', email: 'ownerEmail' }, field) } : {}),
    ...(entitlement ? { grant: { entitlement, ...fields({ on: 'on' }, field) } } : {}),
  };
}

/** Those of the fields whose column is there. */
function fields<Name extends string>(
  wanted: Readonly<Record<Name, Known>>,
  field: (what: Known) => Field | undefined,
): Partial<Record<Name, Field>> {
  const found: Partial<Record<Name, Field>> = {};
  for (const name of Object.keys(wanted) as Name[]) {
    const column = field(wanted[name]);
    if (column !== undefined) found[name] = column;
  }
  return found;
}
