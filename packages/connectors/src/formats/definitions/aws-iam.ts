import type { AccessLevel, Attributes, Principal, Timestamp, Upsert } from '@nonhuman/model';
import { summarisePolicy } from '../aws-policy.ts';
import { type RoleTrust, trustOf } from '../aws-trust.ts';
import type { Json } from '../json-value.ts';
import { reportFederatedTrust } from './federated-trust.ts';
import {
  principalOf,
  reportDelegation,
  reportEntitlement,
  reportGrant,
  reportIdentity,
  type Source,
} from './source.ts';

/** A user or role of AWS as a definition declares it. */
export interface AwsDeclaration {
  /** The ARN when it is told; else where it is declared. */
  readonly key: string;
  readonly name: string;
  readonly accountId: string | null;
  readonly line?: number;
  readonly keyPath?: string;
  readonly createdAt?: Timestamp | null;
  readonly description?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes?: Attributes;
}

/** An IAM user. */
export function reportAwsUser(source: Source, user: AwsDeclaration): Upsert {
  return reportIdentity(source, {
    ...user,
    provider: 'aws',
    kind: 'machine-user',
    nativeType: 'aws-iam-user',
    attributes: withAccount(user),
  });
}

/** A role with what else is needed to say who may become it. */
export interface AwsRoleDeclaration extends AwsDeclaration {
  /** The identity that an expression of the definition refers to; null when it is none of its own. */
  readonly referred?: (expression: string) => Principal | null;
}

/** An IAM role with who may become it; `trust` is its policy, null when it cannot be told. */
export function reportAwsRole(
  source: Source,
  declaration: AwsRoleDeclaration,
  trust: Json | null,
): Upsert[] {
  const { referred: _, ...role } = declaration;
  const identity = reportIdentity(source, {
    ...role,
    provider: 'aws',
    kind: 'role',
    nativeType: 'aws-iam-role',
    attributes: withAccount(role),
  });
  const trusts = trust === null ? null : trustOf(trust, role.accountId);
  const found = (trusts ?? []).flatMap((trusted, index) => {
    const one = { ...trusted, principal: settled(trusted.principal, declaration) };
    return reportTrust(source, role, { one, index });
  });
  return [identity, ...found];
}

/** An expression means something only in its own definition: two of them are never one principal. */
function settled(principal: Principal, { key, referred }: AwsRoleDeclaration): Principal {
  if (!principal.key.includes('${')) return principal;
  const told = referred?.(principal.key);
  return told ?? { ...principal, key: `${key}#principal/${principal.key}`.slice(0, 1024) };
}

function withAccount({ accountId, attributes }: AwsDeclaration): Attributes {
  return { ...attributes, ...(accountId === null ? {} : { accountId }) };
}

function reportTrust(
  source: Source,
  role: AwsDeclaration,
  { one, index }: { one: RoleTrust; index: number },
): Upsert[] {
  const conditions = one.conditions.map((condition) => ({
    ...condition,
    values: [...condition.values],
  }));
  if (one.kind === 'federated-login') {
    const asked = conditions.find(({ key }) => /:aud$/i.test(key));
    return reportFederatedTrust(source, {
      provider: 'aws',
      nativeType: one.issuer ? 'aws-oidc-trust' : 'aws-saml-trust',
      key: `${role.key}#trust/${one.principal.key}${index === 0 ? '' : `/${index}`}`.slice(0, 1024),
      name: `${role.name} trusts ${one.principal.name}`,
      identityKey: role.key,
      from: one.principal,
      issuer: one.issuer ?? null,
      audience: asked?.values ?? null,
      conditions,
      ...(role.line === undefined ? {} : { line: role.line }),
      ...(role.keyPath === undefined ? {} : { keyPath: role.keyPath }),
    });
  }
  return [
    reportDelegation(source, {
      provider: 'aws',
      kind: 'assume-role',
      from: one.principal,
      to: { type: 'identity', key: role.key },
      conditional: one.conditional,
      conditions,
      attributes: {
        ...(one.accountId ? { accountId: one.accountId } : {}),
        ...(one.dangling ? { dangling: true } : {}),
      },
    }),
  ];
}

/** A policy of one's own; `document` null when it cannot be told. */
export function reportAwsPolicy(
  source: Source,
  policy: {
    readonly key: string;
    readonly name: string;
    readonly nativeType: 'aws-customer-policy' | 'aws-inline-policy';
    readonly document: Json | null;
    readonly attributes?: Attributes;
  },
): Upsert {
  const { key, name, nativeType, document } = policy;
  const summary = summarisePolicy(document);
  return reportEntitlement(source, {
    key,
    provider: 'aws',
    nativeType,
    name,
    access: summary.access,
    ...(document === null ? {} : { wildcards: [...summary.wildcards] }),
    ...(document === null ? {} : { document }),
    attributes: {
      ...policy.attributes,
      ...(document === null ? {} : { conditional: summary.conditional }),
    },
  });
}

/** That a policy is attached; what it holds on is in the policy. */
function reportAwsGrant(source: Source, to: Principal, policyKey: string): Upsert {
  return reportGrant(source, {
    provider: 'aws',
    principal: to,
    entitlementKey: policyKey,
    on: '*',
  });
}

/** An inline policy together with its attachment. */
export function reportInlinePolicy(
  source: Source,
  to: { readonly key: string; readonly name: string },
  policy: { readonly name: string; readonly document: Json | null },
): Upsert[] {
  const key = `${to.key}#inline/${policy.name}`.slice(0, 1024);
  return [
    reportAwsPolicy(source, { ...policy, key, nativeType: 'aws-inline-policy' }),
    reportAwsGrant(source, principalOf(to), key),
  ];
}

/** AWS's own policies whose reach their name settles. */
const byName: readonly [RegExp, AccessLevel][] = [
  [/^(?:AdministratorAccess|IAMFullAccess)$/, 'admin'],
  [
    /^(?:ReadOnlyAccess|ViewOnlyAccess|SecurityAudit)$|ReadOnly(?:Access)?$|ViewOnlyAccess$/,
    'read',
  ],
  [/^PowerUserAccess$|FullAccess$/, 'write'],
];

/** A policy by ARN, with what its name settles when it is AWS's own; null for somebody's own. */
function reportManagedPolicy(source: Source, arn: string): Upsert | null {
  const [, path] = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  if (path === undefined) return null;
  const name = path.split('/').at(-1) ?? path;
  const access = byName.find(([shape]) => shape.test(name))?.[1] ?? 'unknown';
  const value = {
    key: arn,
    provider: 'aws',
    nativeType: 'aws-managed-policy',
    name,
    access,
  } as const;
  return {
    ...reportEntitlement(source, { ...value, attributes: { awsOwned: true } }),
    enriches: true,
  };
}

/** Attachments by ARN, with the policies that are AWS's own. */
export function reportAttachments(
  source: Source,
  to: Principal,
  arns: readonly string[],
): Upsert[] {
  return arns.flatMap((arn) => {
    const policy = reportManagedPolicy(source, arn);
    const grant = reportAwsGrant(source, to, arn);
    return policy ? [policy, grant] : [grant];
  });
}
