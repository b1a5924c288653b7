import { timeOf } from '@nonhuman/connector-kit';
import type { Entitlement } from '@nonhuman/model';
import type { DenyPolicy } from '../schema.ts';
import { lastPart } from './names.ts';

/** A deny policy: it grants nothing and takes away from what allow policies grant. */
export function toDenyPolicy(policy: DenyPolicy): Entitlement {
  const [, point = ''] = /^policies\/([^/]+)\/denypolicies\//.exec(policy.name) ?? [];
  const made = timeOf(policy.createTime);
  return {
    key: policy.name,
    provider: 'gcp',
    nativeType: 'gcp-deny-policy',
    name: policy.displayName || lastPart(policy.name),
    access: 'none',
    ...(policy.rules ? { document: { rules: policy.rules.map(toRule) } } : {}),
    attributes: {
      attachedTo: decoded(point).replace(/^cloudresourcemanager\.googleapis\.com\//, ''),
      rulesTold: policy.rules !== undefined && policy.rules !== null,
      ...(made === null ? {} : { createdAt: made }),
    },
  };
}

function toRule({ description, denyRule }: NonNullable<DenyPolicy['rules']>[number]) {
  const { denialCondition } = denyRule ?? {};
  return {
    ...(description ? { description } : {}),
    deniedPrincipals: denyRule?.deniedPrincipals ?? [],
    exceptionPrincipals: denyRule?.exceptionPrincipals ?? [],
    deniedPermissions: denyRule?.deniedPermissions ?? [],
    exceptionPermissions: denyRule?.exceptionPermissions ?? [],
    condition: denialCondition?.expression ?? null,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
