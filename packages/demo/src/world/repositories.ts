import type { Random } from '../random.ts';
import type { Intent } from '../truth.ts';
import { personFor, toldBy } from './owning.ts';
import { type Application, leavers, namesOfPerson, type Person, type Staff } from './people.ts';

/** A repository of which the machine that serves code has a copy. */
export interface CopiedRepository {
  readonly application: Application;
  /** Who committed its definitions. */
  readonly author: Person;
  /** Whom CODEOWNERS names, as written there; null without such a file. */
  readonly codeOwner: string | null;
  /** Who answers for what its files declare, and for the role that its workflow becomes. */
  readonly owner: Intent;
  /** Whom the tag of that role names; null without one. */
  readonly roleTag: Person | null;
  /** Whether faults are planted in it. */
  readonly faulty: boolean;
}

/**
 * The second repository of each team. Whoever must review stands above whoever committed, unless they
 * left; what CODEOWNERS says of code stands above a tag that names somebody who left.
 */
export function copiedRepositories(random: Random, staff: Staff): CopiedRepository[] {
  const seconds = staff.applications.filter(
    ({ team }, index) => staff.applications.findIndex((other) => other.team === team) === index - 1,
  );
  return seconds.map((application, index): CopiedRepository => {
    const own = random.fork(application.name);
    const { team } = application;
    const byTeam = {
      application,
      author: personFor(own, staff, { name: '', team: own.pick(['platform', team]) }),
      codeOwner: `@${staff.org}/${team}`,
      owner: toldBy('codeowners', [team]),
      roleTag: null,
      faulty: index < 3,
    };
    const member = personFor(own, staff, application);
    const byAuthor = toldBy('git-author', namesOfPerson(member), { weak: true });
    const gone = own.pick(leavers(staff));
    switch (index) {
      case 4:
      case 5:
        return { ...byTeam, author: member, codeOwner: null, owner: byAuthor };
      case 6:
        return { ...byTeam, author: member, codeOwner: gone.email, owner: byAuthor };
      case 7:
        return { ...byTeam, roleTag: gone };
      default:
        return byTeam;
    }
  });
}
