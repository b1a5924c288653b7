import type { LeaverEffect, LeaverRelation } from '@nonhuman/connector-kit';
import type { Credential, Identity, OwnerCandidate } from '@nonhuman/model';

/** What becomes of one thing. */
export interface LeaverLine {
  readonly noun: 'identity' | 'credential';
  readonly id: string;
  readonly identityId: string;
  readonly name: string;
  /** Of a credential, the name of its identity. */
  readonly identityName: string;
  readonly kind: string;
  readonly nativeType: string;
  readonly provider: string;
  readonly relation: LeaverRelation;
  readonly effect: 'stops' | 'survives' | 'unknown';
  readonly because: string;
  readonly nextAction: string;
  /** The vendor's page that says so; null for what follows from the inventory alone. */
  readonly source: string | null;
  readonly standing: 'documented' | 'derived';
  /** Nobody who is known to be there would answer for it. */
  readonly ownerless: boolean;
  /** It survives, and the leaver may have its secret. */
  readonly stillUsable: boolean;
  /** Who could take it over. */
  readonly successor: { readonly key: string; readonly name: string } | null;
}

/** An identity that somebody has to do with, and who else may answer for it. */
export interface LeaverSubject {
  readonly id: string;
  readonly identity: Identity;
  readonly credentials: readonly { readonly id: string; readonly facts: Credential }[];
  readonly owners: readonly OwnerCandidate[];
}

const relationOf: Readonly<Record<string, LeaverRelation>> = {
  holder: 'holder',
  'own-name': 'holder',
  creator: 'creator',
  'created-by': 'creator',
  'tag-creator': 'creator',
  'git-author': 'creator',
};
const relations: readonly LeaverRelation[] = ['holder', 'creator', 'owner'];

/**
 * What becomes of an identity and its credentials when a person leaves. Nothing when the person has
 * nothing to do with it, or when it is not in use any more.
 */
export function leaverLines(
  subject: LeaverSubject,
  personKey: string,
  effects: readonly LeaverEffect[],
): LeaverLine[] {
  const { identity, owners } = subject;
  const person = owners.find(({ key }) => key === personKey);
  if (person === undefined || isOver(identity.status)) return [];
  const told = new Set(person.evidence.map(({ signal }) => relationOf[signal] ?? 'owner'));
  const relation = relations.find((one) => told.has(one)) ?? 'owner';
  const others = owners.filter(({ key, status }) => key !== personKey && status === 'active');
  const successor = others[0] ?? null;
  const isForemost = owners[0]?.key === personKey;
  const common = {
    identityId: subject.id,
    identityName: identity.name,
    relation,
    ownerless: isForemost && others.length === 0,
    successor: successor === null ? null : { key: successor.key, name: successor.name },
  };
  const live = subject.credentials.filter(({ facts }) => !isOver(facts.status));
  return [
    { noun: 'identity' as const, id: subject.id, facts: identity },
    ...live.map(({ id, facts }) => ({ noun: 'credential' as const, id, facts })),
  ].map(({ noun, id, facts }): LeaverLine => {
    const effect = effectOn(facts, { relation, told, effects });
    const hasSecret = noun === 'credential' && !secretless.has(facts.kind);
    return {
      ...common,
      noun,
      id,
      name: facts.name,
      kind: facts.kind,
      nativeType: facts.nativeType,
      provider: facts.provider,
      ...effect,
      stillUsable: effect.effect === 'survives' && hasSecret && relation !== 'owner',
    };
  });
}

/** Credentials without a secret that anybody could keep. */
const secretless = new Set(['federated-trust', 'oauth-grant', 'session']);

function isOver(status: Identity['status']): boolean {
  return status === 'revoked' || status === 'expired' || status === 'disabled';
}

type Effect = Pick<LeaverLine, 'effect' | 'because' | 'nextAction' | 'source' | 'standing'>;

function effectOn(
  { provider, nativeType }: Pick<Identity, 'provider' | 'nativeType'>,
  {
    relation,
    told,
    effects,
  }: {
    relation: LeaverRelation;
    told: ReadonlySet<LeaverRelation>;
    effects: readonly LeaverEffect[];
  },
): Effect {
  const fits = effects.filter(
    (one) => one.provider === provider && one.nativeTypes.some((type) => isLike(nativeType, type)),
  );
  for (const wanted of relations) {
    if (!told.has(wanted)) continue;
    const found = fits.find((one) => one.relations.includes(wanted));
    if (found === undefined) continue;
    const { effect, because, nextAction, source, standing } = found;
    return { effect, because, nextAction, source, standing };
  }
  return usual(relation, provider);
}

function isLike(nativeType: string, pattern: string): boolean {
  if (!pattern.includes('*')) return nativeType === pattern;
  const [start = '', ...rest] = pattern.split('*');
  if (!nativeType.startsWith(start)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = nativeType.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return pattern.endsWith('*') || at === nativeType.length;
}

/** Where no vendor's page is known: only what follows from the relation itself. */
function usual(relation: LeaverRelation, provider: string): Effect {
  if (relation === 'owner')
    return {
      effect: 'survives',
      because: 'it signs in as itself; the person only answers for it',
      nextAction: 'Name a new owner.',
      source: null,
      standing: 'derived',
    };
  const of = relation === 'holder' ? 'the account is closed' : 'whoever made it leaves';
  return {
    effect: 'unknown',
    because: `no page of the vendor is known that says what ${provider} does with it when ${of}`,
    nextAction: 'Ask the vendor, or move it to an identity of its own before the last day.',
    source: null,
    standing: 'derived',
  };
}
