import type { IdentityView } from '@nonhuman/checks';
import type { OwnerCandidate, OwnerEvidence, OwnerStatus, Ownership } from '@nonhuman/model';
import type { Clue, Habits } from './clue.ts';
import {
  type Attested,
  attestationClue,
  cluesOf,
  originOf,
  ownershipClue,
} from './gather-evidence.ts';
import type { KnownOwner, KnownPerson, People, Recognised } from './known-people.ts';
import {
  contestedWithin,
  leastOwner,
  leaverFactor,
  linkFactors,
  maxCandidates,
  mostInferred,
} from './weights.ts';
import { emailOf, personIn, plainName, plainTeam } from './wording.ts';

/** An identity that is linked to the one in question, with who answers for it. */
export interface Linked {
  readonly name: string;
  /** A kind of delegation, or `sameIdentity`. */
  readonly kind: string;
  /** As seen from the one in question: `to` may become or use it. */
  readonly direction: 'from' | 'to';
  readonly owners: readonly OwnerCandidate[];
}

/** The kind of a link to another row of the same identity. */
export const sameIdentity = 'same';

/** Who counts as the owner; null when even the likeliest candidate is only somebody to ask. */
export function foremostOf(owners: readonly OwnerCandidate[]): OwnerCandidate | null {
  const [first] = owners;
  return first !== undefined && (first.basis === 'attested' || first.confidence >= leastOwner)
    ? first
    : null;
}

/** What owners are judged by beside the identity itself. */
export interface OwnershipContext {
  readonly people: People;
  readonly habits: Habits;
  readonly linked?: readonly Linked[];
  /** What people have attested of it, and the moment to judge that by. */
  readonly attestations?: readonly Attested[];
  readonly now: Date;
}

/** The parts of a view that tell owners. */
export type OwnedView = Pick<IdentityView, 'identity' | 'credentials' | 'ownership'>;

/**
 * Who may answer for an identity, the likeliest first; empty when nothing tells.
 *
 * Attested stands before inferred. Evidence of independent origins adds up: what remains of doubt is
 * multiplied, so that 0.7 and 0.5 make 1 − 0.3 × 0.5 = 0.85; statements of one origin count once.
 * Those who left stand behind those who are there and have half their evidence. Nobody is taken to
 * be there unless a people source says so.
 */
export function ownersOf(view: OwnedView, context: OwnershipContext): OwnerCandidate[] {
  const attested = (context.attestations ?? []).map((one) => attestationClue(one, context.now));
  const clues = [...attested, ...cluesOf(view, context)];
  const own = candidatesOf(clues, context.people);
  const linked = (context.linked ?? []).flatMap(linkClues);
  const all = linked.length === 0 ? own : candidatesOf([...clues, ...linked], context.people);
  const successors = successorClues(all, context);
  return successors.length === 0
    ? all
    : candidatesOf([...clues, ...linked, ...successors], context.people);
}

/** Who may answer for a credential, by what is told of it apart from its identity. */
export function credentialOwnersOf(
  statements: readonly Ownership[],
  { people, attestations = [], now }: Pick<OwnershipContext, 'people' | 'attestations' | 'now'>,
): OwnerCandidate[] {
  const attested = attestations.map((one) => attestationClue(one, now));
  return candidatesOf([...attested, ...statements.map(ownershipClue)], people);
}

/** A clue, and by what the one it names was recognised. */
interface Heard {
  readonly clue: Clue;
  readonly by: Recognised['by'] | null;
}

function candidatesOf(clues: readonly Clue[], people: People): OwnerCandidate[] {
  const byOwner = new Map<string, { who: Who; heard: Heard[] }>();
  for (const clue of clues) {
    const { who, by } = whoIs(clue, people);
    if (who === null) continue;
    const group = byOwner.get(who.key);
    if (group === undefined) {
      byOwner.set(who.key, { who, heard: [{ clue, by }] });
      continue;
    }
    if (group.who.name === group.who.email) group.who = who;
    group.heard.push({ clue, by });
  }
  if (byOwner.size === 0) return [];
  const candidates: OwnerCandidate[] = [];
  for (const { who, heard } of byOwner.values()) candidates.push(candidateOf(who, heard));
  if (candidates.length === 1) return candidates;
  return contested(candidates.sort(inOrder)).slice(0, maxCandidates);
}

