import type { AccessLevel, Entitlement, Grant, Principal, Things } from '@nonhuman/model';
import { readPolicy, summarisePolicy } from '../../formats/aws-policy.ts';
import type { ManagedPolicy, Role } from '../schema.ts';
import { accountOf } from './arn.ts';

type WrittenDocument = Role['AssumeRolePolicyDocument'];

/** A policy document as data, whichever way it was sent; undefined when it cannot be read. */
export function documentOf(written: WrittenDocument): Entitlement['document'] {
  if (typeof written !== 'string') return written;
  try {
    return JSON.parse(written.startsWith('%7B') ? decodeURIComponent(written) : written);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return undefined;
    throw error;
  }
}

/** What a policy document gives, as the fields of an entitlement. */
function given(written: WrittenDocument): Pick<Entitlement, 'access' | 'wildcards' | 'document'> & {
  facts: Record<string, boolean | string[]>;
} {
  const document = documentOf(written);
  if (document === undefined || readPolicy(document) === null)
    return { access: 'unknown', facts: {} };
  const summary = summarisePolicy(document);
  return {
    access: summary.access,
    wildcards: [...summary.wildcards],
    document,
    facts: { conditional: summary.conditional, resources: summary.resources.slice(0, 50) },
  };
}

/** A managed policy by its default version. */
export function toEntitlement(policy: ManagedPolicy): Entitlement {
  const versions = policy.PolicyVersionList ?? [];
  const version =
    versions.find((one) => one.IsDefaultVersion) ??
    (versions.length === 1 ? versions[0] : undefined);
  const { facts, ...gives } = given(version?.Document);
  return {
    key: policy.Arn,
    provider: 'aws',
    nativeType: accountOf(policy.Arn) === null ? 'aws-managed-policy' : 'aws-customer-policy',
    name: policy.PolicyName,
    ...gives,
    attributes: {
      ...facts,
      ...(policy.AttachmentCount === undefined ? {} : { attachments: policy.AttachmentCount }),
      ...(policy.PermissionsBoundaryUsageCount === undefined
        ? {}
        : { boundaryUses: policy.PermissionsBoundaryUsageCount }),
    },
  };
}

/** Whoever carries policies: a user, role or group. */
export interface PolicyHolder {
  readonly Arn: string;
  readonly AttachedManagedPolicies?: readonly { readonly PolicyArn: string }[] | undefined;
}
type Inline = { readonly PolicyName: string; readonly PolicyDocument: WrittenDocument };

/** The key of a policy that is written into its holder. */
function inlineKey(holderArn: string, policyName: string): string {
  return `${holderArn}#inline/${policyName}`;
}

/** A policy that is written into its holder. */
export function toInlineEntitlement(holderArn: string, policy: Inline): Entitlement {
  const { facts, ...gives } = given(policy.PolicyDocument);
  return {
    key: inlineKey(holderArn, policy.PolicyName),
    provider: 'aws',
    nativeType: 'aws-inline-policy',
    name: policy.PolicyName,
    ...gives,
    attributes: { ...facts, holder: holderArn },
  };
}

/** The keys of all that a holder carries, attached and inline. */
export function heldPolicies(
  holder: PolicyHolder,
  inline: readonly Inline[] | undefined,
): readonly string[] {
  return [
    ...(holder.AttachedManagedPolicies ?? []).map((one) => one.PolicyArn),
    ...(inline ?? []).map((one) => inlineKey(holder.Arn, one.PolicyName)),
  ];
}

/** That the principal has the policy in its account, directly or through a group. */
export function toGrant(
  principal: Principal,
  entitlementKey: string,
  { account, via }: { readonly account: string; readonly via: string | null },
): Grant {
  return {
    key: `${principal.key} has ${entitlementKey}${via === null ? '' : ` via ${via}`}`,
    provider: 'aws',
    principal,
    entitlementKey,
    on: account,
    via,
    conditional: false,
  };
}

/** AWS-managed policies whose reach is known by name, for exports that do not hold their documents. */
const wellKnown: Readonly<Record<string, AccessLevel>> = {
  AdministratorAccess: 'admin',
  IAMFullAccess: 'admin',
  PowerUserAccess: 'write',
  ReadOnlyAccess: 'read',
  SecurityAudit: 'read',
  ViewOnlyAccess: 'read',
};

/** What the name of an AWS-managed policy tells; null for a name that tells nothing. */
export function wellKnownPolicy(arn: string): Things['entitlement'] | null {
  const [, path = ''] = arn.split(':aws:policy/');
  const name = path.split('/').at(-1) ?? '';
  const access = wellKnown[name];
  if (access === undefined) return null;
  const attributes = { toldBy: 'name' };
  return { key: arn, provider: 'aws', nativeType: 'aws-managed-policy', name, access, attributes };
}
