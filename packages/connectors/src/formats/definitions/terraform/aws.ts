import type { Principal, Upsert } from '@nonhuman/model';
import { isDeeperThan, type Json, oneOrMore, textOf, textsOf } from '../../json-value.ts';
import {
  reportAttachments,
  reportAwsPolicy,
  reportAwsRole,
  reportAwsUser,
  reportInlinePolicy,
} from '../aws-iam.ts';
import { upsert } from '../report.ts';
import {
  blocksOf,
  isExpression,
  keyOf,
  literal,
  type Naming,
  nameOf,
  placeIn,
  principalNamed,
  type ResourceMapper,
  referredAddress,
  reportResourceCredential,
  type TerraformResource,
  type TerraformWorld,
  tagsOf,
  timeOf,
} from './resource.ts';

const user: Naming = {
  type: 'aws_iam_user',
  by: ['name', 'id', 'arn'],
  key: 'arn',
  otherwise: (name) => (name.startsWith('arn:') ? name : `aws:iam-user:${name}`),
};
const role: Naming = {
  type: 'aws_iam_role',
  by: ['name', 'id', 'arn'],
  key: 'arn',
  otherwise: (name) => (name.startsWith('arn:') ? name : `aws:iam-role:${name}`),
};

function declaration(resource: TerraformResource, world: TerraformWorld) {
  const arn = literal(resource, 'arn');
  const tags = tagsOf(resource);
  return {
    key: keyOf(world, resource, arn),
    name: nameOf(resource),
    accountId: /^arn:[\w-]+:iam::(\d{12}):/.exec(arn ?? '')?.[1] ?? null,
    createdAt: timeOf(resource, 'create_date'),
    description: literal(resource, 'description'),
    ...(tags ? { tags } : {}),
    attributes: {
      address: resource.address,
      ...(literal(resource, 'unique_id') ? { uniqueId: literal(resource, 'unique_id') } : {}),
      ...(literal(resource, 'path') ? { path: literal(resource, 'path') } : {}),
      ...(literal(resource, 'permissions_boundary')
        ? { permissionsBoundary: literal(resource, 'permissions_boundary') }
        : {}),
    },
    ...placeIn(resource),
  };
}

/** A policy as data: an object, JSON text, or a data source of the code; null when it cannot be told. */
function documentOf(value: Json | undefined, world: TerraformWorld): Json | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return value;
  if (referredAddress(value)) return world.policyDocument(value);
  try {
    const document: Json = JSON.parse(value);
    return isDeeperThan(document, 100) ? null : document;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function referredIdentity(text: string, world: TerraformWorld): Principal | null {
  const address = referredAddress(text);
  if (address === null || !/^aws_iam_(?:role|user)\./.test(address)) return null;
  return { type: 'identity', key: world.addressKey(address), name: address };
}

const aUser: ResourceMapper = (resource, world) => [
  reportAwsUser(world, declaration(resource, world)),
];

const aRole: ResourceMapper = (resource, world) => {
  const found = declaration(resource, world);
  const self: Principal = { type: 'identity', key: found.key, name: found.name };
  const trust = documentOf(resource.attributes['assume_role_policy'], world);
  const inline = blocksOf(resource, 'inline_policy').flatMap((policy, index) => {
    const name = textOf(policy['name']) ?? String(index);
    const document = documentOf(policy['policy'], world);
    return document === null ? [] : reportInlinePolicy(world, self, { name, document });
  });
  const arns = textsOf(resource.attributes['managed_policy_arns']).filter(
    (arn) => !isExpression(arn),
  );
  return [
    ...reportAwsRole(world, { ...found, referred: (text) => referredIdentity(text, world) }, trust),
    ...inline,
    ...reportAttachments(world, self, arns),
  ];
};

const anAccessKey: ResourceMapper = (resource, world) => {
  const holder = principalNamed(world, resource.attributes['user'], user);
  const id = literal(resource, 'id');
  const status = literal(resource, 'status');
  const created = timeOf(resource, 'create_date');
  for (const attribute of ['id', 'ses_smtp_password_v4']) {
    world.told.add(`${resource.keyPath}.${attribute}`);
  }
  return reportResourceCredential(world, resource, {
    provider: 'aws',
    kind: 'access-key',
    nativeType: 'aws-access-key',
    name: id ? `AWS access key ${id}` : `Access key of ${holder?.name ?? resource.address}`,
    secret: literal(resource, 'secret'),
    attribute: 'secret',
    ...(id ? { publicId: id } : {}),
    ...(status === 'Inactive' ? { status: 'disabled' as const } : {}),
    ...(status === 'Active' ? { status: 'active' as const } : {}),
    ...(created ? { createdAt: { state: 'seen', value: created } as const } : {}),
    identity: {
      kind: 'machine-user',
      nativeType: 'aws-iam-user',
      name: holder?.name ?? 'unknown user',
      key: holder?.key ?? `${world.addressKey(resource.address)}:user`,
    },
  });
};

const aPolicy: ResourceMapper = (resource, world) => [
  reportAwsPolicy(world, {
    key: keyOf(world, resource, literal(resource, 'arn')),
    name: nameOf(resource),
    nativeType: 'aws-customer-policy',
    document: documentOf(resource.attributes['policy'], world),
    attributes: { address: resource.address },
  }),
];

/** A policy by ARN or by the block that declares it. */
function policyKey(value: Json, world: TerraformWorld): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const address = referredAddress(text);
  if (address?.startsWith('aws_iam_policy.')) return world.addressKey(address);
  return isExpression(text) ? null : text;
}

