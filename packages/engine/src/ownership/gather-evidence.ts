import type { IdentityView } from '@nonhuman/checks';
import { type Attributes, type Identity, type Ownership, valueOf } from '@nonhuman/model';
import type { Among, Clue, Habits, TagKind } from './clue.ts';
import { descriptionClues } from './description-clues.ts';
import type { People } from './known-people.ts';
import { conventionOf, namedBy } from './naming.ts';
import { type OwnershipSettings, usualConventions } from './settings.ts';
import { type SignalWeight, signalWeights } from './weights.ts';
import { emailsIn, isPlaceholder, personIn, plainTagName, plainTeam } from './wording.ts';

/** Prepares what a workspace says about its habits. */
export function habitsOf(settings: OwnershipSettings): Habits {
  const kinds: readonly TagKind[] = ['costCenter', 'creator', 'contact', 'team', 'owner'];
  const tagKinds = new Map(
    kinds.flatMap((kind) => settings.tags[kind].map((name) => [plainTagName(name), kind] as const)),
  );
  return {
    tagKindOf: rememberedKinds(tagKinds),
    conventions: [
      ...settings.namingConventions.map((pattern) => conventionOf(pattern, true)),
      ...usualConventions.map((pattern) => conventionOf(pattern, false)),
    ],
    weightOf: (signal) => settings.weights[signal] ?? signalWeights[signal],
  };
}

/** Names of tags and facts that are remembered; a provider has few. */
const maxNamesRemembered = 10_000;

function rememberedKinds(kinds: ReadonlyMap<string, TagKind>): Habits['tagKindOf'] {
  const ofTags = new Map<string, TagKind | null>();
  const ofFacts = new Map<string, TagKind | null>();
  return (name, isFact) => {
    const remembered = isFact ? ofFacts : ofTags;
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const plain = plainTagName(name);
    const kind = isFact && ambiguousFacts.has(plain) ? null : (kinds.get(plain) ?? null);
    if (remembered.size >= maxNamesRemembered) remembered.clear();
    remembered.set(name, kind);
    return kind;
  };
}

