import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { ed25519Pair, rsaPair } from '../secrets/keys.ts';
import { failing, type Intent, joined, nearly } from '../truth.ts';
import type {
  GithubApp,
  GithubDeployKey,
  GithubHook,
  GithubRepository,
  GithubToken,
  GithubWorld,
} from './github.ts';
import { activePeople, leavers, namesOfPerson, type Person, type Staff } from './people.ts';

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  /** Ordinary deploy keys. */
  readonly size: { readonly deployKeys: number };
}

/** An organization with a repository for each application. */
export function githubWorld(making: Making): GithubWorld {
  const { random, staff, size } = making;
  const repositories = staff.applications.map(
    ({ name, team }, index): GithubRepository => ({
      name,
      id: 7000 + index,
      team: team === 'labs' ? null : team,
    }),
  );
  const keys = plantedKeys({ ...making, random: random.fork('keys') }, repositories);
  return {
    org: staff.org,
    repositories,
    apps: apps({ ...making, random: random.fork('apps') }),
    tokens: tokens({ ...making, random: random.fork('tokens') }),
    hooks: hooks({ ...making, random: random.fork('hooks') }, repositories),
    refusedHooks: repositories.slice(-2).map(({ name }) => name),
    *deployKeys() {
      yield* keys;
      for (let index = 0; index < size.deployKeys; index += 1)
        yield goodKey({ ...making, random: random.fork(`key/${index}`) }, repositories, index);
    },
  };
}

interface KeyShape {
  readonly pair?: GithubDeployKey['pair'];
  readonly readOnly?: boolean;
  readonly addedBy?: Person | null;
  readonly ageDays?: number;
  readonly usedDays?: number | null;
  readonly identity?: Intent;
  readonly key?: Intent;
}

/** GitHub's deploy keys have no end. */
const lasting = failing('credential-no-expiry');

function keyOf(
  { random, clock, staff }: Making,
  of: { repository: GithubRepository; id: number; title: string },
  shape: KeyShape,
): GithubDeployKey {
  const { addedBy = random.pick(activePeople(staff)) } = shape;
  const { repository } = of;
  const ageDays = shape.ageDays ?? random.between(20, 85);
  const usedDays = shape.usedDays === undefined ? random.between(0, 15) : shape.usedDays;
  // Whoever added a key is a guess, and all that is told: GitHub's lists name no team of a repository.
  const names = addedBy ? namesOfPerson(addedBy) : [];
  const evidence = addedBy ? ['creator'] : [];
  const owner: Intent = {
    fails: [],
    nearly: [],
    open: ['identity-no-owner'],
    owner: names.length > 0 ? { names, evidence } : null,
  };
  return {
    repository: repository.name,
    id: of.id,
    title: of.title,
    pair: shape.pair ?? ed25519Pair(random),
    readOnly: shape.readOnly ?? true,
    addedBy: addedBy?.login ?? null,
    createdAt: clock.daysAgo(ageDays),
    lastUsedAt: usedDays === null ? null : clock.daysAgo(usedDays),
    identity: joined(owner, shape.identity ?? joined()),
    key: joined(lasting, shape.key ?? joined()),
  };
}

function goodKey(making: Making, repositories: readonly GithubRepository[], index: number) {
  const repository = making.random.pick(repositories.slice(0, -1));
  return keyOf(making, { repository, id: 50_000 + index, title: `mirror ${index}` }, {});
}

function plantedKeys(making: Making, repositories: readonly GithubRepository[]): GithubDeployKey[] {
  const { random, staff } = making;
  const shapes: readonly (readonly [string, KeyShape])[] = [
    ['release', { readOnly: false, key: failing('credential-deploy-key-writes') }],
    ['publisher', { readOnly: false, key: failing('credential-deploy-key-writes') }],
    ['pages', { readOnly: false, key: failing('credential-deploy-key-writes') }],
    ['mirror', { key: nearly('credential-deploy-key-writes') }],
    ['docs', { key: nearly('credential-deploy-key-writes') }],
    ['weak-1024-2', { pair: rsaPair(random.fork('weak-2'), 1024), key: failing('key-weak') }],
    ['weak-1024', { pair: rsaPair(random.fork('weak'), 1024), key: failing('key-weak') }],
    ['enough-2048', { pair: rsaPair(random.fork('enough'), 2048), key: nearly('key-weak') }],
    ['old-91', { ageDays: 91, key: failing('credential-too-old') }],
    ['old-90', { ageDays: 90, key: nearly('credential-too-old') }],
    [
      'idle-91',
      {
        ageDays: 120,
        usedDays: 91,
        key: failing('credential-too-old', 'credential-unused'),
        identity: failing('identity-unused'),
      },
    ],
    ['never', { ageDays: 31, usedDays: null, identity: failing('identity-never-used') }],
    ['fresh', { ageDays: 30, usedDays: null, identity: nearly('identity-never-used') }],
    [
      'of-leaver',
      // The team of the repository may have taken over; then somebody answers for it.
      {
        addedBy: random.pick(leavers(staff)),
        identity: { fails: [], nearly: [], open: ['identity-owner-left'] },
      },
    ],
  ];
  return shapes.map(([title, shape], index) =>
    keyOf(
      { ...making, random: random.fork(title) },
      {
        repository: repositories[index % (repositories.length - 1)] ?? random.pick(repositories),
        id: 4000 + index,
        title,
      },
      shape,
    ),
  );
}

