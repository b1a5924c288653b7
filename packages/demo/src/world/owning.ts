import type { Random } from '../random.ts';
import { failing, type Intent } from '../truth.ts';
import {
  type Application,
  activePeople,
  leavers,
  livingTeams,
  namesakes,
  namesOfPerson,
  type Person,
  type Staff,
} from './people.ts';

/** What of a thing tells an owner, and who that is. */
export interface Owning {
  readonly tags: Readonly<Record<string, string>>;
  /** Absent: its description is about something else. */
  readonly description?: string;
  /** Its name, made after a convention. Absent: its name tells nothing. */
  readonly named?: (name: string) => string;
  readonly intent: Intent;
}

const personTags = ['owner', 'Owner', 'contact', 'acme:owner'];

/** Someone of the team of an application; of anywhere when the team is small. */
export function personFor(random: Random, staff: Staff, { team }: Application): Person {
  const here = activePeople(staff);
  const ofTeam = here.filter((person) => person.team === team);
  return random.pick(ofTeam.length > 0 ? ofTeam : here);
}

/** What data of one kind tells of an owner; weak when it is a guess that reasonable judges would not call an owner. */
export function toldBy(
  evidence: string,
  names: readonly string[],
  { weak = false }: { readonly weak?: boolean } = {},
): Intent {
  const owner = { names, evidence: [evidence] };
  return weak
    ? { fails: [], nearly: [], open: ['identity-no-owner'], owner }
    : { fails: [], nearly: [], owner };
}

/** Where a thing may tell who answers for it. */
export interface Tellable {
  /** Nothing leans on its name, so that a convention may make it. */
  readonly byName: boolean;
  readonly byDescription: boolean;
}

/**
 * Told as real inventories tell it: about half by a tag, the others by a name after a convention, by a
 * description with an address, or only by whom it was made by.
 */
export function ownedSomehow(
  random: Random,
  staff: Staff,
  { application, ...may }: Tellable & { readonly application: Application },
): Owning {
  const way = random.next();
  if (way < 0.5) return ownedByTag(random, staff, application);
  if (way < 0.7 && may.byName && application.team !== 'labs')
    return ownedByName(random, application);
  if (way < 0.88 && may.byDescription) return ownedByDescription(random, staff, application);
  return ownedByCreator(random, staff, application);
}

/** Named by a tag: a person, the team of the application, or both, who agree. */
function ownedByTag(random: Random, staff: Staff, application: Application): Owning {
  const person = personFor(random, staff, application);
  const names = namesOfPerson(person);
  switch (random.between(0, 3)) {
    case 0:
      return {
        tags: { [random.pick(personTags)]: person.email },
        intent: toldBy('tag', names),
      };
    case 1:
      return { tags: { team: application.team }, intent: toldBy('tag', [application.team]) };
    case 2:
      // Somebody of the platform team ran the pipeline that made it: that makes nobody its owner.
      return {
        tags: {
          team: application.team,
          CreatedBy: personFor(random, staff, { name: '', team: 'platform' }).email,
        },
        intent: toldBy('tag', [application.team]),
      };
    default:
      return {
        tags: { owner: person.email, team: application.team },
        intent: toldBy('tag', [...names, application.team]),
      };
  }
}

const conventions: readonly ((team: string, name: string) => string)[] = [
  (team, name) => `svc-${team}-${name}`,
  (team, name) => `sa-${team}-${name}`,
  (team, name) => `${team}-${name}`,
  (team, name) => `${name}-${team}`,
];

/** Only its name tells the team. */
function ownedByName(random: Random, { team }: Application): Owning {
  const convention = random.pick(conventions);
  return {
    tags: {},
    named: (name) => convention(team, name),
    intent: toldBy('naming', [team], { weak: true }),
  };
}

/** Only a sentence tells, by an address or by the name of somebody. */
function ownedByDescription(random: Random, staff: Staff, application: Application): Owning {
  const person = personFor(random, staff, application);
  return {
    tags: {},
    description: describing(random, staff, person),
    intent: toldBy('description', namesOfPerson(person), { weak: true }),
  };
}

