import {
  type Credential,
  type Delegation,
  type Grant,
  type Identity,
  never,
  type Things,
  unknown,
} from '@nonhuman/model';
import { stableId } from '@nonhuman/runtime';
import type { Binding } from '../schema.ts';
import { type Member, memberOf } from './member.ts';
import { demandsOn, platformOf, type TrustedIssuer } from './pool.ts';
import { type RoleReach, roleKey } from './role.ts';

/** What a policy is of. */
export interface PolicyTarget {
  /** As the policy's source names it, for keys: the same whatever else was read. */
  readonly written: string;
  /** As it is shown: `projects/shop`, `//storage.googleapis.com/…`. */
  readonly on: string;
  /** The service account that it is of; null when it is of something else. */
  readonly account: string | null;
}

/** What is read before policies. */
export interface BindingFacts {
  /** The providers of a pool; null when they were not read. */
  issuersOf(pool: string): readonly TrustedIssuer[] | null;
  /** How a custom role on a service account leads to it; null when it does not, or was not read. */
  wayOf(role: string): Way | null;
}

/** One statement that a binding makes. */
export type BindingStatement = {
  [N in 'grant' | 'delegation' | 'identity' | 'credential']: {
    readonly noun: N;
    readonly value: Things[N];
  };
}['grant' | 'delegation' | 'identity' | 'credential'];

/** Whether a role is held over a whole organization, folder or project. */
export function reachOf(on: string): RoleReach {
  return /^(?:organizations|folders|projects)\/[^/]+$/.test(on) ? 'container' : 'resource';
}

/** What one binding says: who holds the role, or who may become the service account that it is on. */
export function* statementsOf(
  binding: Binding,
  target: PolicyTarget,
  facts: BindingFacts,
): Generator<BindingStatement> {
  for (const written of new Set(binding.members ?? [])) {
    const member = memberOf(written);
    const isOnAccount = target.account !== null;
    const known = isOnAccount ? ways[binding.role] : undefined;
    if (known === undefined) {
      yield { noun: 'grant', value: toGrant(binding, member, target) };
      yield* federatedIdentity(member, facts);
    }
    const way = known ?? (isOnAccount ? facts.wayOf(binding.role) : null);
    if (way !== null) yield* becoming({ binding, member, target, way, facts });
  }
}

/** How permissions on a service account lead to it; null when they do not. */
export function wayBy(permissions: readonly string[]): Way | null {
  if (permissions.some((one) => becomes.test(one))) return 'impersonate';
  return permissions.includes('iam.serviceAccounts.actAs') ? 'launches' : null;
}

/** How one becomes a service account. */
export type Way = 'impersonate' | 'federated-login' | 'launches';
const becomes =
  /^iam\.(?:serviceAccounts\.(?:getAccessToken|signBlob|signJwt|implicitDelegation|setIamPolicy)|serviceAccountKeys\.create)$/;
/** `launches`: acting as it needs something to attach it to, and is no impersonation by itself. */
const ways: Readonly<Record<string, Way>> = {
  'roles/iam.serviceAccountTokenCreator': 'impersonate',
  'roles/iam.serviceAccountAdmin': 'impersonate',
  'roles/iam.serviceAccountKeyAdmin': 'impersonate',
  'roles/iam.securityAdmin': 'impersonate',
  'roles/owner': 'impersonate',
  'roles/iam.workloadIdentityUser': 'federated-login',
  'roles/iam.serviceAccountUser': 'launches',
  'roles/editor': 'launches',
};

/** Tells the same member and role apart by the condition. */
function suffixOf({ condition }: Binding): string {
  return condition?.expression
    ? ` if ${stableId('if', condition.expression, condition.title ?? '').slice(3, 15)}`
    : '';
}

function conditionFacts({ condition }: Binding) {
  if (!condition?.expression) return {};
  const until = /request\.time\s*<=?\s*timestamp\(\s*["']([^"']+)["']\s*\)/.exec(
    condition.expression,
  )?.[1];
  return {
    condition: { title: condition.title ?? '', expression: condition.expression },
    ...(until ? { conditionEndsAt: until } : {}),
  };
}

function memberFacts(member: Member) {
  return {
    ...(member.dangling ? { dangling: true } : {}),
    ...(member.uniqueId === null ? {} : { uniqueId: member.uniqueId }),
  };
}

function toGrant(binding: Binding, member: Member, { written, on }: PolicyTarget): Grant {
  const entitlementKey = roleKey(binding.role, reachOf(on));
  return {
    key: `${written} ${binding.role} ${member.principal.type} ${member.principal.key}${suffixOf(binding)}`,
    provider: 'gcp',
    principal: member.principal,
    entitlementKey,
    on,
    resourceKey: on,
    via: null,
    conditional: Boolean(binding.condition?.expression),
    attributes: { ...memberFacts(member), ...conditionFacts(binding) },
  };
}