function apps({ random, clock }: Making): GithubApp[] {
  const wide = failing('access-app-on-all-repositories');
  const close = nearly('access-app-on-all-repositories');
  const shapes: readonly (readonly [string, Partial<GithubApp>])[] = [
    [
      'release-bot',
      { allRepositories: true, permissions: { contents: 'write', metadata: 'read' }, intent: wide },
    ],
    [
      'dependency-updates',
      {
        allRepositories: true,
        permissions: { contents: 'write', pull_requests: 'write' },
        intent: wide,
      },
    ],
    [
      'status-board',
      { allRepositories: true, permissions: { checks: 'write', metadata: 'read' }, intent: wide },
    ],
    [
      'code-search',
      { allRepositories: true, permissions: { contents: 'read', metadata: 'read' }, intent: close },
    ],
    ['deploy-preview', { permissions: { contents: 'write', deployments: 'write' }, intent: close }],
    [
      'old-linter',
      {
        allRepositories: true,
        permissions: { contents: 'write' },
        suspendedAt: clock.daysAgo(200),
        intent: close,
      },
    ],
    [
      'org-keeper',
      {
        permissions: { organization_administration: 'write' },
        intent: failing('access-admin-equivalent'),
      },
    ],
    [
      'org-reader',
      {
        permissions: { organization_administration: 'read' },
        intent: nearly('access-admin-equivalent'),
      },
    ],
  ];
  return shapes.map(([slug, shape], index) => ({
    id: 300 + index,
    slug,
    allRepositories: false,
    permissions: { metadata: 'read' },
    createdAt: clock.daysAgo(random.between(30, 900)),
    suspendedAt: null,
    ...shape,
    intent: joined(
      { fails: [], nearly: [], open: ['identity-no-owner'] },
      shape.intent ?? joined(),
    ),
  }));
}

function hooks(
  { random, clock, staff }: Making,
  repositories: readonly GithubRepository[],
): GithubHook[] {
  const receiver = `hooks.${staff.domain}`;
  const bad = failing('trust-webhook-unsigned');
  const close = nearly('trust-webhook-unsigned');
  const shapes: readonly Partial<GithubHook>[] = [
    { signed: false, intent: bad },
    { url: `http://${receiver}/github`, intent: bad },
    { verifiesTls: false, intent: bad },
    { url: 'http://localhost:8080/hook', intent: close },
    { signed: false, active: false, intent: close },
    {},
    { repository: null, signed: false, intent: bad },
    { repository: null },
  ];
  return shapes.map((shape, index) => ({
    repository: repositories[index]?.name ?? null,
    id: 900 + index,
    url: `https://${receiver}/github/${index}`,
    signed: true,
    verifiesTls: true,
    active: true,
    createdAt: clock.daysAgo(random.between(10, 900)),
    ...shape,
    intent: joined(
      { fails: [], nearly: [], open: ['identity-no-owner'] },
      shape.intent ?? joined(),
    ),
  }));
}

function tokens({ random, clock, staff }: Making): GithubToken[] {
  const people = random.shuffled(activePeople(staff));
  const shapes: readonly Partial<GithubToken>[] = [
    { expiresAt: clock.inDays(14), intent: failing('credential-expires-soon') },
    { expiresAt: clock.inDays(2), intent: failing('credential-expires-soon') },
    { expiresAt: clock.inDays(15), intent: nearly('credential-expires-soon') },
    { expiresAt: clock.inDays(366), intent: failing('credential-lifetime-too-long') },
    { expiresAt: clock.inDays(800), intent: failing('credential-lifetime-too-long') },
    { expiresAt: clock.inDays(365), intent: nearly('credential-lifetime-too-long') },
    { expiresAt: null, intent: failing('credential-no-expiry') },
    { lastUsedAt: clock.daysAgo(91), intent: failing('credential-unused') },
    { lastUsedAt: clock.daysAgo(90), intent: nearly('credential-unused') },
    {
      expiresAt: clock.daysAgo(3),
      lastUsedAt: clock.daysAgo(9),
      intent: failing('credential-expired-still-active'),
    },
    {
      expiresAt: clock.daysAgo(40),
      lastUsedAt: clock.daysAgo(20),
      intent: failing('credential-expired-still-active'),
    },
    {
      expiresAt: clock.daysAgo(8),
      expired: true,
      lastUsedAt: clock.daysAgo(10),
      intent: nearly('credential-expired-still-active'),
    },
    {
      kind: 'classic',
      scopes: ['repo', 'admin:org'],
      intent: failing(
        'credential-classic-token',
        'credential-administers',
        'token-of-administrator',
      ),
    },
    {
      kind: 'classic',
      scopes: ['read:packages'],
      intent: {
        fails: ['credential-classic-token'],
        nearly: ['credential-administers', 'token-of-administrator'],
      },
    },
    {
      kind: 'classic',
      expiresAt: null,
      scopes: ['repo'],
      intent: failing('credential-classic-token', 'credential-no-expiry'),
    },
    { kind: 'ssh-key', expiresAt: null, intent: failing('credential-no-expiry') },
    { intent: nearly('credential-classic-token') },
    { intent: nearly('credential-classic-token') },
    { expiresAt: clock.inDays(365), intent: nearly('credential-lifetime-too-long') },
    {
      expiresAt: clock.daysAgo(20),
      lastUsedAt: clock.daysAgo(12),
      intent: failing('credential-expired-still-active'),
    },
  ];
  return shapes.map((shape, index) => ({
    // The same numbers name other things elsewhere: they mean something only within their list.
    id: 4000 + index,
    kind: 'fine-grained',
    login: people[index % people.length]?.login ?? 'nobody',
    title: `token ${index}`,
    expiresAt: clock.inDays(random.between(31, 300)),
    expired: false,
    lastUsedAt: clock.daysAgo(random.between(0, 30)),
    scopes: [],
    ...shape,
    intent: shape.intent ?? joined(),
  }));
}
