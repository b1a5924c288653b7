import type {
  CredentialThing,
  ExposureThing,
  FindingRow,
  GrantThing,
  IdentityRow,
  OwnerRef,
} from '@nonhuman/api-contract';
import type { CredentialKind, IdentityKind, Observed, Severity } from '@nonhuman/model';
import { fakeChecks } from './fake-checks.ts';
import { idOf, type Seeded, seeded } from './seeded.ts';

/** All that the invented company has. */
export interface World {
  readonly now: Date;
  readonly identities: FakeIdentity[];
  readonly findings: FindingRow[];
}

export interface FakeIdentity {
  readonly row: IdentityRow;
  readonly credentials: CredentialThing[];
  readonly exposures: ExposureThing[];
  readonly grants: GrantThing[];
}

type Template = readonly [
  provider: string,
  kind: IdentityKind,
  nativeType: string,
  scope: string,
  credential: CredentialKind | null,
];
const templates: readonly [Template, ...Template[]] = [
  ['aws', 'machine-user', 'aws-iam-user', 'acme-production', 'access-key'],
  ['aws', 'role', 'aws-iam-role', 'acme-production', null],
  ['aws', 'role', 'aws-iam-role', 'acme-sandbox', 'federated-trust'],
  ['github', 'application', 'github-app', 'acme', 'private-key'],
  ['github', 'bot', 'github-machine-account', 'acme', 'token'],
  ['kubernetes', 'service-account', 'kubernetes-service-account', 'eu-1', 'token'],
  ['kubernetes', 'workload', 'kubernetes-deployment', 'eu-1', null],
  ['host', 'service-account', 'unix-account', 'build-7', 'ssh-key'],
  ['host', 'workload', 'systemd-service', 'build-7', 'certificate'],
  ['gcp', 'service-account', 'gcp-service-account', 'acme-data', 'private-key'],
  ['host', 'database-login', 'postgres-role', 'build-7', 'password'],
];
const areas = [
  'billing',
  'checkout',
  'search',
  'ledger',
  'media',
  'identity',
  'reporting',
  'mobile',
] as const;
const jobs = [
  'deploy',
  'backup',
  'exporter',
  'sync',
  'runner',
  'webhook',
  'etl',
  'monitor',
  'release',
] as const;
const people = ['Ada Moreau', 'Jonas Weber', 'Priya Nair', 'Luis Ortega', 'Mei Tanaka'] as const;
const dayMs = 86_400_000;

/** Clients of AI agents, and what each starts. */
export const fakeAgents = [
  { name: 'claude-code (ada)', autoApprove: false, servers: ['github', 'postgres', 'filesystem'] },
  { name: 'cursor (jonas)', autoApprove: true, servers: ['browser', 'aws-tools'] },
  { name: 'support-triage', autoApprove: null, servers: ['zendesk'] },
] as const;

export function makeWorld({
  now,
  size,
  seed = 7,
}: {
  now: Date;
  size: number;
  seed?: number;
}): World {
  const random = seeded(seed);
  const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * dayMs).toISOString();
  const identities = Array.from({ length: size }, (_, index) => {
    const agent = fakeAgents[index];
    const template: Template =
      agent === undefined
        ? random.pick(templates)
        : ['host', 'agent', 'ai-agent', 'build-7', 'api-key'];
    return makeIdentity({ index, template, random, at, name: agent?.name });
  });
  const findings = identities.flatMap((identity, index) =>
    makeFindings({ identity, index, random, at }),
  );
  return { now, identities: identities.map((identity) => judged(identity, findings)), findings };
}

interface Making {
  readonly index: number;
  readonly random: Seeded;
  readonly at: (daysAgo: number) => string;
}