/** Attested first; then the surest, what speaks for somebody who left counting half. */
function inOrder(one: OwnerCandidate, other: OwnerCandidate): number {
  return (
    Number(other.basis === 'attested') - Number(one.basis === 'attested') ||
    Number(one.basis === 'attested' && one.status === 'left') -
      Number(other.basis === 'attested' && other.status === 'left') ||
    standing(other) - standing(one) ||
    (one.key < other.key ? -1 : 1)
  );
}

function standing({ confidence, status }: OwnerCandidate): number {
  return status === 'left' ? confidence * leaverFactor : confidence;
}

/** Marks the foremost ones that are about as likely as one another. Attestations that agree to differ are in conflict too. */
function contested(candidates: OwnerCandidate[]): OwnerCandidate[] {
  const [first, second] = candidates;
  if (first === undefined || second === undefined) return candidates;
  if (first.basis !== second.basis || rounded(standing(first) - standing(second)) > contestedWithin)
    return candidates;
  const least = rounded(standing(first) - contestedWithin);
  return candidates.map((candidate) =>
    candidate.basis === first.basis && standing(candidate) >= least
      ? { ...candidate, contested: true }
      : candidate,
  );
}

/** Whoever is meant: somebody known, or just a name. */
type Who = Pick<
  OwnerCandidate,
  'key' | 'type' | 'name' | 'email' | 'status' | 'statusBecause' | 'members'
>;

/** Known owners as candidates name them; each is made once. */
const known = new WeakMap<KnownOwner, Who>();

function whoIs(clue: Clue, people: People): { who: Who | null; by: Recognised['by'] | null } {
  const { mention, source } = clue;
  const found = clue.recognised ?? people.recognise({ ...mention, provider: source });
  if (found !== null) return { who: asWho(found.owner), by: found.by };
  return { who: asWritten(clue), by: null };
}

function asWho(owner: KnownOwner): Who {
  let who = known.get(owner);
  if (who === undefined) {
    const { key, type, name, email, status, statusBecause } = owner;
    const members = type === 'team' ? owner.members : null;
    known.set(owner, (who = { key, type, name, email, status, statusBecause, members }));
  }
  return who;
}

/** Somebody of whom no people source tells. Null when a machine is named. */
function asWritten({ mention, status, source }: Clue): Who | null {
  const email = (mention.email ? emailOf(mention.email) : null) ?? emailOf(mention.text);
  const statusBecause =
    status === 'unknown' ? 'no people source tells of them' : `${source} tells it`;
  const rest = { status: status satisfies OwnerStatus, statusBecause, members: null };
  if (mention.type === 'team') {
    const plain = plainTeam(mention.text);
    return plain === ''
      ? null
      : { key: `team:${plain}`, type: 'team', name: mention.text, email, ...rest };
  }
  if (email !== null)
    return {
      key: `person:${email}`,
      type: 'person',
      name: nameOf(mention.text, email),
      email,
      ...rest,
    };
  const name = personIn(mention.text);
  if (name === null) return null;
  return { key: `person:${plainName(name)}`, type: 'person', name, email: null, ...rest };
}

function nameOf(text: string, email: string): string {
  return emailOf(text) === null && personIn(text) !== null ? text : email;
}

/** Written out field by field: an evaluation makes millions of these. */
function candidateOf(who: Who, heard: Heard[]): OwnerCandidate {
  if (heard.length > 1) heard.sort(strongestFirst);
  const origins: string[] = [];
  let doubt = 1;
  const evidence: OwnerEvidence[] = [];
  for (const { clue, by } of heard) {
    const counted = !origins.includes(clue.origin);
    if (counted) {
      origins.push(clue.origin);
      doubt *= 1 - clue.weight;
    }
    const piece: OwnerEvidence = {
      signal: clue.signal,
      because:
        by === null || by === 'e-mail' ? clue.because : `${clue.because} (recognised by ${by})`,
      weight: clue.weight,
      counted,
      source: clue.source,
    };
    if (clue.place !== undefined) piece.place = clue.place;
    evidence.push(piece);
  }
  const attested = heard[0]?.clue.basis === 'attested';
  return {
    key: who.key,
    type: who.type,
    name: who.name,
    email: who.email,
    status: who.status,
    statusBecause: who.statusBecause,
    members: who.members,
    basis: attested ? 'attested' : 'inferred',
    confidence: attested ? 1 : Math.min(mostInferred, rounded(1 - doubt)),
    contested: false,
    evidence,
  };
}