/** Who may become a service account, and the trusts among them that stand for a credential. */
function* becoming(of: {
  readonly binding: Binding;
  readonly member: Member;
  readonly target: PolicyTarget;
  readonly way: Way;
  readonly facts: BindingFacts;
}): Generator<BindingStatement> {
  const { binding, member, target, way, facts } = of;
  const account = target.account ?? target.written;
  const kubernetes = /^serviceAccount:(.+)\[([^/\]]+)\/([^\]]+)\]$/.exec(member.principal.key);
  const base = {
    provider: 'gcp',
    // Impersonation by a workload of a pool is a federated login whatever the role is called.
    kind:
      member.pool !== null || kubernetes
        ? ('federated-login' as const)
        : way === 'federated-login'
          ? ('impersonate' as const)
          : way,
    to: { type: 'identity' as const, key: account },
  };
  const key = `${member.principal.key} ${binding.role} ${target.written}${suffixOf(binding)}`;
  const given = { role: binding.role, ...memberFacts(member), ...conditionFacts(binding) };
  if (member.pool === null) {
    yield {
      noun: 'delegation',
      value: {
        ...base,
        key,
        from: member.principal,
        conditional: Boolean(binding.condition?.expression) || Boolean(kubernetes),
        ...(kubernetes ? kubernetesTrust(kubernetes) : {}),
        attributes: {
          ...given,
          ...(kubernetes
            ? {
                provider: 'kubernetes',
                issuer: clusterIssuer(kubernetes[1] ?? ''),
                workloadPool: kubernetes[1] ?? '',
                namespace: kubernetes[2] ?? '',
                serviceAccount: kubernetes[3] ?? '',
              }
            : {}),
        },
      },
    };
    return;
  }
  for (const trust of trustsOf(member, facts)) {
    yield {
      noun: 'delegation',
      value: {
        ...base,
        key: `${key}${trust.suffix}`,
        // A claim on tokens, not an identity that could be looked up.
        from: { ...member.principal, type: 'external' },
        conditional: true,
        ...(trust.conditions === null ? {} : { conditions: trust.conditions }),
        attributes: { ...given, ...trust.facts },
      } satisfies Delegation,
    };
    const trustKey = `${target.written}#trust/${member.principal.key}${trust.suffix}`;
    yield {
      noun: 'credential',
      value: toTrust({ key: trustKey, member, trust, identityKey: account }),
    };
  }
}

/** The token of a Kubernetes service account, of any cluster in the project that has this pool. */
function kubernetesTrust([, , namespace = '', name = '']: RegExpExecArray) {
  const subject = `system:serviceaccount:${namespace}:${name}`;
  return { conditions: [{ operator: 'StringEquals', key: 'sub', values: [subject] }] };
}

/** The part that the issuers of all clusters of the pool's project have in common. */
function clusterIssuer(pool: string): string {
  return `https://container.googleapis.com/v1/projects/${pool.replace(/\.svc\.id\.goog$/, '')}`;
}

interface Trust {
  /** Tells trusts of one member apart; empty for the first, so that its key is the same when providers were not read. */
  readonly suffix: string;
  readonly issuer: TrustedIssuer | null;
  readonly conditions: { operator: string; key: string; values: string[] }[] | null;
  readonly facts: Readonly<Record<string, string>>;
}

/** One trust for each provider of the pool; one of which nothing is known when they were not read. */
function trustsOf(member: Member, facts: BindingFacts): Trust[] {
  const { pool } = member;
  if (pool === null) return [];
  const issuers = facts.issuersOf(pool.pool)?.filter(({ isActive }) => isActive);
  if (!issuers || issuers.length === 0)
    return [{ suffix: '', issuer: null, conditions: null, facts: { pool: pool.pool } }];
  return issuers.map((issuer, at) => {
    const platform = platformOf(issuer.issuer);
    return {
      suffix: at === 0 ? '' : ` by ${issuer.providerName}`,
      issuer,
      conditions: demandsOn(pool, issuer).map((one) => ({ ...one, values: [...one.values] })),
      facts: {
        pool: pool.pool,
        ...(issuer.issuer === null ? {} : { issuer: issuer.issuer }),
        ...(platform === null ? {} : { provider: platform }),
      },
    };
  });
}

function toTrust(of: {
  readonly key: string;
  readonly member: Member;
  readonly trust: Trust;
  readonly identityKey: string;
}): Credential {
  const { key, member, trust, identityKey } = of;
  return {
    key,
    provider: 'gcp',
    identityKey,
    kind: 'federated-trust',
    nativeType: 'gcp-workload-identity-trust',
    name: `${identityKey} trusts ${member.principal.name}`,
    status: 'active',
    createdAt: unknown('IAM policies do not tell when a binding was added'),
    expiresAt: never,
    lastUsedAt: unknown('IAM tells the use of a service account, not of each of its trusts'),
    lastRotatedAt: never,
    attributes: {
      ...trust.facts,
      ...(trust.issuer === null ? {} : { audience: [...trust.issuer.audience] }),
      ...(trust.conditions === null ? {} : { subjectConditions: trust.conditions }),
    },
  };
}

/** A federated workload that holds roles itself is an identity, its trust the credential. */
function* federatedIdentity(member: Member, facts: BindingFacts): Generator<BindingStatement> {
  if (member.pool === null) return;
  const identityKey = member.principal.key;
  yield { noun: 'identity', value: toFederated(member) };
  for (const trust of trustsOf(member, facts)) {
    const key = `${identityKey}#trust${trust.suffix}`;
    yield { noun: 'credential', value: toTrust({ key, member, trust, identityKey }) };
  }
}

function toFederated({ principal, pool }: Member): Identity {
  return {
    key: principal.key,
    provider: 'gcp',
    kind: 'workload',
    nativeType: 'gcp-federated-principal',
    name: principal.name,
    status: 'active',
    createdAt: unknown('IAM policies do not tell when a binding was added'),
    lastUsedAt: unknown('Google Cloud tells the use of federated workloads in audit logs only'),
    attributes: {
      pool: pool?.pool ?? '',
      ...(pool?.claim ? { claim: pool.claim } : {}),
      // A claim that many may have, or one subject.
      stands: principal.key.startsWith('principal:') ? 'subject' : 'set',
    },
  };
}
