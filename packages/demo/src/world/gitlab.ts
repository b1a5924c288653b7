import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { activePeople, leavers, type Person, type Staff } from './people.ts';

/** A personal token. */
export interface GitlabToken {
  readonly id: number;
  readonly person: Person;
  readonly isAdministrator: boolean;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly intent: Intent;
}

export interface GitlabRunner {
  readonly id: number;
  readonly scope: 'instance_type' | 'group_type' | 'project_type';
  readonly runsUntagged: boolean;
  readonly protectedOnly: boolean;
  readonly intent: Intent;
}

export interface GitlabWorld {
  /** The name of the installation. */
  readonly name: string;
  readonly tokens: readonly GitlabToken[];
  readonly runners: readonly GitlabRunner[];
}

export function gitlabToken(
  world: Pick<GitlabWorld, 'name'>,
  { id }: Pick<GitlabToken, 'id'>,
): SubjectName {
  return { noun: 'credential', provider: 'gitlab', name: `${world.name} access token ${id}` };
}

/** The account that a token acts as. */
export function gitlabHolder(
  world: Pick<GitlabWorld, 'name'>,
  { person }: Pick<GitlabToken, 'person'>,
): SubjectName {
  return { noun: 'identity', provider: 'gitlab', name: `${world.name}/users/${person.number}` };
}

export function gitlabRunner(
  world: Pick<GitlabWorld, 'name'>,
  { id }: Pick<GitlabRunner, 'id'>,
): SubjectName {
  return { noun: 'identity', provider: 'gitlab', name: `${world.name}/runners/${id}` };
}

/** A self-managed installation with tokens of people and runners. */
export function gitlabWorld({
  random,
  clock,
  staff,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}): GitlabWorld {
  const here = random.fork('people').shuffled(activePeople(staff));
  const gone = random.fork('leavers').shuffled(leavers(staff));
  const shapes: readonly Partial<GitlabToken>[] = [
    { intent: nearly('credential-person-left', 'token-of-administrator', 'token-not-scoped') },
    { scopes: ['api'], intent: failing('token-not-scoped') },
    { intent: nearly('credential-person-left', 'token-of-administrator', 'token-not-scoped') },
    {
      isAdministrator: true,
      intent: { fails: ['token-of-administrator'], nearly: ['credential-administers'] },
    },
    ...gone.slice(0, 3).map((person) => ({ person, intent: failing('credential-person-left') })),
  ];
  const tokens = shapes.map((shape, index): GitlabToken => {
    const person = shape.person ?? here[index];
    if (person === undefined) throw new RangeError('nobody is left');
    return {
      // The same numbers as elsewhere: they mean something only in their own list.
      id: 4000 + index,
      person,
      isAdministrator: false,
      scopes: ['read_repository'],
      createdAt: clock.daysAgo(60),
      lastUsedAt: clock.daysAgo(3),
      expiresAt: clock.inDays(120),
      intent: joined(),
      ...shape,
    };
  });
  const runners: readonly Partial<GitlabRunner>[] = [
    { scope: 'instance_type', intent: failing('ci-shared-runner') },
    { scope: 'instance_type', runsUntagged: false, intent: failing('ci-shared-runner') },
    { scope: 'instance_type', intent: failing('ci-shared-runner') },
    { scope: 'instance_type', protectedOnly: true, intent: nearly('ci-shared-runner') },
    { scope: 'project_type', intent: nearly('ci-shared-runner') },
  ];
  return {
    name: `gitlab-${staff.org}`,
    tokens,
    runners: runners.map((shape, index) => ({
      id: 60 + index,
      scope: 'group_type',
      runsUntagged: true,
      protectedOnly: false,
      ...shape,
      intent: joined(
        { fails: [], nearly: [], open: ['identity-no-owner'] },
        shape.intent ?? joined(),
      ),
    })),
  };
}