function strongestFirst({ clue: one }: Heard, { clue: other }: Heard): number {
  return (
    Number(other.basis === 'attested') - Number(one.basis === 'attested') ||
    other.weight - one.weight ||
    (one.because < other.because ? -1 : 1)
  );
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * What is told of the other row of an identity holds as it is. Told at both, it is still one piece of
 * evidence.
 */
function sameClues({ name, owners }: Linked): Clue[] {
  return owners.flatMap(({ basis, evidence, status, ...owner }) =>
    evidence
      .filter(({ counted }) => counted)
      .map(
        ({ signal, because, weight, source, place }): Clue => ({
          signal,
          origin: originOf(signal),
          weight,
          because: `${name}, which is the same, tells: ${because}`,
          source,
          basis: basis === 'attested' && weight === 1 ? 'attested' : 'inferred',
          mention: { text: owner.name, email: owner.email, type: owner.type },
          status,
          ...(place === undefined ? {} : { place }),
        }),
      ),
  );
}

/** Who answers for what may use an identity often answers for it, and the other way round. */
function linkClues(linked: Linked): Clue[] {
  const { name, kind, direction, owners } = linked;
  if (kind === sameIdentity) return sameClues(linked);
  const factor = (linkFactors[kind] ?? 0) * (direction === 'to' ? 1 : 0.7);
  const best = foremostOf(owners);
  if (best === null || factor === 0) return [];
  const way =
    direction === 'to'
      ? `${name}, linked to it by ${kind},`
      : `${name}, which it is linked to by ${kind},`;
  return [
    {
      signal: 'link',
      origin: 'link',
      weight: rounded(best.confidence * factor),
      because: `${way} belongs to ${best.name}`,
      source: best.evidence[0]?.source ?? '',
      basis: 'inferred',
      mention: { text: best.name, email: best.email, type: best.type },
      status: best.status,
    },
  ];
}

/** When the likeliest owner has left: their manager and teams, as those to ask. */
function successorClues(
  candidates: readonly OwnerCandidate[],
  { people, habits }: OwnershipContext,
): Clue[] {
  if (!candidates.some(({ status }) => status === 'left')) return [];
  const [foremost] = candidates.toSorted(
    (one, other) =>
      Number(other.basis === 'attested') - Number(one.basis === 'attested') ||
      other.confidence - one.confidence,
  );
  if (foremost === undefined || foremost.status !== 'left') return [];
  const leaver = people.persons.get(foremost.key);
  return leaver === undefined
    ? []
    : [...managerClue(leaver, people, habits), ...teamClues(leaver, people, habits)];
}

function managerClue(leaver: KnownPerson, people: People, habits: Habits): Clue[] {
  const email = leaver.managerEmail;
  const manager =
    email === null ? null : people.recognise({ text: email, provider: '', type: 'person' });
  if (email === null || manager === null || manager.owner.key === leaver.key) return [];
  return [
    {
      signal: 'manager-of-leaver',
      origin: 'successor',
      weight: habits.weightOf('manager-of-leaver'),
      because: `${manager.owner.name} was the manager of ${leaver.name}, who left`,
      source: leaver.statements[0]?.provider ?? '',
      basis: 'inferred',
      mention: { text: email, email, type: 'person' },
      status: 'unknown',
      recognised: manager,
    },
  ];
}

function teamClues(leaver: KnownPerson, people: People, habits: Habits): Clue[] {
  return leaver.teams.flatMap((key): Clue[] => {
    const team = people.teams.get(key);
    if (team === undefined || team.status !== 'active') return [];
    return [
      {
        signal: 'team-of-leaver',
        origin: 'successor',
        weight: habits.weightOf('team-of-leaver'),
        because: `${leaver.name}, who left, was in the team ${team.name}`,
        source: leaver.statements[0]?.provider ?? '',
        basis: 'inferred',
        mention: { text: team.name, email: team.email, type: 'team' },
        status: 'unknown',
        recognised: { owner: team, by: 'id' },
      },
    ];
  });
}

/** How the confidence of a candidate comes about: `1 − (1 − 0.7) × (1 − 0.5) = 0.85`. */
export function arithmeticOf({ basis, confidence, evidence }: OwnerCandidate): string {
  if (basis === 'attested') return 'attested, which stands above all evidence';
  const weights = evidence.filter(({ counted }) => counted).map(({ weight }) => weight);
  if (weights.length === 1) return `one piece of evidence, of weight ${weights[0]}`;
  const doubts = weights.map((weight) => `(1 − ${weight})`).join(' × ');
  const bound = confidence === mostInferred ? ', the most that evidence alone may count' : '';
  return `1 − ${doubts} = ${confidence}${bound}`;
}
