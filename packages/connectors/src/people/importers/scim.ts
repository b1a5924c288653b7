import { answerList, enrichment, upsert } from '@nonhuman/connector-kit';
import { type Observation, type Person, unknown } from '@nonhuman/model';
import { z } from 'zod';
import type { PeopleOwn } from './state.ts';

const list = answerList<PeopleOwn>();
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Some directories write booleans as text. */
const Switch = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(?:true|false)$/i)
    .transform((text) => text.toLowerCase() === 'true'),
]);
const Text = z.string().nullish();
const Manager = z.union([z.string(), z.object({ value: Text })]).nullish();

/** RFC 7643, only the fields that are read. */
const ScimUser = z.object({
  id: z.string().min(1),
  userName: z.string().min(1),
  displayName: Text,
  name: z.object({ formatted: Text, givenName: Text, familyName: Text }).nullish(),
  title: Text,
  active: Switch.nullish(),
  emails: z.array(z.object({ value: Text, primary: Switch.nullish(), type: Text })).nullish(),
  [enterprise]: z.object({ manager: Manager }).nullish(),
});
const ScimGroup = z.object({
  id: z.string().min(1),
  displayName: z.string().min(1),
  members: z.array(z.object({ value: z.string().min(1), type: Text })).nullish(),
});

const call = (what: string, file: string) =>
  `curl -sS -H "Authorization: Bearer $SCIM_TOKEN" "$SCIM_URL/${what}?startIndex=1&count=100000" > "\${ORG}__${file}.json"`;

/** Users of any SCIM server. */
export const scimUsers = list({
  id: 'people.scim-users',
  title: 'Users of a SCIM 2.0 server',
  commands: [call('Users', 'scim-users')],
  emits: ['person'],
  what: 'scim-users',
  members: ['Resources', ''],
  total: 'totalResults',
  item: ScimUser,
  fits: (item) => 'userName' in item,
  *read(user, { of, own, scopeKey }) {
    const person = toPerson(user);
    yield upsert(of, 'person', person);
    if (person.email !== null) own.emails.set(`${scopeKey}\n${user.id}`, person.email);
    const manager = user[enterprise]?.manager;
    const managerId = typeof manager === 'string' ? manager : manager?.value;
    if (managerId) own.reports.set(`${scopeKey}\n${user.id}`, { person, managerId });
  },
});

function toPerson(user: z.infer<typeof ScimUser>): Person {
  const told = user.emails ?? [];
  const address =
    (told.find(({ primary }) => primary) ?? told.find(({ type }) => type === 'work') ?? told[0])
      ?.value ?? (user.userName.includes('@') ? user.userName : null);
  const { name } = user;
  const spelled = name?.formatted || [name?.givenName, name?.familyName].filter(Boolean).join(' ');
  return {
    key: `scim/${user.id}`,
    provider: 'people',
    name: user.displayName || spelled || user.userName,
    email: address?.toLowerCase() ?? null,
    logins: [user.userName],
    // RFC 7643 leaves it to the server what an absent `active` means.
    status: user.active === true ? 'active' : user.active === false ? 'left' : 'unknown',
    leftAt: unknown('SCIM does not tell when an account was shut'),
    ...(user.title ? { title: user.title } : {}),
  };
}

/** Groups of any SCIM server. */
export const scimGroups = list({
  id: 'people.scim-groups',
  title: 'Groups of a SCIM 2.0 server',
  commands: [call('Groups', 'scim-groups')],
  emits: ['team'],
  what: 'scim-groups',
  members: ['Resources', ''],
  total: 'totalResults',
  item: ScimGroup,
  fits: (item) => 'displayName' in item && 'members' in item && !('userName' in item),
  *read(group, { of }) {
    yield upsert(of, 'team', {
      key: `scim-groups/${group.id}`,
      provider: 'people',
      name: group.displayName,
      ...(group.members
        ? {
            memberKeys: group.members
              .filter(({ type }) => type?.toLowerCase() !== 'group')
              .map(({ value }) => `scim/${value}`)
              .sort(),
          }
        : {}),
    });
  },
});

/** The managers of people, who are told by their ids. */
export function* managersOf(own: PeopleOwn): Generator<Observation> {
  for (const [key, { person, managerId }] of own.reports) {
    const [scopeKey = ''] = key.split('\n');
    const managerEmail = own.emails.get(`${scopeKey}\n${managerId}`);
    if (managerEmail !== undefined)
      yield enrichment({ scopeKey, listing: scimUsers.id }, 'person', { ...person, managerEmail });
  }
}
