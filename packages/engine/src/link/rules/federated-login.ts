import {
  among,
  called,
  defineLink,
  type FoundLink,
  type LinkWorld,
  sureness,
} from '../define-link.ts';
import { type Acceptance, accepts, askedOf } from '../federation/acceptance.ts';
import { githubActions } from '../federation/github.ts';
import { gitlabCi } from '../federation/gitlab.ts';
import { kubernetes } from '../federation/kubernetes.ts';
import { otherPipelines } from '../federation/other-pipelines.ts';
import type { IssuerFacts, IssuerGrammar, Presenter, RepositoryIds } from '../federation/token.ts';
import { textOf, textsOf } from '../federation/token.ts';
import { type PlacedTrust, trustsIn } from '../federation/trusts.ts';

const grammars: readonly IssuerGrammar[] = [githubActions, gitlabCi, kubernetes, ...otherPipelines];

/** Workloads that one trust is linked with, at most: a trust in all of an organisation says so itself. */
const mostOfTrust = 200;

/** A pipeline or service account and the cloud identity that takes its tokens. */
export const federatedLogin = defineLink({
  id: 'federated-login',
  title: 'Workloads and the cloud identities that they log in as',
  joins:
    'A CI workflow or a Kubernetes service account, and the role, service account or application whose trust accepts its OIDC tokens.',
  why: "The tokens that the workload can get (issuer, subject by the issuer's grammar and template, audience, other claims) are held against every condition of the trust. 0.95 where the workload also names what it logs in as, 0.7 where it is only let in. `not-matched` where it names what would refuse it; `cannot-tell` where a claim or the conditions are not told. A service account of a cluster whose issuer is not told is looked at only for what it names.",
  relation: 'logs-in-as',
  async *find(world) {
    // Of several trusts of one role the store keeps what says most of a pair.
    const known = await readPresenters(world);
    for await (const trust of trustsIn(world)) yield* judgeTrust(trust, known);
  },
});

interface Known {
  readonly byPlace: ReadonlyMap<string, readonly Presenter[]>;
  readonly all: ReadonlyMap<IssuerGrammar, readonly Presenter[]>;
  readonly naming: ReadonlyMap<string, readonly Presenter[]>;
  /** Keys that each presenter names, by its id; `null` among them: something that is not told. */
  readonly named: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly grammarOf: ReadonlyMap<string, IssuerGrammar>;
}

async function readPresenters(world: LinkWorld): Promise<Known> {
  const facts = await readFacts(world);
  const byPlace = new Map<string, Presenter[]>();
  const all = new Map<IssuerGrammar, Presenter[]>();
  const byId = new Map<string, Presenter>();
  const grammarOf = new Map<string, IssuerGrammar>();
  for (const grammar of grammars) {
    const { nativeTypes, reads } = grammar;
    for await (const row of world.rows({ noun: 'identity', nativeTypes, reads })) {
      const presenter = grammar.presenterOf(row, facts);
      byId.set(row.id, presenter);
      grammarOf.set(row.id, grammar);
      add(all, grammar, presenter);
      for (const place of presenter.places) add(byPlace, `${grammar.title} ${place}`, presenter);
    }
  }
  const naming = new Map<string, Presenter[]>();
  const named = new Map<string, Set<string | null>>();
  for await (const { delegation, identityId } of world.rows({
    noun: 'delegation',
    kinds: ['federated-login'],
  })) {
    const presenter = byId.get(identityId ?? '');
    if (presenter === undefined || delegation === null) continue;
    const key = delegation.to.key.includes(':named-by:') ? null : keyOf(delegation.to.key);
    const keys = named.get(presenter.row.id) ?? new Set();
    named.set(presenter.row.id, keys.add(key));
    if (key !== null) add(naming, key, presenter);
  }
  return { byPlace, all, naming, named, grammarOf };
}

/** Client ids are written in either case. */
function keyOf(key: string): string {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(key) ? key.toLowerCase() : key;
}

function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