function holders(resource: TerraformResource, world: TerraformWorld): Principal[] {
  const { attributes } = resource;
  const named = (values: Json | undefined, naming: Naming) =>
    oneOrMore(values).map((value) => principalNamed(world, value, naming));
  const groups = [...oneOrMore(attributes['group']), ...oneOrMore(attributes['groups'])];
  return [
    ...named(attributes['user'], user),
    ...named(attributes['users'], user),
    ...named(attributes['role'], role),
    ...named(attributes['roles'], role),
    ...groups
      .map(textOf)
      .map((name): Principal | null =>
        name === null ? null : { type: 'group', key: `aws:iam-group:${name}`, name },
      ),
  ].filter((principal) => principal !== null);
}

const anAttachment: ResourceMapper = (resource, world) =>
  holders(resource, world).flatMap((holder) => {
    const key = policyKey(resource.attributes['policy_arn'] ?? null, world);
    return key === null ? [] : reportAttachments(world, holder, [key]);
  });

const anInlinePolicy: ResourceMapper = (resource, world) =>
  holders(resource, world).flatMap((holder) =>
    reportInlinePolicy(world, holder, {
      name: nameOf(resource),
      document: documentOf(resource.attributes['policy'], world),
    }),
  );

const anOidcProvider: ResourceMapper = (resource, world): Upsert[] => {
  const url = literal(resource, 'url');
  return [
    upsert(world.listing, world.context, {
      noun: 'resource',
      value: {
        key: keyOf(world, resource, literal(resource, 'arn')),
        provider: 'aws',
        nativeType: 'aws-oidc-provider',
        name: url ?? resource.address,
        attributes: {
          address: resource.address,
          audience: textsOf(resource.attributes['client_id_list']),
          ...(url ? { issuer: url.startsWith('https://') ? url : `https://${url}` } : {}),
        },
      },
    }),
  ];
};

/** Identities and access of AWS. */
export const awsMappers: Readonly<Record<string, ResourceMapper>> = {
  aws_iam_user: aUser,
  aws_iam_role: aRole,
  aws_iam_access_key: anAccessKey,
  aws_iam_policy: aPolicy,
  aws_iam_user_policy: anInlinePolicy,
  aws_iam_role_policy: anInlinePolicy,
  aws_iam_group_policy: anInlinePolicy,
  aws_iam_user_policy_attachment: anAttachment,
  aws_iam_role_policy_attachment: anAttachment,
  aws_iam_group_policy_attachment: anAttachment,
  aws_iam_policy_attachment: anAttachment,
  aws_iam_openid_connect_provider: anOidcProvider,
};
