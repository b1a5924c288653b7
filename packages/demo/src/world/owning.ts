import type { Random } from '../random.ts';
import { failing, type Intent } from '../truth.ts';
import {
  type Application,
  activePeople,
  leavers,
  namesOfPerson,
  type Person,
  type Staff,
} from './people.ts';

/** Tags, labels or annotations that tell an owner, and who that is. */
export interface Owning {
  readonly tags: Readonly<Record<string, string>>;
  readonly intent: Intent;
}

const personTags = ['owner', 'Owner', 'contact', 'acme:owner'];

/** Someone of the team of an application; of anywhere when the team is small. */
export function personFor(random: Random, staff: Staff, { team }: Application): Person {
  const here = activePeople(staff);
  const ofTeam = here.filter((person) => person.team === team);
  return random.pick(ofTeam.length > 0 ? ofTeam : here);
}

/** Named by a tag: a person, the team of the application, or both, who agree. */
export function ownedByTag(random: Random, staff: Staff, application: Application): Owning {
  const person = personFor(random, staff, application);
  const names = namesOfPerson(person);
  const evidence = ['tag'];
  switch (random.between(0, 2)) {
    case 0:
      return {
        tags: { [random.pick(personTags)]: person.email },
        intent: { fails: [], nearly: [], owner: { names, evidence } },
      };
    case 1:
      return {
        tags: { team: application.team },
        intent: { fails: [], nearly: [], owner: { names: [application.team], evidence } },
      };
    default:
      return {
        tags: { owner: person.email, team: application.team },
        intent: { fails: [], nearly: [], owner: { names: [...names, application.team], evidence } },
      };
  }
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
export function ownedByConflict(random: Random, staff: Staff, application: Application): Owning {
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