/** A sentence that names a person. */
export function describing(random: Random, staff: Staff, { email, name }: Person): string {
  const sentences = [
    `Maintained by ${email}`,
    `Nightly job. Contact ${email} before any change`,
    `${email}: moved here from the old account`,
  ];
  // Of two people of one name, the name tells neither.
  const isAlone = staff.people.filter((other) => other.name === name).length === 1;
  return random.pick(isAlone ? [...sentences, `Owner: ${name}`] : sentences);
}

/** Only whoever made it is told, as rules that tag everything on creation write it. */
function ownedByCreator(random: Random, staff: Staff, application: Application): Owning {
  const { email, login, name } = personFor(random, staff, application);
  const session = `arn:aws:sts::123456789012:assumed-role/Engineer/${email}`;
  return {
    tags: random.pick([{ CreatedBy: email }, { 'created-by': session }, { creator: email }]),
    intent: toldBy('creator', [email, login, name], { weak: true }),
  };
}

/** Tags that tell nothing about an owner. */
export function unowned(random: Random): Owning {
  const tags = random.pick([
    {},
    { 'cost-center': String(random.between(100, 999)) },
    { Name: 'temporary', purpose: 'migration' },
  ]);
  return { tags, intent: { ...failing('identity-no-owner'), owner: null } };
}

/** The only one named has left. */
export function ownedByLeaver(random: Random, staff: Staff): Owning {
  const person = random.pick(leavers(staff));
  return {
    tags: { owner: person.email },
    intent: {
      ...failing('identity-owner-left'),
      owner: { names: namesOfPerson(person), evidence: ['tag'] },
    },
  };
}

/** Two tags that do not agree: the one that names someone who left is out of date. */
function ownedByConflict(random: Random, staff: Staff, application: Application): Owning {
  const person = random.pick(leavers(staff));
  return {
    tags: { owner: person.email, team: application.team },
    intent: {
      fails: [],
      nearly: ['identity-owner-left'],
      owner: { names: [application.team], evidence: ['tag'] },
    },
  };
}

/** Two tags of people who are there: the owner changed the team, and the thing stayed with it. */
function ownedAfterMove(random: Random, staff: Staff, application: Application): Owning {
  const moved = random.pick(activePeople(staff).filter(({ team }) => team !== application.team));
  return {
    tags: { owner: moved.email, team: application.team },
    intent: toldBy('two tags', [application.team]),
  };
}

/** The tag has the name that the team had before; who is in it now is told by the contact alone. */
function ownedUnderOldName(random: Random, staff: Staff, application: Application): Owning {
  const person = personFor(random, staff, application);
  return {
    tags: { team: `${application.team}-legacy-guild`, contact: person.email },
    intent: toldBy('contact beside a team that was renamed', [
      ...namesOfPerson(person),
      application.team,
    ]),
  };
}

/** Two people have the name that the tag says: the team beside it tells which. */
function ownedByNamesake(random: Random, staff: Staff): Owning {
  const { email, login, name, team } = random.pick(namesakes(staff));
  return {
    tags: { owner: name, team },
    intent: toldBy('name of two people, and a team', [email, login, team]),
  };
}

/** Named after one team when another took it over: the tag is right. */
function ownedDespiteName(random: Random, staff: Staff, application: Application): Owning {
  const person = personFor(random, staff, application);
  const before = random.pick(livingTeams(staff).filter(({ slug }) => slug !== application.team));
  return {
    tags: { owner: person.email },
    named: (name) => `svc-${before.slug}-${name}`,
    intent: toldBy('tag, against its name', [...namesOfPerson(person), application.team]),
  };
}

/** Evidence that does not agree, by name. */
export const conflicts: Readonly<
  Record<string, (random: Random, staff: Staff, application: Application) => Owning>
> = {
  conflict: ownedByConflict,
  moved: ownedAfterMove,
  renamed: ownedUnderOldName,
  namesake: ownedByNamesake,
  misnamed: ownedDespiteName,
};
