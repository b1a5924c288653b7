import { answerList, enrichment, toldOwner, upsert } from '@nonhuman/connector-kit';
import { type Observation, type Person, unknown } from '@nonhuman/model';
import {
  accountKey,
  fromOauthClient,
  isPerson,
  isServiceAddress,
  toAppAccount,
  toPerson,
  toServiceAccount,
  toToken,
  toTokenHolder,
} from '../mapping/account.ts';
import { fromDeployKey } from '../mapping/deploy-key.ts';
import {
  ApiToken,
  App,
  DeployKey,
  OauthClient,
  Repository,
  ServiceAccount,
  User,
} from '../schema.ts';

/** What is known of an account. */
interface Account {
  readonly isService: boolean;
  readonly status: Person['status'];
  readonly name: string;
  readonly email: string | null;
}

/** What the files of one run need of one another. */
export interface AtlassianOwn {
  readonly accounts: Map<string, Account>;
  readonly repositories: Map<string, string>;
}

const list = answerList<AtlassianOwn>();
const admin = 'https://api.atlassian.com/admin';

/** All pages of a list of the organization, one after another; each names the next one. */
function pages(path: string, what: string): string {
  return `url="${admin}/${path}"; while [ -n "$url" ]; do answer=$(curl -sS -H "Authorization: Bearer $ATLASSIAN_API_KEY" "$url"); printf "%s\\n" "$answer"; url=$(printf "%s" "$answer" | jq -r ".links.next // empty"); done > "\${ORG}__${what}.json"`;
}

/** The same of Bitbucket. */
function bitbucketPages(path: string, file: string): string {
  return `url="https://api.bitbucket.org/2.0/${path}"; while [ -n "$url" ]; do answer=$(curl -sS -H "Authorization: Bearer $BITBUCKET_TOKEN" "$url"); printf "%s\\n" "$answer"; url=$(printf "%s" "$answer" | jq -r ".next // empty"); done > "${file}"`;
}

const users = list({
  id: 'atlassian.users',
  title: 'Managed accounts of an organization',
  commands: [pages('v1/orgs/$ORG/users', 'users')],
  emits: ['person', 'identity'],
  what: 'users',
  members: ['data'],
  next: ['links.next'],
  item: User,
  fits: (item) => 'account_id' in item && 'account_type' in item,
  *read(user, at): Generator<Observation> {
    const person = toPerson(at.scopeKey, user);
    const { name, email, status } = person;
    at.own.accounts.set(person.key, { isService: !isPerson(user), status, name, email });
    if (isPerson(user)) yield upsert(at.of, 'person', person);
    else yield upsert(at.of, 'identity', toAppAccount(at.scopeKey, user));
  },
});

const serviceAccounts = list({
  id: 'atlassian.service-accounts',
  title: 'Service accounts of an organization',
  commands: [pages('api-access/v1/orgs/$ORG/service-accounts', 'service-accounts')],
  emits: ['identity', 'ownership'],
  what: 'service-accounts',
  members: ['items'],
  next: ['links.next'],
  total: 'total',
  item: ServiceAccount,
  fits: (item) => 'atlassianId' in item,
  *read(account, at): Generator<Observation> {
    const identity = toServiceAccount(at.scopeKey, account);
    at.own.accounts.set(identity.key, {
      isService: true,
      status: 'unknown',
      name: identity.name,
      email: null,
    });
    yield upsert(at.of, 'identity', identity);
    const creator = account.createdById;
    if (!creator) return;
    const known = at.own.accounts.get(accountKey(at.scopeKey, creator));
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'atlassian',
        subject: { type: 'identity', key: identity.key },
        owner: {
          type: 'person',
          name: known?.name ?? creator,
          email: known?.email ?? null,
          status: known?.status ?? 'unknown',
        },
        ownerId: creator,
        signal: 'creator',
        confidence: 0.6,
      }),
    );
  },
});

const tokens = list({
  id: 'atlassian.api-tokens',
  title: 'API tokens of managed accounts, with their last use',
  commands: [pages('api-access/v1/orgs/$ORG/api-tokens', 'api-tokens')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'api-tokens',
  members: ['data'],
  next: ['links.next'],
  item: ApiToken,
  fits: (item) => 'lastActiveAt' in item && 'label' in item,
  *read(token, at): Generator<Observation> {
    const id = token.user?.id ?? null;
    const known = id === null ? undefined : at.own.accounts.get(accountKey(at.scopeKey, id));
    const isOfService = known?.isService ?? (isServiceAddress(token.user?.email) ? true : null);
    const credential = toToken(at.scopeKey, token, {
      isOfService,
      personStatus: known?.status ?? null,
      now: at.context.now,
    });
    yield upsert(at.of, 'credential', credential);
    if (!token.user || id === null || isOfService === true) return;
    yield enrichment(at.of, 'identity', toTokenHolder(at.scopeKey, { ...token.user, id }));
    const email = token.user.email?.toLowerCase() ?? known?.email ?? null;
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'atlassian',
        subject: { type: 'credential', key: credential.key },
        owner: {
          type: 'person',
          name: token.user.name || email || id,
          email,
          status: known?.status ?? 'unknown',
        },
        ownerId: id,
        signal: 'provider-owner',
        confidence: 0.9,
      }),
    );
  },
});

