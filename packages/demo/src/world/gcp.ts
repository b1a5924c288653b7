import type { Clock } from '../clock.ts';
import { digits, hexDigits, type Random } from '../random.ts';
import { failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { personFor, toldBy } from './owning.ts';
import type { Staff } from './people.ts';
import { namesOfPerson } from './people.ts';
import { type CopyEnd, threefold } from './threefold.ts';

/** A key of a service account. */
export interface GcpKey {
  readonly id: string;
  /** Downloaded by somebody, or kept by Google itself. */
  readonly managedBy: 'user' | 'google';
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
  readonly disabled: boolean;
  readonly intent: Intent;
}

/** A role on a project. */
export interface GcpBinding {
  readonly role: string;
  /** The id of the project. */
  readonly on: string;
}

export interface GcpServiceAccount {
  readonly project: GcpProject;
  readonly email: string;
  readonly uniqueId: string;
  readonly description: string;
  readonly disabled: boolean;
  readonly lastUsedAt: Date | null;
  readonly keys: readonly GcpKey[];
  readonly bindings: readonly GcpBinding[];
  readonly intent: Intent;
}

export interface GcpProject {
  readonly id: string;
  readonly number: string;
  readonly environment: 'prod' | 'dev';
  /** The team that its label names. */
  readonly team: string;
}

export interface GcpWorld {
  readonly organization: string;
  readonly projects: readonly GcpProject[];
  readonly accounts: readonly GcpServiceAccount[];
}

export function gcpIdentity({ email }: Pick<GcpServiceAccount, 'email'>): SubjectName {
  return { noun: 'identity', provider: 'gcp', name: email };
}

export function gcpKey({ id }: Pick<GcpKey, 'id'>): SubjectName {
  return { noun: 'credential', provider: 'gcp', name: id };
}

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}

interface Shape extends Partial<Omit<GcpServiceAccount, 'project'>> {
  readonly name: string;
  readonly environment?: GcpProject['environment'];
}

/** An organization with one project for production and one for development. */
export function gcpWorld(making: Making): GcpWorld {
  const { random, clock, staff } = making;
  const projects = (['prod', 'dev'] as const).map(
    (environment): GcpProject => ({
      id: `${staff.org}-${environment}`,
      number: `${random.between(1, 9)}${random.fork(environment).text(digits, 11)}`,
      environment,
      team: 'data',
    }),
  );
  const made = threefold(random, (own, end) =>
    shapes({ ...making, random: own }, { projects, end }),
  );
  const accounts = made.map((shape, index): GcpServiceAccount => {
    const own = random.fork(shape.name);
    const project = projects.find(
      ({ environment }) => environment === (shape.environment ?? 'prod'),
    );
    if (project === undefined) throw new RangeError('there is no such project');
    const person = personFor(own, staff, { name: shape.name, team: project.team });
    // Of every other one only the label of its project tells.
    const isDescribed = shape.description !== '' && index % 2 === 0;
    const owner = isDescribed
      ? toldBy('description', [...namesOfPerson(person), project.team], { weak: true })
      : toldBy('project-label', [project.team], { weak: true });
    return {
      email: `${shape.name}@${project.id}.iam.gserviceaccount.com`,
      uniqueId: own.text('123456789', 21),
      description: isDescribed ? `Owner: ${person.email}` : 'Runs jobs of the night',
      disabled: false,
      lastUsedAt: clock.daysAgo(own.between(2, 40)),
      keys: [],
      bindings: [{ role: 'roles/logging.logWriter', on: project.id }],
      ...shape,
      project,
      intent: joined(owner, shape.intent ?? joined()),
    };
  });
  return { organization: random.fork('organization').text('123456789', 12), projects, accounts };
}

/** The accounts that Google makes by itself, one of each kind and project. */
function defaultAccounts([production, development]: readonly GcpProject[], end: CopyEnd): Shape[] {
  const places = {
    '': {
      environment: 'prod',
      email: `${production?.number ?? ''}-compute@developer.gserviceaccount.com`,
      on: production?.id ?? '',
    },
    '-2': {
      environment: 'prod',
      email: `${production?.id ?? ''}@appspot.gserviceaccount.com`,
      on: production?.id ?? '',
    },
    '-3': {
      environment: 'dev',
      email: `${development?.number ?? ''}-compute@developer.gserviceaccount.com`,
      on: development?.id ?? '',
    },
  } as const;
  const { environment, email, on } = places[end];
  return [
    {
      name: 'default-editor',
      environment,
      email,
      description: '',
      bindings: [{ role: 'roles/editor', on }],
      intent: failing('access-default-service-account', 'access-admin-equivalent'),
    },
  ];
}

function shapes(
  { random, clock }: Making,
  { projects, end }: { readonly projects: readonly GcpProject[]; readonly end: CopyEnd },
): Shape[] {
  let number = 0;
  const key = (change: Partial<GcpKey>): GcpKey => {
    number += 1;
    const managedBy = change.managedBy ?? 'user';
    const byUser = failing('credential-user-managed-key', 'credential-no-expiry');
    return {
      id: random.fork(`key/${number}`).text(hexDigits, 40),
      managedBy,
      madeAt: clock.daysAgo(60),
      lastUsedAt: clock.daysAgo(4),
      disabled: false,
      ...change,
      intent: joined(
        managedBy === 'user' && change.disabled !== true
          ? byUser
          : nearly('credential-user-managed-key'),
        change.intent ?? joined(),
      ),
    };
  };
  const [production] = projects;
  const on = production?.id ?? '';
  return [
    { name: 'etl' },
    { name: 'exporter', keys: [key({})] },
    {
      name: 'loader',
      keys: [key({ madeAt: clock.daysAgo(500), intent: failing('credential-too-old') })],
    },
    { name: 'signer', keys: [key({ managedBy: 'google', madeAt: clock.daysAgo(5) })] },
    {
      name: 'revoked',
      keys: [
        key({
          disabled: true,
          madeAt: clock.daysAgo(700),
          intent: nearly('credential-too-old', 'credential-no-expiry'),
        }),
      ],
    },
    {
      name: 'two-keys',
      keys: [key({ madeAt: clock.daysAgo(70) }), key({ madeAt: clock.daysAgo(30) })],
      intent: failing('identity-two-active-keys'),
    },
    ...defaultAccounts(projects, end),
    {
      name: 'owner-bot',
      bindings: [{ role: 'roles/owner', on }],
      intent: failing('access-admin-equivalent'),
    },
    {
      name: 'viewer-bot',
      bindings: [{ role: 'roles/viewer', on }],
      intent: nearly('access-admin-equivalent'),
    },
    {
      name: 'dev-builder',
      environment: 'dev',
      bindings: [{ role: 'roles/storage.objectViewer', on }],
      intent: failing('identity-reaches-across-environments'),
    },
    {
      name: 'dev-tester',
      environment: 'dev',
      intent: nearly('identity-reaches-across-environments'),
    },
  ];
}
