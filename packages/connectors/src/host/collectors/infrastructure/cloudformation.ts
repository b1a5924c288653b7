import type { Principal, Upsert } from '@nonhuman/model';
import { referenceKind } from '@nonhuman/secrets';
import {
  readCloudFormation,
  type Template,
  type TemplateResource,
} from '../../../formats/cloudformation.ts';
import {
  type AwsDeclaration,
  reportAttachments,
  reportAwsPolicy,
  reportAwsRole,
  reportAwsUser,
  reportInlinePolicy,
} from '../../../formats/definitions/aws-iam.ts';
import { type NamedValue, reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { reportCredential, reportReference, upsert } from '../../../formats/definitions/report.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  leavesOf,
  listOf,
  oneOrMore,
  pathText,
  textOf,
  textsOf,
} from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { gapOf, type HostSource, readText } from '../../definitions/host-source.ts';
import { repositoryOf } from '../../git/repository.ts';

const id = 'host.cloudformation';

/** CloudFormation and SAM templates. */
export const cloudformation = defineDefinitionCollector({
  id,
  title: 'CloudFormation and SAM templates',
  group: 'infrastructure-code',
  emits: [
    'identity',
    'credential',
    'resource',
    'entitlement',
    'grant',
    'delegation',
    'exposure',
    'secret-reference',
  ],
  reads: [{ name: '*.yaml' }, { name: '*.yml' }, { name: '*.json' }, { name: '*.template' }],
  cannotTell: [
    'values of parameters, conditions and imports',
    'whether, where and under which account a stack was made of the template',
    'what SAM policy templates give, which the transform expands',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source: HostSource = { listing: id, file, context };
    const text = readText(source);
    if (text === null || !/AWSTemplateFormatVersion|\b(?:AWS|Custom)::\w+::?/.test(text)) return [];
    try {
      const template = readCloudFormation(text);
      return template ? report({ ...source, template, prefix: prefixOf(source) }) : [];
    } catch (error) {
      gapOf(context, error);
      return [];
    }
  },
});

interface Stack extends HostSource {
  readonly template: Template;
  readonly prefix: string;
}

function prefixOf({ file, context }: HostSource): string {
  const repository = repositoryOf(context);
  const where = repository?.name ? `${repository.host}/${repository.name}/${file.name}` : file.path;
  return `cloudformation:${where}`;
}

function report(stack: Stack): Upsert[] {
  const { template } = stack;
  const mapped = template.resources.flatMap((resource) => {
    const reader = Object.hasOwn(readers, resource.type) ? readers[resource.type] : undefined;
    return reader?.(resource, stack) ?? [];
  });
  return [
    ...mapped,
    ...references(stack),
    ...reportHardCoded(stack, {
      text: null,
      values: [...values(stack), ...parameters(stack)],
      setting: 'infrastructure-code',
    }),
  ];
}

type ResourceReader = (resource: TemplateResource, stack: Stack) => Upsert[];

const readers: Readonly<Record<string, ResourceReader>> = {
  'AWS::IAM::AccessKey': readAccessKey,
  'AWS::IAM::ManagedPolicy': readManagedPolicy,
  'AWS::IAM::OIDCProvider': readOidcProvider,
  'AWS::IAM::Policy': readPolicy,
  'AWS::IAM::Role': readRole,
  'AWS::IAM::RolePolicy': readPolicy,
  'AWS::IAM::User': readUser,
  'AWS::IAM::UserPolicy': readPolicy,
  'AWS::Serverless::Function': readFunction,
};

function declaration(
  { logicalId, properties, line }: TemplateResource,
  stack: Stack,
  named: string,
): AwsDeclaration {
  const name = textOf(properties[named]);
  const tags = listOf(properties['Tags']).flatMap((tag): [string, string][] => {
    const [key, value] = [textOf(at(tag, 'Key')), textOf(at(tag, 'Value'))];
    return key === null || value === null ? [] : [[key, value]];
  });
  return {
    key: `${stack.prefix}#${logicalId}`,
    name: name === null || name.includes('${') ? logicalId : name,
    accountId: null,
    line,
    keyPath: `Resources.${logicalId}`,
    description: textOf(properties['Description']),
    ...(tags.length > 0 ? { tags: Object.fromEntries(tags) } : {}),
    attributes: {
      logicalId,
      ...(textOf(properties['PermissionsBoundary'])
        ? { permissionsBoundary: textOf(properties['PermissionsBoundary']) }
        : {}),
    },
  };
}