/** What a person has attested. */
export interface Attested {
  readonly ownerType: 'person' | 'team';
  readonly ownerName: string;
  readonly ownerEmail: string | null;
  readonly attestedBy: string;
  readonly attestedAt: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/** An attestation whose time is over is no longer the word of anybody, but still speaks for them. */
const lapsedWeight = 0.6;

/** What an attestation says at a moment. */
export function attestationClue(told: Attested, now: Date): Clue {
  const lapsed = told.until !== null && told.until <= now;
  const day = told.attestedAt.toISOString().slice(0, 10);
  const ended = lapsed ? `, until ${told.until?.toISOString().slice(0, 10)}` : '';
  return {
    signal: lapsed ? 'attestation-lapsed' : 'attestation',
    origin: 'attestation',
    weight: lapsed ? lapsedWeight : 1,
    because: `${told.attestedBy} attested it on ${day}${ended}: ${told.reason}`,
    source: 'nonhuman',
    basis: lapsed ? 'inferred' : 'attested',
    mention: { text: told.ownerName, email: told.ownerEmail, type: told.ownerType },
    status: 'unknown',
  };
}

/** Everything about an identity that says who answers for it. */
export function cluesOf(
  view: Pick<IdentityView, 'identity' | 'credentials' | 'ownership'>,
  { people, habits }: { readonly people: People; readonly habits: Habits },
): Clue[] {
  const { identity } = view;
  return [
    ...view.ownership.map((statement) =>
      statement.subject.type === 'identity' ? ownershipClue(statement) : fromCredential(statement),
    ),
    ...tagClues(identity.tags, { source: identity.provider, habits }),
    ...tagClues(identity.attributes, { source: identity.provider, habits, isFact: true }),
    ...descriptionClues(identity, { people, habits }),
    ...creatorClue(identity, habits),
    ...holderClue(view, { people, habits }),
    ...homeClue(identity, { people, habits }),
    ...namingClues(identity, { people, habits }),
  ];
}

/** What a source told as ownership outright. Its own confidence counts. */
export function ownershipClue({
  owner,
  signal,
  basis,
  confidence,
  provider,
  place,
}: Ownership): Clue {
  const attested = basis === 'attested';
  return {
    signal,
    origin: originOf(signal),
    weight: attested ? 1 : confidence,
    because: `${provider} ${wordsOf(signal)} ${owner.name}`,
    source: provider,
    basis,
    mention: { text: owner.name, email: owner.email, type: owner.type },
    status: owner.status,
    ...(place === undefined ? {} : { place }),
  };
}

/** Whoever answers for a credential of an identity often answers for the identity. */
function fromCredential(statement: Ownership): Clue {
  const clue = ownershipClue(statement);
  return {
    ...clue,
    origin: `credential ${clue.origin}`,
    weight: Math.round(statement.confidence * credentialFactor * 100) / 100,
    because: `of a credential, ${clue.because}`,
    basis: 'inferred',
  };
}
const credentialFactor = 0.6;

/** The same fact told twice (a tag as a tag and as ownership) is one piece of evidence. */
export function originOf(signal: string): string {
  const named = origins[signal];
  if (named !== undefined) return named;
  return signal.startsWith('tag') ? 'tag' : signal;
}
const origins: Readonly<Record<string, string>> = {
  'attestation-lapsed': 'attestation',
  'created-by': 'creator',
  'description-email': 'description',
  'description-owner': 'description',
  'manager-of-leaver': 'successor',
  naming: 'name',
  'naming-unknown': 'name',
  'own-name': 'holder',
  'tag-creator': 'creator',
  'team-of-leaver': 'successor',
};

function wordsOf(signal: string): string {
  const words: Readonly<Record<string, string>> = {
    attestation: 'was told that the owner is',
    'provider-owner': 'keeps as owner',
    sponsor: 'keeps as sponsor',
    'managed-by': 'keeps as manager',
    tag: 'has a tag that names',
    creator: 'tells that it was made by',
    'git-author': 'shows in git that it was last changed by',
    codeowners: 'has in CODEOWNERS',
    'file-owner': 'shows as owner of the file',
  };
  return words[signal] ?? `(${signal}) names`;
}

const tagSignals: Readonly<Record<TagKind, SignalWeight>> = {
  owner: 'tag-owner',
  team: 'tag-team',
  contact: 'tag-contact',
  creator: 'tag-creator',
  costCenter: 'tag-cost-center',
};

function tagClues(
  tags: Attributes | undefined,
  { source, habits, isFact = false }: { source: string; habits: Habits; isFact?: boolean },
): Clue[] {
  if (tags === undefined) return [];
  const clues: Clue[] = [];
  for (const name in tags) {
    const kind = habits.tagKindOf(name, isFact);
    const value = tags[name];
    if (kind === null || typeof value !== 'string') continue;
    const signal = tagSignals[kind];
    for (const text of namesIn(value)) {
      clues.push({
        signal,
        origin: kind === 'creator' ? 'creator' : 'tag',
        weight: habits.weightOf(signal),
        because: `the ${isFact ? 'fact' : 'tag'} ${name} is ${text}`,
        source,
        basis: 'inferred',
        mention: {
          text,
          email: text.includes('@') ? text : null,
          type: kind === 'team' || kind === 'costCenter' ? 'team' : 'person',
        },
        status: 'unknown',
      });
    }
  }
  return clues;
}

/** Names of facts that say something else than the tags of that name. */
const ambiguousFacts = new Set([
  'author',
  'department',
  'division',
  'email',
  'group',
  'managedby',
  'support',
]);

/** Several in one value are parted by comma, semicolon or bar; e-mail addresses also by a blank. */
function namesIn(value: string): string[] {
  const emails = emailsIn(value);
  const names = emails.length > 0 ? emails : value.split(/[,;|]/).map((part) => part.trim());
  return [...new Set(names)]
    .filter((name) => !isPlaceholder(name) && name.length <= 200)
    .slice(0, maxNames);
}

/** More in one value is a list of recipients, not of owners. */
const maxNames = 5;

function creatorClue(identity: Identity, habits: Habits): Clue[] {
  const told = identity.createdBy === undefined ? null : valueOf(identity.createdBy);
  const name = told === null ? null : personIn(told);
  if (told === null || name === null) return [];
  return [
    {
      signal: 'creator',
      origin: 'creator',
      weight: habits.weightOf('creator'),
      because: `${identity.provider} tells that it was made by ${name}`,
      source: identity.provider,
      basis: 'inferred',
      mention: { text: told, email: null, type: 'person' },
      status: 'unknown',
    },
  ];
}

/** A personal account, or a machine's account that is named like a person. */
function holderClue(
  { identity, credentials }: Pick<IdentityView, 'identity' | 'credentials'>,
  { people, habits }: Among,
): Clue[] {
  const bound = credentials.some(
    ({ credential }) => credential.attributes?.['boundToPerson'] === true,
  );
  if (!bound && !accountKinds.has(identity.kind)) return [];
  const mention = { text: identity.name, email: null, type: 'person' as const };
  const known = people.recognise({ ...mention, provider: identity.provider });
  if (!bound && known?.owner.type !== 'person') return [];
  const signal = bound ? 'holder' : 'own-name';
  return [
    {
      signal,
      origin: 'holder',
      weight: habits.weightOf(signal),
      because: bound
        ? `it is the account of ${identity.name}, with credentials of a person`
        : `it is named ${identity.name}, like a person`,
      source: identity.provider,
      basis: 'inferred',
      mention,
      status: 'unknown',
    },
  ];
}

const accountKinds = new Set(['machine-user', 'database-login']);

const homeFolder = /^(?:\/home|\/Users|\/export\/home|[A-Za-z]:[\\/]Users)[\\/]([^\\/]+)[\\/]/;

/** Whose home it lies in: an agent's configuration, a key of one's own. Of people who are known only. */
function homeClue({ place, provider, attributes }: Identity, { people, habits }: Among): Clue[] {
  // What is committed belongs to the repository, wherever somebody has a copy of it.
  if (place?.tracked === true || attributes?.['commit'] !== undefined) return [];
  const user = place?.kind === 'file' ? homeFolder.exec(place.locator)?.[1] : undefined;
  if (place === undefined || user === undefined) return [];
  const known = people.recognise({ text: user, provider, type: 'person' });
  if (known?.owner.type !== 'person') return [];
  return [
    {
      signal: 'home',
      origin: 'home',
      weight: habits.weightOf('home'),
      because: `it lies in the home folder of ${user}`,
      source: provider,
      basis: 'inferred',
      mention: { text: user, email: null, type: 'person' },
      status: 'unknown',
      place,
      recognised: known,
    },
  ];
}

function namingClues(identity: Identity, { people, habits }: Among): Clue[] {
  if (people.teams.size === 0 && !habits.conventions.some(({ isOwn }) => isOwn)) return [];
  return [
    ...conventionClue(identity, { people, habits }),
    ...groupClues(identity, { people, habits }),
  ];
}

function conventionClue(identity: Identity, { people, habits }: Among): Clue[] {
  const name = identity.name.split('/').at(-1)?.split('@')[0] ?? identity.name;
  const named = namedBy(name, habits.conventions, people);
  if (named === null) return [];
  const { convention, text, recognised } = named;
  return [
    {
      signal: 'naming',
      origin: 'name',
      weight: habits.weightOf(recognised === null ? 'naming-unknown' : 'naming'),
      because: `its name fits ${convention.pattern}, which names ${text}`,
      source: identity.provider,
      basis: 'inferred',
      mention: { text, email: null, type: convention.names },
      status: 'unknown',
      ...(recognised === null ? {} : { recognised }),
    },
  ];
}

const groupFacts = [
  'namespace',
  'repository',
  'resourceGroup',
  'project',
  'folder',
  'organizationalUnit',
];

/** The namespace, repository or group that it lies in, when that is named like a team. */
function groupClues({ attributes, provider }: Identity, { people, habits }: Among): Clue[] {
  for (const fact of groupFacts) {
    const value = attributes?.[fact];
    if (typeof value !== 'string') continue;
    const name = value.split('/').at(-1) ?? value;
    const parts = plainTeam(name).split('-');
    for (let count = parts.length; count > 0; count -= 1) {
      const team = people.teamNamed(parts.slice(0, count).join('-'));
      if (team === null) continue;
      return [
        {
          signal: 'namespace',
          origin: 'namespace',
          weight: habits.weightOf('namespace'),
          because: `it lies in the ${fact} ${value}, named like the team ${team.name}`,
          source: provider,
          basis: 'inferred',
          mention: { text: team.name, email: team.email, type: 'team' },
          status: 'unknown',
          recognised: { owner: team, by: 'name' },
        },
      ];
    }
  }
  return [];
}
