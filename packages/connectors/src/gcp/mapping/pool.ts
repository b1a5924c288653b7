import { type Credential, never, type Resource, unknown } from '@nonhuman/model';
import type { IdentityPool, PoolProvider } from '../schema.ts';
import { type TokenCondition, tokenConditions } from './condition-text.ts';
import type { PoolMember } from './member.ts';
import { lastPart } from './names.ts';

/** A provider of a workload identity pool: whose tokens it takes, and what it asks of them. */
export interface TrustedIssuer {
  readonly providerName: string;
  /** URL of an OIDC issuer, `https://sts.amazonaws.com` for AWS; null for SAML and certificates. */
  readonly issuer: string | null;
  readonly audience: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly condition: string | null;
  readonly isActive: boolean;
}

/** The pool that a provider's or a member's name lies in. */
export function poolOf(name: string): string {
  return name.replace(/\/providers\/[^/]+$/, '');
}

/** What a provider trusts. */
export function toTrustedIssuer(provider: PoolProvider): TrustedIssuer {
  const { oidc, aws, name } = provider;
  const audiences = oidc?.allowedAudiences ?? [];
  return {
    providerName: name,
    issuer: oidc?.issuerUri ?? (aws ? 'https://sts.amazonaws.com' : null),
    // Without a list, only tokens that are made for this very provider are taken.
    audience: audiences.length > 0 ? [...audiences].sort() : [`https://iam.googleapis.com/${name}`],
    mapping: provider.attributeMapping ?? {},
    condition: provider.attributeCondition || null,
    isActive: provider.disabled !== true && provider.state !== 'DELETED',
  };
}

/** Everything that is asked of a token before it is this member. */
export function demandsOn(
  member: PoolMember,
  { mapping, condition }: Pick<TrustedIssuer, 'mapping' | 'condition'>,
): TokenCondition[] {
  const claimOf = (name: string) => {
    const source = mapping[name];
    return source !== undefined && /^assertion\.[\w.]+$/.test(source) ? source : name;
  };
  const own: TokenCondition[] = [];
  if (member.claim !== null && member.value !== null && member.value !== '*') {
    const attribute =
      member.claim === 'subject'
        ? 'google.subject'
        : member.claim === 'group'
          ? 'google.groups'
          : member.claim;
    own.push({ operator: 'StringEquals', key: claimOf(attribute), values: [member.value] });
  }
  return condition === null ? own : [...own, ...tokenConditions(condition, claimOf)];
}

const hosts: readonly (readonly [host: RegExp, provider: string])[] = [
  [/^https:\/\/token\.actions\.githubusercontent\.com/, 'github-actions'],
  [/^https:\/\/gitlab\./, 'gitlab'],
  [/^https:\/\/(?:container\.googleapis\.com|oidc\.eks\.|oidc-eks\.)/, 'kubernetes'],
  [/^https:\/\/oidc\.circleci\.com/, 'circleci'],
  [/^https:\/\/app\.terraform\.io/, 'terraform'],
  [/^https:\/\/agent\.buildkite\.com/, 'buildkite'],
  [/^https:\/\/api\.bitbucket\.org/, 'bitbucket'],
  [/^https:\/\/vstoken\.dev\.azure\.com/, 'azure-devops'],
  [/^https:\/\/accounts\.google\.com/, 'google'],
];

/** Whose tokens these are, by their issuer; null when its address does not say. */
export function platformOf(issuer: string | null): string | null {
  return hosts.find(([host]) => issuer !== null && host.test(issuer))?.[1] ?? null;
}

/** A pool of workload or workforce identities. */
export function toPool(pool: IdentityPool): Resource {
  const isWorkforce = pool.name.includes('/workforcePools/');
  return {
    key: pool.name,
    provider: 'gcp',
    nativeType: isWorkforce ? 'gcp-workforce-pool' : 'gcp-workload-identity-pool',
    name: pool.displayName || lastPart(pool.name),
    attributes: {
      disabled: pool.disabled === true || pool.state === 'DELETED',
      ...(pool.mode ? { mode: pool.mode } : {}),
    },
  };
}

/** A provider of a workload identity pool: a trust in an issuer, of which bindings tell whom it lets in as. */
export function toProviderTrust(provider: PoolProvider): Credential {
  const trusted = toTrustedIssuer(provider);
  const platform = platformOf(trusted.issuer);
  const demands = demandsOn({ pool: poolOf(provider.name), claim: null, value: null }, trusted);
  return {
    key: provider.name,
    provider: 'gcp',
    identityKey: null,
    kind: 'federated-trust',
    nativeType: 'gcp-workload-identity-provider',
    name: provider.displayName || lastPart(provider.name),
    status:
      provider.state === 'DELETED' ? 'revoked' : provider.disabled === true ? 'disabled' : 'active',
    createdAt: unknown('Google Cloud does not tell when a provider was made'),
    expiresAt: never,
    lastUsedAt: unknown('Google Cloud tells the use of federated workloads in audit logs only'),
    lastRotatedAt: never,
    publicId: provider.name,
    attributes: {
      ...providerFacts(provider, trusted),
      audience: [...trusted.audience],
      subjectConditions: demands.map((one) => ({ ...one, values: [...one.values] })),
      ...(platform === null ? {} : { provider: platform }),
    },
  };
}

function providerFacts(provider: PoolProvider, trusted: TrustedIssuer) {
  const protocol = (['oidc', 'aws', 'saml', 'x509'] as const).find((one) => provider[one]);
  return {
    pool: poolOf(provider.name),
    disabled: !trusted.isActive,
    attributeMapping: { ...trusted.mapping },
    attributeCondition: trusted.condition,
    ...(protocol ? { protocol } : {}),
    ...(trusted.issuer === null ? {} : { issuer: trusted.issuer }),
    ...(provider.aws?.accountId ? { awsAccountId: provider.aws.accountId } : {}),
  };
}

/** A provider of a workforce pool, with what it asks. */
export function toWorkforceProvider(provider: PoolProvider): Resource {
  return {
    key: provider.name,
    provider: 'gcp',
    nativeType: 'gcp-workforce-provider',
    name: provider.displayName || lastPart(provider.name),
    attributes: providerFacts(provider, toTrustedIssuer(provider)),
  };
}