function makeIdentity({
  index,
  template: [provider, kind, nativeType, scope, credential],
  random,
  at,
  name,
}: Making & { template: Template; name: string | undefined }): FakeIdentity {
  const area = random.pick(areas);
  const owner = makeOwner(random, area);
  const id = idOf('idn', index + 1);
  const ofScope = { id: idOf('scp', scope.length), kind: 'account', name: scope };
  const age = 20 + random.int(1500);
  const access = random.pick(['admin', 'write', 'write', 'read', 'read', 'unknown'] as const);
  const identity = { id, name: name ?? `${area}-${random.pick(jobs)}-${index}`, kind, provider };
  const count = credential === null ? 0 : 1 + random.int(2);
  const credentials = Array.from({ length: count }, (_, each) =>
    makeCredential({
      number: index * 10 + each,
      kind: credential ?? 'token',
      provider,
      random,
      at,
      age,
    }),
  );
  const exposures =
    credentials.length > 0 && random.chance(0.25)
      ? [makeExposure({ index, random, at }, area)]
      : [];
  const row = {
    ...identity,
    nativeType,
    scope: ofScope,
    environment: random.pick(['production', 'production', 'non-production', 'unknown'] as const),
    status: random.pick(['active', 'active', 'active', 'active', 'disabled', 'unknown'] as const),
    access,
    createdAt:
      provider === 'host' ? notTold('a configuration file does not tell') : seenAt(at(age)),
    lastUsedAt: usedAt(random, at),
    risk: 0,
    worstSeverity: null,
    openFindings: 0,
    owner,
    credentials: credentials.length,
    exposures: exposures.length,
  } as IdentityRow;
  return {
    row,
    credentials,
    exposures,
    grants: makeGrants({ index, random, at }, { provider, access }),
  };
}

function makeOwner(random: Seeded, area: string): OwnerRef | null {
  const luck = random.next();
  if (luck < 0.3) return null;
  if (luck < 0.6)
    return {
      type: 'team',
      name: `Team ${area}`,
      email: `${area}@acme.example`,
      status: 'active',
      basis: 'attested',
    };
  return {
    type: 'person',
    name: random.pick(people),
    email: null,
    status: luck > 0.9 ? 'left' : 'active',
    basis: 'inferred',
  };
}

const seenAt = (value: string): Observed<string> => ({ state: 'seen', value });
const notTold = (because: string): Observed<string> => ({ state: 'unknown', because });

function usedAt(random: Seeded, at: Making['at']): Observed<string> {
  const luck = random.next();
  if (luck < 0.55) return seenAt(at(random.next() * 20));
  if (luck < 0.75) return seenAt(at(90 + random.int(400)));
  if (luck < 0.85) return { state: 'never' };
  return notTold('the export holds no usage; the access advisor was not asked for');
}

function makeCredential({
  number,
  kind,
  provider,
  random,
  at,
  age,
}: Omit<Making, 'index'> & {
  number: number;
  kind: CredentialKind;
  provider: string;
  age: number;
}): CredentialThing {
  const expires = random.next();
  return {
    id: idOf('crd', number),
    scope: null,
    firstSeenAt: at(Math.min(age, 60)),
    lastSeenAt: at(0.1),
    goneAt: null,
    value: {
      key: `credential-${number}`,
      provider,
      identityKey: `identity-${number}`,
      kind,
      nativeType: kind,
      name: `${kind} ${number}`,
      status: random.chance(0.85) ? 'active' : 'disabled',
      createdAt: seenAt(at(age)),
      expiresAt:
        expires < 0.4
          ? { state: 'never' }
          : expires < 0.7
            ? seenAt(at(-random.int(300)))
            : notTold('the file does not tell'),
      lastUsedAt: usedAt(random, at),
      lastRotatedAt: random.chance(0.4) ? seenAt(at(random.int(age))) : { state: 'never' },
      publicId: kind === 'access-key' ? `KEY…${number}` : null,
      preview: kind === 'federated-trust' ? null : `••••${(number * 7919).toString(36).slice(-3)}`,
    },
    exposures: [],
  };
}

function makeExposure({ index, random, at }: Making, area: string): ExposureThing {
  return {
    id: idOf('exp', index),
    scope: null,
    firstSeenAt: at(random.int(50)),
    lastSeenAt: at(0.1),
    goneAt: null,
    value: {
      key: `exposure-${index}`,
      provider: 'host',
      credentialKey: `credential-${index}`,
      detector: 'generic-secret',
      title: 'Secret in a file',
      place: {
        kind: 'file',
        locator: `/srv/repositories/${area}/deploy/values.yaml`,
        line: 10 + random.int(90),
        readableBy: random.pick(['owner', 'group', 'everyone'] as const),
        tracked: random.chance(0.6),
      },
      fingerprint: `fingerprint-${index}`,
      preview: `••••${index}`,
      setting: random.pick(['source', 'environment-file', 'ci', 'agent-configuration'] as const),
    },
  };
}

