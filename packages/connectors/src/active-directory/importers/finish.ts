import {
  enrichment,
  type ListingOf,
  toldAttributes,
  toldOwner,
  upsert,
} from '@nonhuman/connector-kit';
import { type Attributes, type Identity, type Observation, unknown } from '@nonhuman/model';
import { nameInDn } from '../formats/directory-values.ts';
import { kindOf } from '../mapping/account-rows.ts';
import { authorityToIdentity, templateFacts } from '../mapping/certificate-template.ts';
import {
  type DirectoryContext,
  type DirectoryState,
  known,
  nameOfSid,
  principalOfSid,
} from './state.ts';

/** Joins what several entries and files told, now that all names are known. */
export function* finish({ state }: DirectoryContext): Generator<Observation> {
  const { own } = state;
  yield* pendingFacts(own);
  yield* links(own);
  yield* privilegedGroups(own);
  yield* owners(own);
  yield* authorities(own);
}

const elsewhere = unknown('another entry tells it');

/** Facts of an account that was told before; nothing for people and for what nobody told. */
function* accountFacts(
  own: DirectoryState,
  { sid, of }: { readonly sid: string; readonly of: ListingOf },
  facts: Partial<Pick<Identity, 'access'>> & { readonly attributes: Attributes },
): Generator<Observation> {
  const behind = known(own, sid);
  if (behind === null || behind.as === 'person' || behind.as === 'group') return;
  yield enrichment(of, 'identity', {
    key: sid,
    provider: 'active-directory',
    ...kindOf(behind.as),
    name: behind.name,
    status: 'unknown',
    createdAt: elsewhere,
    lastUsedAt: elsewhere,
    ...facts,
  });
}

const namesOf = (own: DirectoryState, sids: readonly string[]) =>
  sids.length === 0 ? undefined : [...new Set(sids.map((sid) => nameOfSid(own, sid)))].sort();

function* pendingFacts(own: DirectoryState): Generator<Observation> {
  for (const [sid, { of, delegatedFrom, writers, createsIn, supersedes }] of own.pending) {
    yield* accountFacts(
      own,
      { sid, of },
      {
        attributes: toldAttributes({
          delegatedFrom: namesOf(own, delegatedFrom),
          writableBy: namesOf(own, writers),
          supersedes:
            supersedes.length === 0 ? undefined : supersedes.map((dn) => nameOfDn(own, dn)),
          createsSuccessorsIn: createsIn.length === 0 ? undefined : [...new Set(createsIn)].sort(),
        }),
      },
    );
    for (const from of new Set(delegatedFrom))
      yield upsert(of, 'delegation', {
        key: `${from}#resource-based-delegation/${sid}`,
        provider: 'active-directory',
        kind: 'impersonate',
        from: principalOfSid(own, from),
        to: { type: 'identity', key: sid },
        conditional: false,
        attributes: { by: 'resource-based-constrained-delegation' },
      });
  }
}

/** A SID, a distinguished name, or `host:` and a name, as SID; null when nothing tells whose. */
function sidIn(own: DirectoryState, reference: string): string | null {
  if (reference.startsWith('S-1-')) return reference;
  if (!reference.startsWith('host:')) return own.sids.get(reference.toLowerCase()) ?? null;
  return own.hosts.get(reference.slice('host:'.length).toLowerCase()) ?? null;
}

function nameOfDn(own: DirectoryState, dn: string): string {
  const sid = own.sids.get(dn.toLowerCase());
  return (sid === undefined ? null : known(own, sid)?.name) ?? nameInDn(dn);
}

function* links(own: DirectoryState): Generator<Observation> {
  const told = new Set<string>();
  for (const link of own.links) {
    const from = sidIn(own, link.from);
    const to = sidIn(own, link.to);
    const behind = to === null ? null : known(own, to);
    if (from === null || to === null || behind === null) continue;
    const key = `${from}#${link.by}/${to}`;
    if (behind.as === 'group' || behind.as === 'person' || told.has(key)) continue;
    told.add(key);
    yield upsert(link.of, 'delegation', {
      key,
      provider: 'active-directory',
      kind: link.kind,
      from: principalOfSid(own, from),
      to: { type: 'identity', key: to },
      conditional: false,
      attributes: { by: link.by },
    });
  }
}

/** Groups that administer the domain, and the machines in them. */
function* privilegedGroups(own: DirectoryState): Generator<Observation> {
  for (const [reference, { of, groups }] of own.privileged) {
    const sid = sidIn(own, reference);
    const account = sid === null ? null : known(own, sid);
    if (sid === null || account === null || account.as === 'person' || account.as === 'group')
      continue;
    yield* accountFacts(own, { sid, of }, { access: 'admin', attributes: {} });
    for (const group of groups) {
      const entitlementKey = `groups/${of.scopeKey}/${group.toLowerCase()}`;
      if (!own.told.has(entitlementKey)) {
        own.told.add(entitlementKey);
        yield upsert(of, 'entitlement', {
          key: entitlementKey,
          provider: 'active-directory',
          nativeType: 'ad-group',
          name: group,
          access: 'admin',
        });
      }
      yield upsert(of, 'grant', {
        key: `${sid}#member-of/${group.toLowerCase()}`,
        provider: 'active-directory',
        principal: { type: 'identity', key: sid, name: account.name },
        entitlementKey,
        on: of.scopeKey,
        via: null,
        conditional: false,
      });
    }
  }
}

/** `managedBy`: a person or a group; by the name in it where the directory did not tell more. */
function* owners(own: DirectoryState): Generator<Observation> {
  for (const { of, sid, manager } of own.managers) {
    const managerSid = sidIn(own, manager);
    const behind = managerSid === null ? null : known(own, managerSid);
    const name = behind?.name ?? nameInDn(manager);
    yield upsert(of, 'ownership', {
      ...toldOwner({
        provider: 'active-directory',
        subject: { type: 'identity', key: sid },
        owner: {
          type: behind?.as === 'group' ? 'team' : 'person',
          name,
          email: managerSid === null ? null : (own.mails.get(managerSid) ?? null),
        },
        signal: 'managed-by',
        confidence: 0.7,
      }),
      key: `${sid}#managed-by`,
    });
  }
}

function* authorities(own: DirectoryState): Generator<Observation> {
  for (const { of, authority } of own.authorities) {
    const templates = authority.published?.map((name) => {
      const template = own.templates.get(name.toLowerCase());
      return template
        ? templateFacts(template, (sid) => nameOfSid(own, sid))
        : { name, ...untoldTemplate };
    });
    templates?.sort((a, b) => (a.name < b.name ? -1 : 1));
    yield upsert(of, 'identity', authorityToIdentity(authority, templates));
  }
}

const untoldTemplate = {
  enrolleeSuppliesSubject: null,
  clientAuthentication: null,
  approvalRequired: null,
  signaturesRequired: null,
  enrollers: null,
} as const;
