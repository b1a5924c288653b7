import {
  type Credential,
  type Delegation,
  never,
  type Observed,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import { stableId } from '@nonhuman/runtime';
import { type RoleTrust, trustOf } from '../../formats/aws-trust.ts';
import type { Role } from '../schema.ts';
import { accountOf } from './arn.ts';
import { documentOf } from './policy.ts';

/** Who may become a role, and the trusts among them that stand for a credential. */
export interface Trusts {
  readonly delegations: readonly Delegation[];
  readonly credentials: readonly Credential[];
}

/** What other files tell of an identity provider. */
export interface ProviderFacts {
  readonly audiences: readonly string[] | undefined;
  readonly validUntil: Observed<Timestamp> | undefined;
}

/** The trust policy of a role; null when it is absent or cannot be read. */
export function toTrusts(
  role: Role,
  providerOf: (providerArn: string) => ProviderFacts,
): Trusts | null {
  const document = documentOf(role.AssumeRolePolicyDocument);
  const trusts = trustOf(document, accountOf(role.Arn));
  if (trusts === null) return null;
  const distinct = [...new Map(trusts.map((trust) => [keyOf(trust, role.Arn), trust])).values()];
  const federated = distinct.filter((trust) => trust.kind === 'federated-login');
  return {
    delegations: distinct.map((trust) => toDelegation(trust, role)),
    credentials: federated.map((trust) => {
      const isOnly =
        federated.filter((one) => one.principal.key === trust.principal.key).length === 1;
      return toCredential(trust, role, { isOnly, ...providerOf(trust.principal.key) });
    }),
  };
}

function keyOf(trust: RoleTrust, roleArn: string): string {
  const plain = `${trust.principal.key} may become ${roleArn} by ${trust.kind}`;
  return trust.conditional ? `${plain} if ${hashOf(trust)}` : plain;
}

/** Tells statements of one principal apart, whatever their order. */
function hashOf(trust: RoleTrust): string {
  const conditions = trust.conditions.map((one) => JSON.stringify(one)).sort();
  return stableId('if', ...conditions).slice(3, 15);
}

function conditionsOf(trust: RoleTrust) {
  return trust.conditions.map(({ operator, key, values }) => ({
    operator,
    key,
    values: [...values],
  }));
}

function toDelegation(trust: RoleTrust, role: Role): Delegation {
  return {
    key: keyOf(trust, role.Arn),
    provider: 'aws',
    kind: trust.kind,
    from: trust.principal,
    to: { type: 'identity', key: role.Arn },
    conditional: trust.conditional,
    conditions: conditionsOf(trust),
    attributes: {
      ...(trust.issuer ? { issuer: trust.issuer } : {}),
      ...(trust.accountId ? { accountId: trust.accountId } : {}),
      ...(trust.dangling ? { dangling: true } : {}),
    },
  };
}

const issuers: readonly (readonly [host: RegExp, provider: string])[] = [
  [/^token\.actions\.githubusercontent\.com/, 'github-actions'],
  [/^gitlab\./, 'gitlab'],
  [/^oidc\.eks\.|^oidc-eks\./, 'kubernetes'],
  [/^oidc\.circleci\.com/, 'circleci'],
  [/^app\.terraform\.io/, 'terraform-cloud'],
  [/^accounts\.google\.com/, 'google'],
  [/^cognito-identity\.amazonaws\.com/, 'cognito'],
  [/^agent\.buildkite\.com/, 'buildkite'],
  [/^api\.bitbucket\.org/, 'bitbucket'],
  [/^oidc\.vercel\.com/, 'vercel'],
];

function toCredential(
  trust: RoleTrust,
  role: Role,
  { isOnly, audiences, validUntil }: ProviderFacts & { readonly isOnly: boolean },
): Credential {
  const host = (trust.issuer ?? '').replace(/^https:\/\//, '');
  const provider = issuers.find(([pattern]) => pattern.test(host))?.[1];
  const asked = trust.conditions.find(
    ({ key, operator }) => /:aud$/i.test(key) && /^String(Equals|Like)$/.test(operator),
  );
  const audience = asked?.values ?? audiences;
  const key = `${role.Arn}#trust/${trust.principal.key}`;
  return {
    key: isOnly ? key : `${key}/${hashOf(trust)}`,
    provider: 'aws',
    identityKey: role.Arn,
    kind: 'federated-trust',
    nativeType: trust.issuer ? 'aws-oidc-trust' : 'aws-saml-trust',
    name: `${role.RoleName} trusts ${host === '' ? trust.principal.name : host}`,
    status: 'active',
    createdAt: unknown('IAM does not tell when a trust was added'),
    // Keys of an OIDC issuer are fetched anew; the metadata of a SAML provider ends.
    expiresAt: trust.issuer
      ? never
      : (validUntil ?? unknown('the list of SAML providers tells it, which was not read')),
    lastUsedAt: unknown('IAM tells the use of a role, not of each of its trusts'),
    lastRotatedAt: never,
    attributes: {
      issuer: trust.issuer ?? trust.principal.key,
      ...(provider ? { provider } : {}),
      ...(audience ? { audience: [...audience] } : {}),
      subjectConditions: conditionsOf(trust),
    },
  };
}