async function readFacts(world: LinkWorld): Promise<IssuerFacts> {
  const subjectTemplates = new Map<string, readonly string[]>();
  const templates = {
    noun: 'resource',
    nativeTypes: ['github-oidc-subject'],
    reads: ['usesDefault', 'claims'],
  } as const;
  const unset: string[] = [];
  for await (const row of world.rows(templates)) {
    const place = row.key.replace(/\/oidc-subject$/, '').toLowerCase();
    const claims = textsOf(row, 'claims') ?? [];
    const isDefault = row.attributes['usesDefault'] === true;
    if (!isDefault && claims.length === 0) unset.push(place);
    else subjectTemplates.set(place, isDefault ? [] : claims);
  }
  // A repository that gives up the default without parts of its own follows its owner's template.
  for (const place of unset) {
    subjectTemplates.set(place, subjectTemplates.get(place.split('/', 1)[0] ?? '') ?? []);
  }
  const repositoryIds = new Map<string, RepositoryIds>();
  const repositories = {
    noun: 'resource',
    nativeTypes: ['github-repository'],
    reads: ['repositoryId', 'ownerId'],
  } as const;
  for await (const row of world.rows(repositories)) {
    const ids = { repository: textOf(row, 'repositoryId'), owner: textOf(row, 'ownerId') };
    if (ids.repository !== null || ids.owner !== null)
      repositoryIds.set(row.key.toLowerCase(), ids);
  }
  return { subjectTemplates, repositoryIds, clusterIssuers: await readIssuers(world) };
}

async function readIssuers(world: LinkWorld): Promise<ReadonlyMap<string, string>> {
  const issuers = new Map<string, string>();
  const side = {
    noun: 'resource',
    nativeTypes: ['kubernetes-issuer'],
    reads: ['cluster', 'issuer'],
  } as const;
  for await (const row of world.rows(side)) {
    const [cluster, issuer] = [textOf(row, 'cluster'), textOf(row, 'issuer')];
    if (cluster !== null && issuer !== null) issuers.set(cluster, issuer);
  }
  return issuers;
}

function* judgeTrust(trust: PlacedTrust, known: Known): Generator<FoundLink> {
  const { issuer } = trust;
  const naming = new Set(trust.toKeys.flatMap((key) => known.naming.get(keyOf(key)) ?? []));
  const signed = issuer === null ? [] : grammars.filter((grammar) => grammar.signs(issuer));
  const admitted = signed.flatMap((grammar) => candidatesOf(trust, grammar, known));
  let links = 0;
  for (const presenter of new Set([...naming, ...admitted])) {
    const found = judge(trust, presenter, { known, isNaming: naming.has(presenter), naming });
    if (found === null) continue;
    yield found;
    links += 1;
    if (links >= mostOfTrust) return;
  }
}

/** Whoever is at a place that the trust names; everybody at the issuer when it names none. */
function candidatesOf(
  trust: PlacedTrust,
  grammar: IssuerGrammar,
  known: Known,
): readonly Presenter[] {
  const places = grammar.placesIn(askedOf(trust));
  if (places === null) return known.all.get(grammar) ?? [];
  return [...new Set(places)].flatMap(
    (place) => known.byPlace.get(`${grammar.title} ${place}`) ?? [],
  );
}

interface Around {
  readonly known: Known;
  readonly isNaming: boolean;
  /** All that name what the trust leads to. */
  readonly naming: ReadonlySet<Presenter>;
}

function judge(trust: PlacedTrust, presenter: Presenter, around: Around): FoundLink | null {
  const { known, isNaming } = around;
  const grammar = known.grammarOf.get(presenter.row.id);
  const isIssuer =
    presenter.issuer !== null
      ? trust.issuer === null || sameIssuer(trust.issuer, presenter.issuer)
      : trust.issuer === null || grammar?.signs(trust.issuer) === true;
  if (!isIssuer) return isNaming ? refusedByIssuer(trust, presenter) : null;
  if (!isNaming && (presenter.issuer === null || presenter.canAsk === false)) return null;

  const best = bestOf(trust, presenter);
  const ends = { from: { noun: 'identity', id: presenter.row.id } as const, to: trust.to };
  const who = called(presenter.row);
  const evidence = {
    trust: trust.row.id,
    issuer: trust.issuer,
    ...(best.when === null ? {} : { when: best.when }),
    subject: best.subject,
    conditions: trust.conditions,
    named: isNaming,
    ...(presenter.open.length === 0 ? {} : { notTold: presenter.open }),
  };
  if (presenter.canAsk === false) {
    return {
      ...ends,
      verdict: 'not-matched',
      confidence: sureness.named,
      because: `${who} names ${trust.name}, but asks for no OIDC token`,
      evidence,
    };
  }
  if (best.accepted === 'no') {
    if (!isNaming) return null;
    const isOpen = presenter.open.length > 0;
    return {
      ...ends,
      verdict: isOpen ? 'cannot-tell' : 'not-matched',
      confidence: isOpen ? sureness.open : sureness.named,
      because: `${who} names ${trust.name}, which does not take its token: ${best.because}${best.subject === null ? '' : `, and its subject is ${best.subject}`}`,
      evidence,
    };
  }
  const rivals =
    presenter.issuer === null
      ? [...around.naming].filter((one) => isRival(one, presenter)).length
      : 1;
  return {
    ...ends,
    ...positive(trust, presenter, { best, isNaming, rivals, who, known }),
    evidence,
  };
}

