import {
  type AnswerPlace,
  answerList,
  enrichment,
  timeOf,
  toldOwner,
  upsert,
} from '@nonhuman/connector-kit';
import {
  never,
  type Observation,
  type Principal,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import { receiverUrl } from '../../formats/receiver-url.ts';
import {
  appKey,
  fromConnected,
  fromExternal,
  fromTokens,
  type TokenUser,
  toCredential,
} from '../mapping/application.ts';
import {
  accessOf,
  kindOf,
  toEntitlement,
  toGrant,
  toIdentity,
  toPassword,
  toPerson,
  userKey,
} from '../mapping/user.ts';
import {
  ConnectedApplication,
  ExternalClientApplication,
  NamedCredential,
  OauthToken,
  PermissionSetAssignment,
  User,
} from '../schema.ts';

/** An application as its tokens show it. */
interface SeenApp {
  readonly at: SalesforceAt;
  readonly name: string;
  lastUse: Timestamp | null;
  everUsed: boolean;
}

/** What the files of one run need of one another. */
export interface SalesforceOwn {
  /** Users that are not people or may administrate, by key; others are people without such rights. */
  readonly users: Map<string, TokenUser>;
  /** Scopes whose users, and whose applications, were read. */
  readonly usersOf: Set<string>;
  readonly appsOf: Set<string>;
  readonly installed: Set<string>;
  readonly seenApps: Map<string, SeenApp>;
}

export type SalesforceAt = AnswerPlace<SalesforceOwn>;

const list = answerList<SalesforceOwn>();

const answer = {
  members: ['result.records', 'records'],
  next: ['result.nextRecordsUrl', 'nextRecordsUrl'],
  total: 'result.totalSize',
} as const;

function query(soql: string, what: string): string {
  return `sf data query --target-org "$ORG" --json --query "${soql}" > "\${ORG}__${what}.json"`;
}

/** Every record names its object. */
const isOf = (type: string) => (item: Readonly<Record<string, unknown>>) => {
  const { attributes } = item;
  return typeof attributes === 'object' && attributes !== null && 'type' in attributes
    ? attributes.type === type
    : false;
};

const person: TokenUser = { isPerson: true, status: 'active', isAdmin: false };

const users = list({
  ...answer,
  id: 'salesforce.users',
  title: 'Users, with their profile and license',
  commands: [
    query(
      'SELECT Id, Username, Name, Email, Title, IsActive, UserType, CreatedDate, LastLoginDate, LastPasswordChangeDate, CreatedBy.Username, Manager.Email, Profile.Name, Profile.UserLicense.Name, Profile.PermissionsApiUserOnly, Profile.PermissionsModifyAllData, Profile.PermissionsViewAllData, Profile.PermissionsManageUsers, Profile.PermissionsCustomizeApplication, Profile.PermissionsAuthorApex FROM User',
      'users',
    ),
  ],
  emits: ['person', 'identity', 'credential'],
  what: 'users',
  item: User,
  fits: isOf('User'),
  *read(user, at): Generator<Observation> {
    const kind = kindOf(user);
    const isPerson = kind === 'person';
    const isAdmin = user.Profile ? accessOf(user.Profile) === 'admin' : null;
    const status = user.IsActive === true ? 'active' : user.IsActive === false ? 'left' : null;
    at.own.usersOf.add(at.scopeKey);
    if (!isPerson || isAdmin !== false || status !== 'active')
      at.own.users.set(userKey(at.scopeKey, user.Id), { isPerson, status, isAdmin });
    if (isPerson) {
      yield upsert(at.of, 'person', toPerson(at.scopeKey, user));
      return;
    }
    yield upsert(at.of, 'identity', toIdentity(at.scopeKey, user, kind));
    const password = kind === 'integration' ? toPassword(at.scopeKey, user) : null;
    if (password) yield upsert(at.of, 'credential', password);
  },
});

function userOf(at: SalesforceAt, id: string): TokenUser | null {
  const known = at.own.users.get(userKey(at.scopeKey, id));
  return known ?? (at.own.usersOf.has(at.scopeKey) ? person : null);
}

const connectedApps = list({
  ...answer,
  id: 'salesforce.connected-apps',
  title: 'Connected apps that are installed',
  commands: [query('SELECT FIELDS(STANDARD) FROM ConnectedApplication', 'connected-apps')],
  emits: ['identity'],
  what: 'connected-apps',
  item: ConnectedApplication,
  fits: isOf('ConnectedApplication'),
  *read(app, at) {
    at.own.appsOf.add(at.scopeKey);
    at.own.installed.add(appKey(at.scopeKey, app.Name));
    yield upsert(at.of, 'identity', fromConnected(at.scopeKey, app));
  },
});

const externalApps = list({
  ...answer,
  id: 'salesforce.external-client-apps',
  title: 'External client apps',
  commands: [
    query('SELECT FIELDS(STANDARD) FROM ExternalClientApplication', 'external-client-apps'),
  ],
  emits: ['identity', 'ownership'],
  what: 'external-client-apps',
  item: ExternalClientApplication,
  fits: isOf('ExternalClientApplication'),
  *read(app, at): Generator<Observation> {
    const identity = fromExternal(at.scopeKey, app);
    at.own.installed.add(identity.key);
    yield upsert(at.of, 'identity', identity);
    if (!app.ContactEmail) return;
    const email = app.ContactEmail.toLowerCase();
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'salesforce',
        subject: { type: 'identity', key: identity.key },
        owner: { type: 'person', name: email, email },
        signal: 'contact-email',
        confidence: 0.6,
      }),
    );
  },
});

