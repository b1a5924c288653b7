import type { Clock } from '../clock.ts';
import { activePeople, leavers, type Person, type Staff } from '../world/people.ts';
import type { Folder } from './writing.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** An answer of a SCIM 2.0 server (RFC 7644). */
function answer(resources: readonly object[]): string {
  return JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  });
}

const idOf = ({ number }: Pick<Person, 'number'>) => `scim-${number}`;

/**
 * What HR's directory answers over SCIM about those who work here, and HR's list of leavers. No other
 * source tells on which day somebody left.
 */
export async function writePeople(folder: Folder, staff: Staff, { now }: Clock): Promise<void> {
  const { org } = staff;
  const here = activePeople(staff);
  const byLogin = new Map(here.map((person) => [person.login, person]));
  await folder.write(
    `people/${org}__scim-users.json`,
    answer(
      here.map((person) => {
        const manager = person.manager === null ? undefined : byLogin.get(person.manager);
        return {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
          id: idOf(person),
          userName: person.login,
          displayName: person.name,
          title: person.title,
          active: true,
          emails: [{ value: person.email, type: 'work', primary: true }],
          ...(manager ? { [enterprise]: { manager: { value: idOf(manager) } } } : {}),
        };
      }),
    ),
  );
  await folder.write(
    `people/${org}__scim-groups.json`,
    answer(
      staff.teams.map(({ slug, members }) => ({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        id: `group-${slug}`,
        displayName: slug,
        members: members.flatMap((login) => {
          const person = byLogin.get(login);
          return person ? [{ value: idOf(person), type: 'User' }] : [];
        }),
      })),
    ),
  );
  const rows = leavers(staff).map(({ name, email, leftAt }) =>
    [name, email, (leftAt ?? now).toISOString().slice(0, 10)].join(','),
  );
  await folder.write(
    `people/${org}__leavers.csv`,
    `${['Employee Name,Work Email,Last Working Day', ...rows].join('\n')}\n`,
  );
}
