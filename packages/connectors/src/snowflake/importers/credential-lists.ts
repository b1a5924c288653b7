import { enrichment, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { fromDescription, fromToken, toCredential, toOwnership } from '../mapping/credential.ts';
import { fromDescription as integrationOf, toIdentity } from '../mapping/integration.ts';
import { AccessToken, Credential, Integration, Property } from '../schema.ts';
import {
  accountOf,
  credentialUser,
  type Described,
  list,
  queryOf,
  type SnowflakeAt,
  showOf,
} from './state.ts';

const credentials = list({
  id: 'snowflake.credentials',
  title: 'Programmatic access tokens, key pairs and workload identities, with their last use',
  commands: [queryOf('*', 'credentials', 'credentials')],
  emits: ['credential', 'ownership'],
  what: 'credentials',
  members: [''],
  columns: ['CREDENTIAL_ID', 'USER_NAME', 'TYPE'],
  alsoJson: true,
  item: Credential,
  fits: (item) => 'CREDENTIAL_ID' in item,
  *read(row, at) {
    const user = credentialUser(at, row.user_name);
    const credential = toCredential(row, { scopeKey: at.scopeKey, user });
    if (credential === null) return;
    yield upsert(at.of, 'credential', credential);
    for (const owner of toOwnership(credential.key, row.created_by))
      yield upsert(at.of, 'ownership', owner);
  },
});

const tokens = list({
  id: 'snowflake.access-tokens',
  title: 'Programmatic access tokens of each user, as SHOW lists them',
  commands: [
    'for user in $(jq -r ".[] | .NAME // .name" "${ACCOUNT}__users.json"); do snow sql --format json -q "show user programmatic access tokens for user $user" > "${ACCOUNT}__${user}__access-tokens.json"; done',
  ],
  emits: ['credential', 'ownership'],
  what: 'access-tokens',
  members: [''],
  item: AccessToken,
  fits: (item) => 'role_restriction' in item && 'rotated_to' in item,
  parentListing: 'snowflake.users',
  *read(token, at) {
    const user = credentialUser(at, token.user_name);
    const credential = fromToken(token, { scopeKey: at.scopeKey, user });
    yield upsert(at.of, 'credential', credential);
    for (const owner of toOwnership(credential.key, token.created_by))
      yield upsert(at.of, 'ownership', owner);
  },
});

/** Rows of a `DESCRIBE` are kept until all of them are there. */
function keep(row: Property, at: SnowflakeAt, what: Described['what']): void {
  const value = row.value ?? row.property_value;
  if (!at.parent || !value) return;
  const { described } = accountOf(at);
  const known = described.get(`${what} ${at.parent}`) ?? {
    at,
    what,
    name: at.parent,
    properties: new Map<string, string>(),
  };
  described.set(`${what} ${at.parent}`, known);
  known.properties.set(row.property.toUpperCase(), value);
}

const descriptions = list({
  id: 'snowflake.user-keys',
  title: 'The public keys of each user, as DESCRIBE shows them',
  commands: [
    'for user in $(jq -r ".[] | .NAME // .name" "${ACCOUNT}__users.json"); do snow sql --format json -q "describe user $user" > "${ACCOUNT}__${user}__user.json"; done',
  ],
  emits: ['credential'],
  what: 'user',
  members: [''],
  item: Property,
  fits: (item) => 'property' in item && 'value' in item,
  parentListing: 'snowflake.users',
  *read(row, at) {
    keep(row, at, 'user');
    yield* [];
  },
});

const integrations = list({
  id: 'snowflake.integrations',
  title: 'Security integrations: OAuth, external OAuth, SCIM, SAML',
  commands: [showOf('show security integrations', 'integrations')],
  emits: ['identity'],
  what: 'integrations',
  members: [''],
  item: Integration,
  fits: (item) => 'category' in item && 'enabled' in item,
  nameOf: (integration) => integration.name,
  *read(integration, at) {
    yield upsert(at.of, 'identity', toIdentity(at.scopeKey, integration));
  },
});

const integrationDetails = list({
  id: 'snowflake.integration-details',
  title: 'Client, redirect addresses, issuer and roles of each security integration',
  commands: [
    'for name in $(jq -r ".[].name" "${ACCOUNT}__integrations.json"); do snow sql --format json -q "describe integration $name" > "${ACCOUNT}__${name}__integration.json"; done',
  ],
  emits: ['identity', 'credential'],
  what: 'integration',
  members: [''],
  item: Property,
  fits: (item) => 'property' in item && 'property_value' in item,
  parentListing: 'snowflake.integrations',
  *read(row, at) {
    keep(row, at, 'integration');
    yield* [];
  },
});

/** What the kept rows tell together. */
export function* whatWasDescribed(described: Iterable<Described>): Generator<Observation> {
  for (const { at, what, name, properties } of described) {
    const { scopeKey, of } = at;
    if (what === 'user') {
      const user = credentialUser(at, name);
      for (const key of fromDescription(properties, { scopeKey, user, name }))
        yield upsert(of, 'credential', key);
      continue;
    }
    const { identity, credentials: found } = integrationOf(properties, { scopeKey, name });
    yield enrichment(of, 'identity', identity);
    for (const credential of found) yield upsert(of, 'credential', credential);
  }
}

export const credentialLists = [
  tokens,
  descriptions,
  credentials,
  integrations,
  integrationDetails,
];
