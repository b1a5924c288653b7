import type { Principal } from '@nonhuman/model';
import type { PolicyCondition } from '../../aws-policy.ts';
import { at, listOf, textOf, textsOf } from '../../json-value.ts';
import { reportFederatedTrust } from '../federated-trust.ts';
import { gcpPrincipal, reportGcpBinding } from '../gcp-iam.ts';
import { reportIdentity } from '../source.ts';
import {
  isExpression,
  keyOf,
  literal,
  type Naming,
  placeIn,
  principalNamed,
  type ResourceMapper,
  referredAddress,
  reportResourceCredential,
  type TerraformResource,
  type TerraformWorld,
  timeOf,
} from './resource.ts';

const account: Naming = {
  type: 'google_service_account',
  by: ['name', 'id', 'email', 'member', 'unique_id'],
  key: 'email',
  otherwise: (name) => name.replace(/^.*\/serviceAccounts\//, '').replace(/\/keys\/.*$/, ''),
};

const aServiceAccount: ResourceMapper = (resource, world) => {
  const email = literal(resource, 'email');
  const project = literal(resource, 'project');
  const disabled = resource.attributes['disabled'];
  return [
    reportIdentity(world, {
      key: keyOf(world, resource, email),
      provider: 'gcp',
      kind: 'service-account',
      nativeType: 'gcp-service-account',
      name: email ?? literal(resource, 'account_id') ?? resource.address,
      description: literal(resource, 'description') ?? literal(resource, 'display_name'),
      attributes: {
        address: resource.address,
        ...(project ? { projectId: project } : {}),
        ...(literal(resource, 'unique_id') ? { uniqueId: literal(resource, 'unique_id') } : {}),
        ...(typeof disabled === 'boolean' ? { disabled } : {}),
      },
      ...placeIn(resource),
    }),
  ];
};

/** The state holds the whole key file, base64-encoded; the secret in it is its private key. */
const aKey: ResourceMapper = (resource, world) => {
  const encoded = literal(resource, 'private_key');
  const file = encoded === null ? null : keyFile(encoded);
  const keyId = textOf(at(file, 'private_key_id')) ?? idIn(literal(resource, 'name'));
  const holder = principalNamed(world, resource.attributes['service_account_id'], account);
  const created = timeOf(resource, 'valid_after');
  const expires = timeOf(resource, 'valid_before');
  return reportResourceCredential(world, resource, {
    provider: 'gcp',
    kind: 'private-key',
    nativeType: 'gcp-service-account-key',
    name: keyId ? `Key ${keyId}` : resource.address,
    secret: textOf(at(file, 'private_key')) ?? encoded,
    attribute: 'private_key',
    ...(keyId ? { publicId: keyId } : {}),
    ...(created ? { createdAt: { state: 'seen', value: created } as const } : {}),
    ...(expires ? { expiresAt: expiryOf(expires) } : {}),
    identity: {
      kind: 'service-account',
      nativeType: 'gcp-service-account',
      name: holder?.name ?? 'unknown service account',
      key: holder?.key ?? `${world.addressKey(resource.address)}:account`,
    },
  });
};

/** Keys without an end are said to end in the year 9999. */
function expiryOf(time: string) {
  return time.startsWith('9999')
    ? ({ state: 'never' } as const)
    : ({ state: 'seen', value: time } as const);
}

function idIn(name: string | null): string | null {
  return /\/keys\/([^/]+)$/.exec(name ?? '')?.[1] ?? null;
}

function keyFile(encoded: string) {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** `google_<what>_iam_member` and `_binding` of anything. */
export const googleIam: ResourceMapper = (resource, world) => {
  const role = literal(resource, 'role');
  if (role === null) return [];
  const members = textsOf(resource.attributes['members'] ?? resource.attributes['member']);
  const of = resource.attributes['service_account_id'];
  const target = of === undefined ? null : principalNamed(world, of, account);
  const conditional = listOf(resource.attributes['condition']).length > 0;
  return members.flatMap((member) =>
    reportGcpBinding(world, {
      member: memberOf(member, world),
      role,
      on: scopeOf(resource),
      conditional,
      ...(target ? { accountKey: target.key } : {}),
    }),
  );
};

/** In code, `serviceAccount:${google_service_account.x.email}` refers to a block. */
function memberOf(member: string, world: TerraformWorld): Principal {
  const expression = /\$\{[^}]*\}/.exec(member)?.[0] ?? '';
  const address = referredAddress(expression);
  if (!address?.startsWith('google_service_account.') || member.includes('[')) {
    return gcpPrincipal(member);
  }
  return { type: 'identity', key: world.addressKey(address), name: address };
}

const scopeAttributes = [
  'project',
  'folder',
  'org_id',
  'bucket',
  'secret_id',
  'dataset_id',
  'service_account_id',
  'topic',
  'subscription',
  'repository',
  'name',
];

function scopeOf(resource: TerraformResource): string {
  const kind = resource.type.replace(/^google_/, '').replace(/_iam_(?:member|binding)$/, '');
  const name = scopeAttributes.map((word) => literal(resource, word)).find((text) => text !== null);
  return `${kind}/${name ?? '?'}`;
}

const aPoolProvider: ResourceMapper = (resource, world) => {
  const oidc = at(resource.attributes, 'oidc', 0);
  const issuer = textOf(at(oidc, 'issuer_uri'));
  const condition = textOf(at(resource.attributes, 'attribute_condition'));
  const name = literal(resource, 'name') ?? resource.address;
  return reportFederatedTrust(world, {
    provider: 'gcp',
    nativeType: 'gcp-workload-identity-provider',
    key: `${keyOf(world, resource, literal(resource, 'name'))}#trust`,
    name,
    identityKey: null,
    issuer: issuer === null || isExpression(issuer) ? null : issuer,
    audience: textsOf(at(oidc, 'allowed_audiences')),
    conditions: condition === null ? [] : conditionsIn(condition),
    ...placeIn(resource),
    attributes: { address: resource.address, ...(condition ? { condition } : {}) },
  });
};

const equality = /^\(?\s*(?:assertion|attribute|google)\.([\w.]+)\s*==\s*(['"])([^'"]*)\2\s*\)?$/;
const membership = /^\(?\s*(?:assertion|attribute|google)\.([\w.]+)\s+in\s+\[([^\]]*)\]\s*\)?$/;
const prefix =
  /^\(?\s*(?:assertion|attribute|google)\.([\w.]+)\.startsWith\((['"])([^'"]*)\2\)\s*\)?$/;

/** What a condition asks, when it is a plain conjunction; null when it is more than that. */
function conditionsIn(expression: string): PolicyCondition[] | null {
  if (isExpression(expression) || expression.includes('||')) return null;
  const conditions: PolicyCondition[] = [];
  for (const part of expression.split('&&').map((one) => one.trim())) {
    const [, equal, , value] = equality.exec(part) ?? [];
    const [, member, list] = membership.exec(part) ?? [];
    const [, begins, , start] = prefix.exec(part) ?? [];
    if (equal !== undefined && value !== undefined) {
      conditions.push({ operator: 'StringEquals', key: equal, values: [value] });
    } else if (member !== undefined && list !== undefined) {
      const values = Array.from(list.matchAll(/['"]([^'"]*)['"]/g), ([, one = '']) => one);
      conditions.push({ operator: 'StringEquals', key: member, values });
    } else if (begins !== undefined && start !== undefined) {
      conditions.push({ operator: 'StringLike', key: begins, values: [`${start}*`] });
    } else {
      return null;
    }
  }
  return conditions;
}

/** Identities and access of Google Cloud. */
export const googleMappers: Readonly<Record<string, ResourceMapper>> = {
  google_service_account: aServiceAccount,
  google_service_account_key: aKey,
  google_iam_workload_identity_pool_provider: aPoolProvider,
};