function makeGrants(
  { index, random, at }: Making,
  { provider, access }: { provider: string; access: IdentityRow['access'] },
): GrantThing[] {
  const names = {
    admin: 'AdministratorAccess',
    write: 'DeployAccess',
    read: 'ReadOnlyAccess',
    none: 'NoAccess',
    unknown: 'Unread',
  };
  return Array.from({ length: 1 + random.int(3) }, (_, each) => ({
    id: idOf('grt', index * 10 + each),
    scope: null,
    firstSeenAt: at(40),
    lastSeenAt: at(0.1),
    goneAt: null,
    value: {
      key: `grant-${index}-${each}`,
      provider,
      principal: { type: 'identity', key: `identity-${index}`, name: `identity-${index}` },
      entitlementKey: `entitlement-${each}`,
      on: each === 0 ? '*' : `bucket/${random.pick(areas)}-exports`,
      via: each === 1 ? 'group deployers' : null,
      conditional: each === 2,
    },
    entitlement:
      access === 'unknown' && each === 0
        ? null
        : {
            key: `entitlement-${each}`,
            provider,
            nativeType: 'managed-policy',
            name: each === 0 ? names[access] : 'ExportsWriter',
            access: each === 0 ? access : 'write',
            ...(access === 'admin' && each === 0 ? { wildcards: ['*'] } : {}),
          },
    resource: null,
  }));
}

const odds: Readonly<Record<Severity, number>> = {
  critical: 0.05,
  high: 0.08,
  medium: 0.22,
  low: 0.3,
  info: 0,
};

function makeFindings({
  identity: { row, credentials, exposures },
  index,
  random,
  at,
}: Making & { identity: FakeIdentity }): FindingRow[] {
  return fakeChecks.flatMap((check, order): FindingRow[] => {
    const subject =
      check.subject === 'credential'
        ? credentials[0]
        : check.subject === 'exposure'
          ? exposures[0]
          : { id: row.id, value: { name: row.name } };
    const isAgentCheck = check.id.startsWith('agent-');
    const probability =
      check.subject === 'exposure' ? 0.7 : isAgentCheck ? 1 : odds[check.severity];
    if (subject === undefined || isAgentCheck !== (isAgentCheck && row.kind === 'agent')) return [];
    if (check.id === 'identity-no-owner' ? row.owner !== null : !random.chance(probability))
      return [];
    const name = 'name' in subject.value ? subject.value.name : 'deploy/values.yaml';
    const isAccepted = random.chance(0.06);
    return [
      {
        id: idOf('fnd', index * 20 + order + 1),
        checkId: check.id,
        title: check.title,
        severity: check.severity,
        state: isAccepted ? 'accepted' : 'open',
        undecided: random.chance(0.03),
        because: check.because(1 + random.int(300)),
        nextAction: check.nextAction,
        controls: check.controls,
        subject: { type: check.subject, id: subject.id, name },
        identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
        firstSeenAt: at(random.int(60)),
        lastSeenAt: at(0.1),
        resolvedAt: null,
        acceptedUntil: isAccepted ? at(-40) : null,
      } as FindingRow,
    ];
  });
}

const worst = ['critical', 'high', 'medium', 'low', 'info'] as const;
const points = { critical: 26, high: 17, medium: 8, low: 3, info: 0 };

function judged(identity: FakeIdentity, findings: readonly FindingRow[]): FakeIdentity {
  const open = findings.filter((f) => f.identity?.id === identity.row.id && f.state === 'open');
  const base = identity.row.access === 'admin' ? 30 : identity.row.access === 'write' ? 15 : 5;
  const sum = open.reduce((total, { severity }) => total + points[severity], base);
  return {
    ...identity,
    row: {
      ...identity.row,
      risk: Math.min(100, sum),
      openFindings: open.length,
      worstSeverity: worst.find((severity) => open.some((f) => f.severity === severity)) ?? null,
    },
  };
}