const tokens = list({
  ...answer,
  id: 'salesforce.oauth-tokens',
  title: 'Refresh tokens that applications hold, with their last use',
  commands: [
    query(
      'SELECT Id, AppName, AppMenuItemId, UserId, User.Username, CreatedDate, LastUsedDate, UseCount FROM OauthToken',
      'oauth-tokens',
    ),
  ],
  emits: ['credential', 'identity', 'delegation'],
  what: 'oauth-tokens',
  item: OauthToken,
  fits: isOf('OauthToken'),
  *read(token, at): Generator<Observation> {
    const key = appKey(at.scopeKey, token.AppName);
    const used = timeOf(token.LastUsedDate);
    const known = at.own.seenApps.get(key) ?? {
      at,
      name: token.AppName,
      lastUse: null,
      everUsed: false,
    };
    at.own.seenApps.set(key, known);
    known.everUsed ||= token.UseCount !== 0;
    if (used !== null && used > (known.lastUse ?? '')) known.lastUse = used;
    const user = userOf(at, token.UserId);
    yield upsert(at.of, 'credential', toCredential(at.scopeKey, token, user));
    if (user === null || user.isPerson) return;
    const from: Principal = { type: 'identity', key, name: token.AppName };
    const to = { type: 'identity' as const, key: userKey(at.scopeKey, token.UserId) };
    yield upsert(at.of, 'delegation', {
      key: `${key} acts as ${to.key}`,
      provider: 'salesforce',
      kind: 'impersonate',
      from,
      to,
      conditional: false,
    });
  },
});

/** Every application that holds a token, installed or not. */
export function* appsOfTokens({
  seenApps,
  appsOf,
  installed,
}: SalesforceOwn): Generator<Observation> {
  for (const [key, { at, name, lastUse, everUsed }] of seenApps) {
    const isInstalled = installed.has(key) ? true : appsOf.has(at.scopeKey) ? false : null;
    const lastUsedAt =
      lastUse !== null ? seen(lastUse) : everUsed ? unknown('its tokens do not tell it') : never;
    yield enrichment(at.of, 'identity', fromTokens(key, { name, isInstalled, lastUsedAt }));
  }
}

const assignments = list({
  ...answer,
  id: 'salesforce.permission-set-assignments',
  title: 'Permission sets and profiles of users',
  commands: [
    query(
      'SELECT Id, AssigneeId, Assignee.Username, ExpirationDate, PermissionSet.Id, PermissionSet.Name, PermissionSet.Label, PermissionSet.IsOwnedByProfile, PermissionSet.Profile.Name, PermissionSet.PermissionsModifyAllData, PermissionSet.PermissionsViewAllData, PermissionSet.PermissionsManageUsers, PermissionSet.PermissionsCustomizeApplication, PermissionSet.PermissionsAuthorApex FROM PermissionSetAssignment',
      'permission-set-assignments',
    ),
  ],
  emits: ['entitlement', 'grant'],
  what: 'permission-set-assignments',
  item: PermissionSetAssignment,
  fits: isOf('PermissionSetAssignment'),
  *read(assignment, at): Generator<Observation> {
    const user = userOf(at, assignment.AssigneeId);
    const key = userKey(at.scopeKey, assignment.AssigneeId);
    const name = assignment.Assignee?.Username ?? assignment.AssigneeId;
    const principal: Principal = {
      type: user?.isPerson === false ? 'identity' : 'person',
      key,
      name,
    };
    yield upsert(at.of, 'entitlement', toEntitlement(at.scopeKey, assignment));
    yield upsert(at.of, 'grant', toGrant(at.scopeKey, principal, assignment));
  },
});

const namedCredentials = list({
  ...answer,
  id: 'salesforce.named-credentials',
  title: 'Named credentials: what this organization presents to others',
  commands: [
    query(
      'SELECT Id, DeveloperName, MasterLabel, Endpoint, PrincipalType FROM NamedCredential',
      'named-credentials',
    ),
  ],
  emits: ['secret-reference'],
  what: 'named-credentials',
  item: NamedCredential,
  fits: isOf('NamedCredential'),
  *read(named, at) {
    const url = receiverUrl(named.Endpoint);
    yield upsert(at.of, 'secret-reference', {
      key: `${at.scopeKey}/named-credentials/${named.DeveloperName}`,
      provider: 'salesforce',
      store: 'salesforce-named-credential',
      name: named.MasterLabel || named.DeveloperName,
      identityKey: null,
      place: {
        kind: 'provider',
        locator: `${at.scopeKey}/named-credentials/${named.DeveloperName}`,
      },
      attributes: {
        ...(url ? { url: url.text } : {}),
        ...(named.PrincipalType ? { principalType: named.PrincipalType } : {}),
      },
    });
  },
});

/** Users and applications come first: tokens only name them. */
export const lists = [users, connectedApps, externalApps, tokens, assignments, namedCredentials];