const oauthClients = list({
  id: 'atlassian.oauth-clients',
  title: 'OAuth clients of service accounts',
  commands: [pages('api-access/v1/orgs/$ORG/oauth-clients', 'oauth-clients')],
  emits: ['identity', 'credential'],
  what: 'oauth-clients',
  members: ['data'],
  next: ['links.next'],
  item: OauthClient,
  fits: (item) => 'clientId' in item,
  *read(client, at): Generator<Observation> {
    const { identity, credential } = fromOauthClient(at.scopeKey, client);
    yield upsert(at.of, 'identity', identity);
    yield upsert(at.of, 'credential', credential);
  },
});

const apps = list({
  id: 'atlassian.apps',
  title: 'Apps that are installed in a Jira or Confluence site',
  commands: [
    'curl -sS -H "Authorization: Basic $ATLASSIAN_BASIC" "https://$SITE.atlassian.net/rest/plugins/1.0/" > "${ORG}__${SITE}__apps.json"',
  ],
  emits: ['identity'],
  what: 'apps',
  members: ['plugins'],
  item: App,
  fits: (item) => 'userInstalled' in item && 'key' in item,
  *read(app, at) {
    // What comes with the product is no installed app.
    if (app.userInstalled !== true) return;
    const vendor = app.vendor?.name ?? null;
    yield upsert(at.of, 'identity', {
      key: `${at.scopeKey}/sites/${at.parent ?? 'unknown'}/apps/${app.key}`,
      provider: 'atlassian',
      kind: 'application',
      nativeType: 'atlassian-app',
      name: app.name || app.key,
      status: app.enabled === false ? 'disabled' : app.enabled === true ? 'active' : 'unknown',
      createdAt: unknown('the list of apps does not tell when one was installed'),
      lastUsedAt: unknown('the list of apps does not tell their use'),
      ...(app.description === undefined ? {} : { description: app.description }),
      attributes: {
        appId: app.key,
        approved: true,
        ...(vendor ? { publisher: vendor } : {}),
        ...(app.version ? { version: app.version } : {}),
        ...(at.parent ? { site: at.parent } : {}),
      },
    });
  },
});

const repositories = list({
  id: 'atlassian.repositories',
  title: 'Repositories of a Bitbucket workspace',
  commands: [bitbucketPages('repositories/$WORKSPACE?pagelen=100', '${ORG}__repositories.json')],
  emits: ['resource'],
  what: 'repositories',
  members: ['values'],
  next: ['next'],
  item: Repository,
  fits: (item) => 'full_name' in item && 'slug' in item,
  nameOf: (repository) => repository.slug,
  *read(repository, at) {
    at.own.repositories.set(`${at.scopeKey} ${repository.slug}`, repository.full_name);
    yield upsert(at.of, 'resource', {
      key: `${at.scopeKey}/repositories/${repository.full_name}`,
      provider: 'atlassian',
      nativeType: 'bitbucket-repository',
      name: repository.full_name,
      ...(typeof repository.is_private === 'boolean'
        ? { attributes: { visibility: repository.is_private ? 'private' : 'public' } }
        : {}),
    });
  },
});

const deployKeys = list({
  id: 'atlassian.deploy-keys',
  title: 'Access keys of each Bitbucket repository',
  commands: [
    `for slug in $(jq -r ".values[].slug" "\${ORG}__repositories.json"); do ${bitbucketPages('repositories/$WORKSPACE/$slug/deploy-keys?pagelen=100', '${ORG}__${slug}__deploy-keys.json')}; done`,
  ],
  emits: ['identity', 'credential', 'entitlement', 'grant'],
  what: 'deploy-keys',
  members: ['values'],
  next: ['next'],
  item: DeployKey,
  fits: (item) => item['type'] === 'deploy_key',
  parentListing: 'atlassian.repositories',
  *read(key, at): Generator<Observation> {
    const known = at.own.repositories.get(`${at.scopeKey} ${at.parent ?? ''}`);
    const repository = key.repository?.full_name ?? known ?? at.parent;
    const { identity, credential } = fromDeployKey(at.scopeKey, key, repository);
    yield upsert(at.of, 'identity', identity);
    yield upsert(at.of, 'credential', credential);
    yield upsert(at.of, 'entitlement', {
      key: 'access-key/read',
      provider: 'atlassian',
      nativeType: 'bitbucket-access-key-right',
      name: 'read',
      access: 'read',
    });
    yield upsert(at.of, 'grant', {
      key: `${identity.key} reads`,
      provider: 'atlassian',
      principal: { type: 'identity', key: identity.key, name: identity.name },
      entitlementKey: 'access-key/read',
      on: repository ?? 'unknown',
      via: null,
      conditional: false,
    });
  },
});

/** Accounts come first: tokens and service accounts name their numbers. */
export const lists = [users, serviceAccounts, tokens, oauthClients, apps, repositories, deployKeys];