function readRole(resource: TemplateResource, stack: Stack): Upsert[] {
  const found = declaration(resource, stack, 'RoleName');
  const trust = resource.properties['AssumeRolePolicyDocument'] ?? null;
  const trusting = { ...found, referred: (text: string) => referredIdentity(text, stack) };
  return [...reportAwsRole(stack, trusting, trust), ...carried(resource, stack, found)];
}

function referredIdentity(text: string, stack: Stack): Principal | null {
  const key = referred(text, stack);
  return key === null || !text.includes('.Arn') ? null : { type: 'identity', key, name: text };
}

function readUser(resource: TemplateResource, stack: Stack): Upsert[] {
  const found = declaration(resource, stack, 'UserName');
  return [reportAwsUser(stack, found), ...carried(resource, stack, found)];
}

/** Inline policies and attachments of a user or role. */
function carried(
  { properties }: TemplateResource,
  stack: Stack,
  holder: { readonly key: string; readonly name: string },
): Upsert[] {
  const inline = listOf(properties['Policies']).flatMap((policy, index) => {
    const document = at(policy, 'PolicyDocument');
    if (!isRecord(document)) return [];
    const name = textOf(at(policy, 'PolicyName')) ?? String(index);
    return reportInlinePolicy(stack, holder, { name, document });
  });
  const arns = textsOf(properties['ManagedPolicyArns']).map((arn) => policyKey(arn, stack));
  const self: Principal = { type: 'identity', key: holder.key, name: holder.name };
  return [...inline, ...reportAttachments(stack, self, arns)];
}

/** `${LogicalId}` and `${LogicalId.Arn}` are resources of the template; partitions are AWS's own by default. */
function policyKey(arn: string, stack: Stack): string {
  return referred(arn, stack) ?? arn.replace('${AWS::Partition}', 'aws');
}

function referred(text: string, { prefix, template }: Stack): string | null {
  const name = /^\$\{([A-Za-z0-9]+)(?:\.\w+)?\}$/.exec(text)?.[1];
  const isDeclared = template.resources.some(({ logicalId }) => logicalId === name);
  return name !== undefined && isDeclared ? `${prefix}#${name}` : null;
}

function holdersOf({ properties }: TemplateResource, stack: Stack): Principal[] {
  const named = ['Roles', 'Users', 'RoleName', 'UserName'].flatMap((word) =>
    textsOf(properties[word]),
  );
  const identities = named.map((name): Principal => {
    const key = referred(name, stack) ?? keyOfName(name, stack);
    return { type: 'identity', key, name };
  });
  const groups = textsOf(properties['Groups']).map(
    (name): Principal => ({ type: 'group', key: `aws:iam-group:${name}`, name }),
  );
  return [...identities, ...groups];
}

/** A name that a resource of the template is given, or one from outside. */
function keyOfName(name: string, { prefix, template }: Stack): string {
  const declared = template.resources.find(
    ({ properties }) => properties['RoleName'] === name || properties['UserName'] === name,
  );
  return declared ? `${prefix}#${declared.logicalId}` : `${prefix}#named:${name}`;
}

function readPolicy(resource: TemplateResource, stack: Stack): Upsert[] {
  const document = resource.properties['PolicyDocument'];
  if (!isRecord(document)) return [];
  const name = textOf(resource.properties['PolicyName']) ?? resource.logicalId;
  return holdersOf(resource, stack).flatMap((holder) =>
    reportInlinePolicy(stack, holder, { name, document }),
  );
}

function readManagedPolicy(resource: TemplateResource, stack: Stack): Upsert[] {
  const { key, name, attributes } = declaration(resource, stack, 'ManagedPolicyName');
  const document = resource.properties['PolicyDocument'] ?? null;
  const policy = reportAwsPolicy(stack, {
    key,
    name,
    nativeType: 'aws-customer-policy',
    document,
    ...(attributes ? { attributes } : {}),
  });
  const grants = holdersOf(resource, stack).flatMap((holder) =>
    reportAttachments(stack, holder, [key]),
  );
  return [policy, ...grants];
}

