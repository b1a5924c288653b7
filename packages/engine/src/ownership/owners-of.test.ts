import { anIdentityView, anOwnership, aSeenCredential } from '@nonhuman/checks/testing';
import {
  type Identity,
  never,
  type Ownership,
  type Person,
  seen,
  type Team,
} from '@nonhuman/model';
import { daysAgo, now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { type Attested, habitsOf } from './gather-evidence.ts';
import type { People } from './known-people.ts';
import { arithmeticOf, type Linked, ownersOf, sameIdentity } from './owners-of.ts';
import { nobody, peopleOf } from './people.ts';
import { OwnershipSettings } from './settings.ts';

const ada = aPerson('ada', { managerEmail: 'grace@acme.test' });
const grace = aPerson('grace');
const linus = aPerson('linus', {
  status: 'left',
  leftAt: seen(daysAgo(30)),
  managerEmail: 'grace@acme.test',
});

function aPerson(login: string, overrides: Partial<Person> = {}): Person {
  return {
    key: login,
    provider: 'directory',
    name: `${login.charAt(0).toUpperCase()}${login.slice(1)} Example`,
    email: `${login}@acme.test`,
    logins: [`${login}-x`],
    status: 'active',
    leftAt: never,
    ...overrides,
  };
}

function know(persons: readonly Person[], teams: readonly Team[] = []): People {
  return peopleOf(
    {
      persons: persons.map((facts, index) => ({ id: `per_${index}`, observedAt: now, facts })),
      teams: teams.map((facts, index) => ({ id: `tem_${index}`, facts })),
    },
    now,
  );
}

const aTeam = (name: string, memberKeys?: readonly string[]): Team => ({
  key: name,
  provider: 'directory',
  name,
  ...(memberKeys ? { memberKeys: [...memberKeys] } : {}),
});

interface Told {
  readonly identity?: Partial<Identity>;
  readonly ownership?: readonly Ownership[];
  readonly people?: People;
  readonly linked?: readonly Linked[];
  readonly settings?: unknown;
  readonly boundToPerson?: boolean;
  readonly attestations?: readonly Attested[];
}

/** The owners of an identity of which nothing is told but what the test says. */
function owners(told: Told) {
  const view = anIdentityView({
    identity: { name: 'job-7', tags: {}, createdBy: never, ...told.identity },
    ownership: told.ownership ?? [],
    credentials: told.boundToPerson
      ? [aSeenCredential({ attributes: { boundToPerson: true } })]
      : [],
  });
  return ownersOf(view, {
    people: told.people ?? know([ada, grace, linus], [aTeam('payments', ['ada'])]),
    habits: habitsOf(OwnershipSettings.parse(told.settings ?? {})),
    now,
    ...(told.linked ? { linked: told.linked } : {}),
    ...(told.attestations ? { attestations: told.attestations } : {}),
  });
}

const byGit = (name: string, email: string | null): Ownership =>
  anOwnership({
    key: `git/${name}`,
    owner: { type: 'person', name, email, status: 'unknown' },
    basis: 'inferred',
    signal: 'git-author',
    confidence: 0.4,
  });
const attested = (name: string): Ownership =>
  anOwnership({
    key: `attested/${name}`,
    owner: { type: 'person', name, email: `${name}@acme.test`, status: 'unknown' },
    signal: 'attestation',
  });

describe('ownersOf', () => {
  it('finds nobody where nothing tells of anybody', () => {
    expect(owners({})).toEqual([]);
  });

  it.each([
    ['an Owner tag', { tags: { Owner: 'ada@acme.test' } }, 'tag-owner'],
    [
      'a tag with a prefix, whatever its case',
      { tags: { 'acme.io/Owner-Email': 'ADA@acme.test' } },
      'tag-owner',
    ],
    ['a label that may hold no @', { tags: { owner: 'ada_at_acme_test' } }, 'tag-owner'],
    ['a login of the same source', { tags: { contact: 'ada-x' } }, 'tag-contact'],
    ['a unique full name', { tags: { maintainer: 'Ada Example' } }, 'tag-contact'],
    [
      'an address in the description',
      { description: 'Owner: ada@acme.test, do not delete' },
      'description-owner',
    ],
    [
      'a known name after "owned by"',
      { description: 'Owned by Ada Example.' },
      'description-owner',
    ],
    [
      'the user in the ARN of the creator',
      { createdBy: seen('arn:aws:iam::1234:user/ada-x') },
      'creator',
    ],
    [
      'the session of an assumed role',
      { createdBy: seen('arn:aws:sts::1234:assumed-role/Admin/ada@acme.test') },
      'creator',
    ],
    [
      'the home folder that it lies in',
      { place: { kind: 'file', locator: '/home/ada-x/.claude.json' } },
      'home',
    ],
    ['a name that is a login', { kind: 'machine-user', name: 'ada-x' }, 'own-name'],
  ] as const)('recognises a person by %s', (_, identity, signal) => {
    const [first] = owners({ identity });

    expect(first).toMatchObject({
      key: 'person:ada@acme.test',
      name: 'Ada Example',
      status: 'active',
      basis: 'inferred',
      evidence: [{ signal, counted: true }],
    });
  });

  it.each([
    ['a team tag, however it is spelled', { tags: { Team: '@acme/Team-Payments' } }],
    ['a mailbox of a team', { tags: { owner: 'payments-team@acme.test' } }],
    ['the usual naming, when the team is known', { name: 'svc-payments-refunds' }],
    ['the namespace', { attributes: { namespace: 'payments' } }],
    ['the repository', { attributes: { repository: 'acme/payments-api' } }],
  ] as const)('recognises a team by %s', (_, identity) => {
    const [first] = owners({ identity });

    expect(first).toMatchObject({ key: 'team:payments', type: 'team', status: 'active' });
  });

  it.each([
    ['a role', 'arn:aws:sts::1234:assumed-role/Deployer/build-77'],
    ['a service account', 'serviceAccount:ci@acme.iam.gserviceaccount.com'],
    ['a bot', 'renovate[bot]'],
    ['a tool', 'terraform'],
    ['nobody', 'n/a'],
  ])('takes no person from a creator that is %s', (_, creator) => {
    expect(owners({ identity: { createdBy: seen(creator) } })).toEqual([]);
  });

  it('does not take whoever has a copy of a repository for its owner', () => {
    const place = { kind: 'file' as const, locator: '/home/ada-x/src/shop/ci.yml', tracked: true };

    expect(owners({ identity: { place } })).toEqual([]);
  });

  it('adds up independent evidence and shows how', () => {
    const [first] = owners({
      identity: { tags: { Owner: 'ada@acme.test' }, createdBy: seen('ada-x') },
      ownership: [byGit('Ada Example', 'ada@acme.test')],
    });

    expect(first?.confidence).toBe(0.9);
    expect(first && arithmeticOf(first)).toBe('1 − (1 − 0.75) × (1 − 0.4) × (1 − 0.35) = 0.9');
  });

  it('counts the same tag once, though two rows tell it', () => {
    const told = anOwnership({
      owner: { type: 'person', name: 'ada@acme.test', email: 'ada@acme.test', status: 'unknown' },
      basis: 'inferred',
      signal: 'tag',
      confidence: 0.7,
    });

    const [first] = owners({ identity: { tags: { Owner: 'ada@acme.test' } }, ownership: [told] });

    expect(first?.confidence).toBe(0.75);
    expect(first?.evidence.map(({ counted }) => counted)).toEqual([true, false]);
  });

  it('never calls inferred evidence certain', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      anOwnership({
        owner: { type: 'person', name: 'Ada', email: 'ada@acme.test', status: 'unknown' },
        basis: 'inferred',
        signal: `source-${index}`,
        confidence: 0.9,
      }),
    );

    expect(owners({ ownership: many })[0]?.confidence).toBe(0.97);
  });

  it('shows both sides of a conflict', () => {
    const found = owners({
      identity: { tags: { Owner: 'ada@acme.test', contact: 'grace@acme.test' } },
    });

    expect(found).toMatchObject([
      { name: 'Ada Example', contested: true },
      { name: 'Grace Example', contested: true },
    ]);
  });

  it('puts what was attested before any amount of evidence', () => {
    const found = owners({
      identity: { tags: { Owner: 'ada@acme.test' }, createdBy: seen('ada@acme.test') },
      ownership: [attested('grace')],
    });

    expect(found).toMatchObject([
      { name: 'Grace Example', basis: 'attested', confidence: 1, contested: false },
      { name: 'Ada Example', basis: 'inferred' },
    ]);
  });

  it('stops counting an attestation as one when its time is over, but remembers it', () => {
    const attestation = (until: Date | null): Attested => ({
      ownerType: 'person',
      ownerName: 'Grace Example',
      ownerEmail: 'grace@acme.test',
      attestedBy: 'eve',
      attestedAt: new Date(daysAgo(100)),
      until,
      reason: 'asked in the stand-up',
    });
    const foremost = (until: Date | null) => owners({ attestations: [attestation(until)] })[0];

    expect(foremost(null)).toMatchObject({ basis: 'attested', confidence: 1 });
    expect(foremost(new Date(daysAgo(-1)))).toMatchObject({ basis: 'attested' });
    expect(foremost(new Date(daysAgo(1)))).toMatchObject({
      basis: 'inferred',
      evidence: [{ signal: 'attestation-lapsed' }],
    });
  });

  it('does not attest the identity by what was attested of one of its credentials', () => {
    const statement = { ...attested('ada'), subject: { type: 'credential' as const, key: 'k' } };

    expect(owners({ ownership: [statement] })).toMatchObject([
      { name: 'Ada Example', basis: 'inferred', confidence: 0.6 },
    ]);
  });

  it('does not hide that an attested owner has left, and names whom to ask', () => {
    const found = owners({ ownership: [attested('linus')] });

    expect(found).toMatchObject([
      { name: 'Linus Example', basis: 'attested', status: 'left' },
      { name: 'Grace Example', status: 'active', evidence: [{ signal: 'manager-of-leaver' }] },
    ]);
  });

  it('does not take people for active of whom no source tells', () => {
    const [first] = owners({ identity: { tags: { Owner: 'eve@elsewhere.test' } } });

    expect(first).toMatchObject({
      key: 'person:eve@elsewhere.test',
      status: 'unknown',
      statusBecause: 'no people source tells of them',
    });
  });

  it('does not take everybody for active when nobody is known', () => {
    const [first] = owners({ identity: { tags: { Owner: 'ada@acme.test' } }, people: nobody });

    expect(first).toMatchObject({ status: 'unknown' });
  });

  it('puts a leaver behind somebody who is there and has half the evidence', () => {
    const found = owners({
      identity: { tags: { Owner: 'linus@acme.test', contact: 'ada@acme.test' } },
    });

    expect(found.map(({ name }) => name)).toEqual([
      'Ada Example',
      'Linus Example',
      'Grace Example',
    ]);
  });

  it.each([
    ['has no members', [], 'it has no members'],
    ['has only members who left', ['linus'], 'all of its 1 members have left'],
  ])('shows a team that %s', (_, members, because) => {
    const people = know([linus], [aTeam('labs', members)]);

    const [first] = owners({ identity: { tags: { team: 'labs' } }, people });

    expect(first).toMatchObject({ status: 'left', statusBecause: because });
  });

  it('does not call a team empty whose members were not told', () => {
    const people = know([], [aTeam('labs')]);

    const [first] = owners({ identity: { tags: { team: 'labs' } }, people });

    expect(first).toMatchObject({ status: 'unknown', members: null });
  });

  it('believes a convention of the workspace about a team that nobody knows, with little weight', () => {
    const settings = { namingConventions: ['svc-{team}-*'] };

    expect(owners({ identity: { name: 'svc-nova-etl' } })).toEqual([]);
    expect(owners({ identity: { name: 'svc-nova-etl' }, settings })).toMatchObject([
      { key: 'team:nova', confidence: 0.2, status: 'unknown' },
    ]);
  });

  it('takes the longest team that a name can name', () => {
    const people = know([], [aTeam('data'), aTeam('data-platform')]);

    const [first] = owners({ identity: { name: 'svc-data-platform-etl' }, people });

    expect(first?.key).toBe('team:data-platform');
  });

  it('follows links, with less confidence', () => {
    const workload = owners({ identity: { tags: { Owner: 'ada@acme.test' } } });

    const [first] = owners({
      linked: [{ name: 'shop', kind: 'runs-as', direction: 'to', owners: workload }],
    });

    expect(first).toMatchObject({ name: 'Ada Example', confidence: 0.6 });
  });

  describe('of another row of the same identity', () => {
    const told = { identity: { tags: { Owner: 'ada@acme.test' } } };
    const sameAs = (other: Told): readonly Linked[] => [
      { name: 'deploy', kind: sameIdentity, direction: 'to', owners: owners(other) },
    ];

    it('are as sure as there', () => {
      const [first] = owners({ linked: sameAs(told) });

      expect(first).toMatchObject({ name: 'Ada Example', basis: 'inferred', confidence: 0.75 });
      expect(first?.evidence[0]?.because).toMatch(/^deploy, which is the same, tells: the tag/);
    });

    it('stay attested', () => {
      const [first] = owners({ linked: sameAs({ ownership: [attested('grace')] }) });

      expect(first).toMatchObject({ name: 'Grace Example', basis: 'attested' });
    });

    it('are not surer for a tag that is told at both', () => {
      const [first] = owners({ ...told, linked: sameAs(told) });

      expect(first?.confidence).toBe(0.75);
    });

    it('are none where nothing is told there either', () => {
      expect(owners({ linked: sameAs({}) })).toEqual([]);
    });
  });

  it('gives the personal account of somebody to that person', () => {
    const [first] = owners({ identity: { name: 'ada-x' }, boundToPerson: true });

    expect(first).toMatchObject({ name: 'Ada Example', confidence: 0.85 });
  });

  it('lets a workspace weigh evidence itself', () => {
    const settings = { weights: { 'tag-owner': 0.2 } };

    const [first] = owners({ identity: { tags: { Owner: 'ada@acme.test' } }, settings });

    expect(first?.confidence).toBe(0.2);
  });
});