/** It may have another trust for the workload's issuer: a match by that one outweighs this. */
function refusedByIssuer(trust: PlacedTrust, presenter: Presenter): FoundLink {
  return {
    from: { noun: 'identity', id: presenter.row.id },
    to: trust.to,
    verdict: 'not-matched',
    confidence: sureness.likely,
    because: `${called(presenter.row)} names what ${trust.name} leads to, which takes tokens of ${trust.issuer ?? 'another issuer'}, not of ${presenter.issuer ?? 'its own'}`,
    evidence: { trust: trust.row.id, issuer: trust.issuer, named: true },
  };
}

/** Accounts of the same name in clusters whose issuer is not told cannot be told apart. */
function isRival(one: Presenter, other: Presenter): boolean {
  return one.issuer === null && one.row.name === other.row.name;
}

function positive(
  trust: PlacedTrust,
  presenter: Presenter,
  of: {
    readonly best: Best;
    readonly isNaming: boolean;
    readonly rivals: number;
    readonly who: string;
    readonly known: Known;
  },
): Pick<FoundLink, 'because' | 'confidence' | 'verdict'> {
  const { best, isNaming, rivals, who } = of;
  const when = best.when === null ? '' : ` ${best.when}`;
  const subject = best.subject === null ? '' : ` (subject ${best.subject})`;
  const issuer = trust.issuer === null ? '' : ` of ${trust.issuer}`;
  const untold = presenter.open.length === 0 ? '' : `; not told: ${presenter.open.join(', ')}`;
  if (best.accepted === 'unknown' || presenter.canAsk === null || trust.issuer === null) {
    const isTold = best.accepted === 'yes';
    return {
      verdict: 'cannot-tell',
      confidence: among(rivals, isNaming ? sureness.likely : sureness.open),
      because: isTold
        ? `${trust.name} takes tokens${issuer} that ${who} gets${when}${subject}, if it asks for one: ${best.because}${untold}`
        : `whether ${trust.name} takes the tokens${issuer} of ${who} cannot be told: ${best.because}${untold}`,
    };
  }
  const named = of.known.named.get(presenter.row.id);
  if (isNaming) {
    const isWeak = presenter.issuer === null || presenter.open.length > 0;
    return {
      verdict: 'matched',
      confidence: among(rivals, isWeak ? sureness.named : sureness.agreed),
      because: `${who} names what it logs in as, and ${trust.name} takes its token${issuer}${when}${subject}: ${best.because}${untold}${rivals > 1 ? `; ${rivals} accounts of that name do so, in clusters whose issuer is not told` : ''}`,
    };
  }
  const silent = named === undefined || named.has(null);
  return {
    verdict: 'matched',
    confidence: silent ? sureness.likely : sureness.open,
    because: `${trust.name} takes the token${issuer} that ${who} gets${when}${subject}: ${best.because}; ${silent ? 'nothing tells whether it logs in' : 'it names only others to log in as'}${untold}`,
  };
}

function sameIssuer(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface Best extends Acceptance {
  readonly when: string | null;
  readonly subject: string | null;
}

const preference = { yes: 2, unknown: 1, no: 0 } as const;

/** The sort of token that the trust takes most readily. */
function bestOf(trust: PlacedTrust, presenter: Presenter): Best {
  let best: Best = {
    accepted: 'unknown',
    because: 'what its tokens say is not told',
    when: null,
    subject: null,
  };
  for (const [index, token] of presenter.tokens.entries()) {
    const acceptance = accepts(trust, token);
    if (index > 0 && preference[acceptance.accepted] <= preference[best.accepted]) continue;
    const { sub } = token.claims;
    const subject = sub === undefined || sub === 'absent' ? null : (sub[0] ?? null);
    best = { ...acceptance, when: token.when, subject };
  }
  return best;
}
