import { provisionally, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { trustToCredential, trustToDelegation } from '../../formats/entra-federated-credential.ts';
import { hasMember, typeOf } from '../graph.ts';
import { toCertificate, toSecret } from '../mapping/credential.ts';
import {
  applicationToIdentity,
  kindOfPrincipal,
  principalToIdentity,
} from '../mapping/principal.ts';
import { Application, FederatedCredential, ServicePrincipal } from '../schema.ts';
import { allPages, forEach } from './commands.ts';
import { type EntraPlace, type KnownPrincipal, list, naming, principalOf } from './state.ts';

function* readPrincipal(principal: ServicePrincipal, at: EntraPlace): Generator<Observation> {
  const { of, own, scopeKey, context } = at;
  const identity = principalToIdentity(principal, scopeKey.toLowerCase());
  const { key, name } = identity;
  const known = { key, name, ...kindOfPrincipal(principal) };
  own.principals.set(principal.id.toLowerCase(), known);
  own.principals.set(key, known);
  for (const role of principal.appRoles ?? [])
    if (role.value)
      own.roleNames.set(`${principal.id.toLowerCase()} ${role.id.toLowerCase()}`, role.value);

  yield upsert(of, 'identity', identity);
  const isManaged = principal.servicePrincipalType === 'ManagedIdentity';
  const holder = { identityKey: key, on: 'service-principal', isManaged } as const;
  for (const secret of principal.passwordCredentials ?? [])
    yield upsert(of, 'credential', toSecret(holder, secret, context.now));
  for (const certificate of principal.keyCredentials ?? [])
    yield upsert(of, 'credential', toCertificate(holder, certificate, context.now));
  if (principal.agentIdentityBlueprintId)
    yield upsert(of, 'delegation', {
      key: `${key}#blueprint`,
      provider: 'entra',
      kind: 'impersonate',
      from: {
        type: 'identity',
        key: principal.agentIdentityBlueprintId.toLowerCase(),
        name: 'its blueprint',
      },
      to: { type: 'identity', key },
      conditional: false,
      attributes: { by: 'agent-blueprint' },
    });
}

const emits = ['identity', 'credential', 'delegation'] as const;

const servicePrincipals = list({
  id: 'entra.service-principals',
  title: 'Service principals, with managed identities',
  commands: ['az ad sp list --all > "${TENANT}__service-principals.json"'],
  emits,
  what: 'service-principals',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: ServicePrincipal,
  fits: (item) => hasMember(item, 'servicePrincipalType', 'appOwnerOrganizationId'),
  nameOf: ({ id }) => id,
  read: readPrincipal,
});

const agentIdentities = list({
  id: 'entra.agent-identities',
  title: 'Agent identities',
  commands: [
    allPages('v1.0/servicePrincipals/microsoft.graph.agentIdentity?$top=999', 'agent-identities'),
  ],
  emits,
  what: 'agent-identities',
  members: ['value'],
  next: ['@odata.nextLink'],
  item: ServicePrincipal,
  fits: (item) => hasMember(item, 'agentIdentityBlueprintId'),
  nameOf: ({ id }) => id,
  read: readPrincipal,
});

function* readApplication(told: Application, at: EntraPlace): Generator<Observation> {
  const { of, own, context } = at;
  const identity = applicationToIdentity(told);
  const { key, name, kind, nativeType } = identity;
  const known = own.principals.get(key) ?? { key, name, kind, nativeType };
  own.applications.set(told.id.toLowerCase(), known);
  // What acts in the tenant was told by its service principal, which knows its kind best.
  const hasPrincipal = own.principals.has(key);
  if (!hasPrincipal) own.principals.set(key, known);
  yield hasPrincipal
    ? {
        ...upsert(of, 'identity', { ...identity, kind: known.kind, nativeType: known.nativeType }),
        enriches: true,
      }
    : provisionally(upsert(of, 'identity', identity), ['kind', 'nativeType']);
  const holder = { identityKey: key, on: 'application', isManaged: false } as const;
  for (const secret of told.passwordCredentials ?? [])
    yield upsert(of, 'credential', toSecret(holder, secret, context.now));
  for (const certificate of told.keyCredentials ?? [])
    yield upsert(of, 'credential', toCertificate(holder, certificate, context.now));
  for (const trust of told.federatedIdentityCredentials ?? [])
    yield* readTrust(trust, { at, parent: known });
}

const applications = list({
  id: 'entra.applications',
  title: 'Applications, with their secrets and certificates',
  commands: ['az ad app list --all > "${TENANT}__applications.json"'],
  emits,
  what: 'applications',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: Application,
  fits: (item) =>
    hasMember(item, 'appId') &&
    hasMember(item, 'passwordCredentials', 'requiredResourceAccess', 'publisherDomain') &&
    !hasMember(item, 'servicePrincipalType'),
  nameOf: ({ id }) => id,
  read: readApplication,
});

const agentBlueprints = list({
  id: 'entra.agent-blueprints',
  title: 'Blueprints of agent identities',
  commands: [
    allPages(
      'v1.0/applications/microsoft.graph.agentIdentityBlueprint?$top=999',
      'agent-blueprints',
    ),
  ],
  emits,
  what: 'agent-blueprints',
  members: ['value'],
  next: ['@odata.nextLink'],
  item: Application,
  fits: (item) => typeOf(item as { '@odata.type'?: string }) === 'agentidentityblueprint',
  nameOf: ({ id }) => id,
  read: (told, at) =>
    readApplication({ ...told, '@odata.type': '#microsoft.graph.agentIdentityBlueprint' }, at),
});

function* readTrust(
  told: FederatedCredential,
  { at, parent }: { readonly at: EntraPlace; readonly parent: KnownPrincipal },
): Generator<Observation> {
  const trust = {
    key: `federated-credentials/${told.id.toLowerCase()}`,
    provider: 'entra',
    identityKey: parent.key,
    name: told.name,
    issuer: told.issuer,
    subject: told.subject ?? null,
    audiences: told.audiences ?? null,
    expression: told.claimsMatchingExpression?.value ?? null,
    description: told.description ?? null,
  } as const;
  const credential = upsert(at.of, 'credential', trustToCredential(trust));
  yield naming(credential, ['identityKey'], [parent]);
  yield naming(upsert(at.of, 'delegation', trustToDelegation(trust)), ['to'], [parent]);
}

const federatedCredentials = list({
  id: 'entra.federated-credentials',
  title: 'Federated credentials of each application',
  commands: [
    forEach('app', 'beta/applications/$id/federatedIdentityCredentials', 'federated-credentials'),
  ],
  emits: ['credential', 'delegation'],
  what: 'federated-credentials',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: FederatedCredential,
  fits: (item) => hasMember(item, 'issuer') && hasMember(item, 'audiences'),
  parentListing: 'entra.applications',
  *read(told, at) {
    const id = (at.parent ?? told.id).toLowerCase();
    const parent = at.own.applications.get(id) ?? principalOf(at.own, id);
    yield* readTrust(told, { at, parent });
  },
});

/** What acts, and what it presents. Service principals come first: everything else names them by id. */
export const principalLists = [
  servicePrincipals,
  agentIdentities,
  applications,
  agentBlueprints,
  federatedCredentials,
];
