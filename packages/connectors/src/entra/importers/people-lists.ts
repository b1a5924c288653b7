import { provisionally, upsert } from '@nonhuman/connector-kit';
import type { Noun, Observation } from '@nonhuman/model';
import { hasMember, typeOf } from '../graph.ts';
import { consentHolder } from '../mapping/consent.ts';
import { kindOfUser, ownershipOf, userToIdentity, userToPerson } from '../mapping/person.ts';
import { DirectoryObject, User } from '../schema.ts';
import { allPages, forEach } from './commands.ts';
import { type EntraPlace, gatheredOf, list, naming, principalOf } from './state.ts';

const userFields = [
  'id',
  'displayName',
  'mail',
  'userPrincipalName',
  'mailNickname',
  'onPremisesSamAccountName',
  'accountEnabled',
  'userType',
  'jobTitle',
  'department',
  'createdDateTime',
  'employeeLeaveDateTime',
  'signInActivity',
].join(',');

const users = list({
  id: 'entra.users',
  title: 'People, and user accounts of agents',
  commands: [
    allPages(
      `beta/users?$top=500&$select=${userFields}&$expand=manager($select=id,mail,userPrincipalName)`,
      'users',
    ),
  ],
  emits: ['person', 'identity', 'delegation', 'ownership'],
  what: 'users',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: User,
  fits: (item) =>
    hasMember(item, 'userPrincipalName') &&
    hasMember(item, 'accountEnabled', 'userType', 'jobTitle', 'givenName'),
  *read(user, { of, own, context }) {
    if (kindOfUser(user) === 'person') {
      const person = userToPerson(user, context.now);
      yield upsert(of, 'person', person);
      for (const consent of own.consents.get(user.id.toLowerCase()) ?? [])
        yield upsert(consent.of, 'ownership', consentHolder(consent.key, person));
      return;
    }
    const identity = userToIdentity(user);
    yield upsert(of, 'identity', identity);
    if (!user.identityParentId) return;
    const parent = principalOf(own, user.identityParentId);
    const agent = upsert(of, 'delegation', {
      key: `${identity.key}#agent-identity`,
      provider: 'entra',
      kind: 'impersonate',
      from: { type: 'identity', key: parent.key, name: parent.name },
      to: { type: 'identity', key: identity.key },
      conditional: false,
      attributes: { by: 'agent-user' },
    });
    yield naming(agent, ['from'], [parent]);
  },
});

/** Owners and sponsors of one object: people answer for it, machines may give themselves its rights. */
function readHolder(signal: 'provider-owner' | 'sponsor', isApplication: boolean) {
  return function* (owner: DirectoryObject, at: EntraPlace): Generator<Observation> {
    const { own, of, parent, scopeKey } = at;
    if (parent === null) return;
    const id = parent.toLowerCase();
    const subject = (isApplication ? own.applications.get(id) : null) ?? principalOf(own, id);
    const ownership = ownershipOf({ key: subject.key, id }, owner, signal);
    if (ownership) yield naming(upsert(of, 'ownership', ownership), ['subject'], [subject]);
    if (signal === 'sponsor') return;
    const name = owner.displayName || owner.userPrincipalName || owner.id;
    gatheredOf(own, subject.key, scopeKey).credentialAdders.add(name);
    if (ownership || typeOf(owner) === 'group') return;
    const machine = own.principals.get(owner.id.toLowerCase());
    const key = machine?.key ?? (owner.appId || owner.id).toLowerCase();
    const owns = upsert(of, 'delegation', {
      key: `owners/${id}/${owner.id.toLowerCase()}`,
      provider: 'entra',
      kind: 'impersonate',
      from: { type: 'identity', key, name: machine?.name ?? name },
      to: { type: 'identity', key: subject.key },
      conditional: false,
      attributes: { by: 'owner' },
    });
    const guessed = [...(machine ? [] : ['from']), ...(subject.isGuess ? ['to'] : [])];
    yield provisionally(owns, guessed);
  };
}

interface Holders {
  readonly of: 'app' | 'sp';
  readonly member: 'owners' | 'sponsors';
  readonly path: string;
  readonly what: string;
  readonly title: string;
  readonly parentListing: string;
}

function holders({ of, member, path, what, title, parentListing }: Holders) {
  const emits: readonly Noun[] =
    member === 'owners' ? ['ownership', 'delegation', 'identity'] : ['ownership'];
  return list({
    id: `entra.${what}`,
    title,
    commands: [forEach(of, `${path}/${member}`, what)],
    emits,
    what,
    members: ['value'],
    next: ['@odata.nextLink'],
    item: DirectoryObject,
    fits: () => false,
    parentListing,
    read: readHolder(member === 'owners' ? 'provider-owner' : 'sponsor', of === 'app'),
  });
}

const applicationOwners = holders({
  of: 'app',
  member: 'owners',
  path: 'v1.0/applications/$id',
  what: 'application-owners',
  title: 'Owners of each application',
  parentListing: 'entra.applications',
});

const principalOwners = holders({
  of: 'sp',
  member: 'owners',
  path: 'v1.0/servicePrincipals/$id',
  what: 'service-principal-owners',
  title: 'Owners of each service principal',
  parentListing: 'entra.service-principals',
});

const agentSponsors = list({
  id: 'entra.agent-sponsors',
  title: 'Sponsors of each agent identity',
  commands: [
    `for id in $(az rest --method get --url 'https://graph.microsoft.com/v1.0/servicePrincipals/microsoft.graph.agentIdentity?$top=999' --query 'value[].id' -o tsv); do az rest --method get --url "https://graph.microsoft.com/v1.0/servicePrincipals/$id/microsoft.graph.agentIdentity/sponsors" > "\${TENANT}__\${id}__agent-sponsors.json"; done`,
  ],
  emits: ['ownership'],
  what: 'agent-sponsors',
  members: ['value'],
  next: ['@odata.nextLink'],
  item: DirectoryObject,
  fits: () => false,
  parentListing: 'entra.agent-identities',
  read: readHolder('sponsor', false),
});

/** People, and who of them answers for what. */
export const peopleLists = [users, applicationOwners, principalOwners, agentSponsors];