/** The key is made with the stack; its secret is in the stack's outputs or wherever it is put. */
function readAccessKey({ logicalId, properties, line }: TemplateResource, stack: Stack): Upsert[] {
  const user = textOf(properties['UserName']) ?? logicalId;
  const key = referred(user, stack) ?? keyOfName(user, stack);
  return reportCredential(stack.listing, stack, {
    provider: 'aws',
    kind: 'access-key',
    nativeType: 'aws-access-key',
    name: `Access key ${logicalId}`,
    secret: null,
    publicId: `${stack.prefix}#${logicalId}`,
    ...(properties['Status'] === 'Inactive' ? { status: 'disabled' as const } : {}),
    line,
    keyPath: `Resources.${logicalId}`,
    setting: 'infrastructure-code',
    identity: { kind: 'machine-user', nativeType: 'aws-iam-user', name: user, key },
  });
}

function readOidcProvider({ logicalId, properties }: TemplateResource, stack: Stack): Upsert[] {
  const url = textOf(properties['Url']);
  return [
    upsert(stack.listing, stack.context, {
      noun: 'resource',
      value: {
        key: `${stack.prefix}#${logicalId}`,
        provider: 'aws',
        nativeType: 'aws-oidc-provider',
        name: url ?? logicalId,
        attributes: {
          logicalId,
          audience: textsOf(properties['ClientIdList']),
          ...(url ? { issuer: url } : {}),
        },
      },
    }),
  ];
}

/** SAM makes a role for a function that is given policies and no role of its own. */
function readFunction(resource: TemplateResource, stack: Stack): Upsert[] {
  const { logicalId, properties, line } = resource;
  if (properties['Role'] !== undefined) return [];
  const name = `${logicalId}Role`;
  const key = `${stack.prefix}#${name}`;
  const trust: Json = {
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'lambda.amazonaws.com' },
    },
  };
  const self: Principal = { type: 'identity', key, name };
  const role = {
    key,
    name,
    accountId: null,
    line,
    keyPath: `Resources.${logicalId}`,
    attributes: { logicalId, implicit: true },
  };
  const given = oneOrMore(properties['Policies']).flatMap((policy, index) => {
    const arn = textOf(policy);
    if (arn !== null) return reportAttachments(stack, self, [managedArn(arn, stack)]);
    const document = at(policy, 'Statement') === undefined ? null : policy;
    return document === null
      ? []
      : reportInlinePolicy(stack, self, { name: `policy${index}`, document });
  });
  return [...reportAwsRole(stack, role, trust), ...given];
}

/** SAM takes the bare name of one of AWS's own policies too. */
function managedArn(text: string, stack: Stack): string {
  return /^[\w-]+$/.test(text) ? `arn:aws:iam::aws:policy/${text}` : policyKey(text, stack);
}

/** Secrets that the stack fetches while it is made: `{{resolve:secretsmanager:…}}`. */
function references(stack: Stack): Upsert[] {
  const { template } = stack;
  return leavesOf(template.value).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !value.includes('{{resolve:')) return [];
    const found = value.match(/\{\{resolve:(?:secretsmanager|ssm-secure):[^}]{1,500}\}\}/g) ?? [];
    return found.flatMap((text) => {
      const reference = referenceKind(text);
      if (!reference) return [];
      return [
        reportReference(stack.listing, stack, {
          provider: 'aws',
          store: reference.kind,
          name: reference.name,
          line: template.lineOf(path),
          keyPath: pathText(path),
        }),
      ];
    });
  });
}

function values({ template }: Stack): NamedValue[] {
  const resources = template.value['Resources'];
  return leavesOf(resources).flatMap(({ path, value }) => {
    const name = path.findLast((step) => typeof step === 'string');
    if (typeof value !== 'string' || name === undefined || value.includes('${')) return [];
    const whole = ['Resources', ...path];
    return [{ name, value, keyPath: pathText(whole), line: () => template.lineOf(whole) }];
  });
}

/** `NoEcho` says that a parameter is a secret; its default then stands in the open. */
function parameters({ template }: Stack): NamedValue[] {
  return entriesOf(template.value['Parameters']).flatMap(([name, parameter]) => {
    const value = at(parameter, 'Default');
    if (typeof value !== 'string') return [];
    const path = ['Parameters', name, 'Default'];
    const isDeclaredSecret = textOf(at(parameter, 'NoEcho')) === 'true';
    return [
      { name, value, keyPath: pathText(path), line: () => template.lineOf(path), isDeclaredSecret },
    ];
  });
}
