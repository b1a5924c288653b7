import type { Upsert } from '@nonhuman/model';
import { leavesOf, pathText } from '../../json-value.ts';
import { type NamedValue, reportHardCoded } from '../hard-coded.ts';
import { awsMappers } from './aws.ts';
import { azureMappers } from './azure.ts';
import { credentialMappers } from './credential-resources.ts';
import { googleIam, googleMappers } from './google.ts';
import { kubernetesResource } from './kubernetes.ts';
import {
  isExpression,
  lineOfValue,
  type ResourceMapper,
  type TerraformResource,
  type TerraformWorld,
} from './resource.ts';

const mappers: Readonly<Record<string, ResourceMapper>> = {
  ...awsMappers,
  ...azureMappers,
  ...credentialMappers,
  ...googleMappers,
};

function mapperOf(type: string): ResourceMapper | null {
  if (Object.hasOwn(mappers, type)) return mappers[type] ?? null;
  if (type.startsWith('kubernetes_')) return kubernetesResource;
  return /^google_\w+_iam_(?:member|binding)$/.test(type) ? googleIam : null;
}

type Sensitive = (resource: TerraformResource, path: readonly (string | number)[]) => boolean;

/** What the resources say: their identities, access and credentials, and any other secret they hold. */
export function reportResources(world: TerraformWorld, sensitive: Sensitive): Upsert[] {
  const known = world.resources.flatMap((one) => knownRows(world, one));
  return [...known, ...otherSecrets(world, world.resources, sensitive)];
}

/** The same of one resource, of whose like `world.resources` need hold only what others name. */
export function reportResource(
  world: TerraformWorld,
  resource: TerraformResource,
  sensitive: Sensitive,
): Upsert[] {
  return [...knownRows(world, resource), ...otherSecrets(world, [resource], sensitive)];
}

function knownRows(world: TerraformWorld, resource: TerraformResource): Upsert[] {
  return mapperOf(resource.type)?.(resource, world) ?? [];
}

function otherSecrets(
  world: TerraformWorld,
  resources: readonly TerraformResource[],
  sensitive: Sensitive,
): Upsert[] {
  const values = resources.flatMap((resource) => valuesOf(resource, world.told, sensitive));
  return reportHardCoded(world, { text: null, values, setting: world.setting });
}

/** Attributes that hold a secret by what their resource is, although their name does not say it. */
const secretAttributes: Readonly<Record<string, string>> = {
  aws_secretsmanager_secret_version: 'secret_string',
  azurerm_key_vault_secret: 'value',
  doppler_secret: 'value',
  github_actions_organization_secret: 'plaintext_value',
  github_actions_secret: 'plaintext_value',
  google_secret_manager_secret_version: 'secret_data',
  hcp_vault_secrets_secret: 'secret_value',
  vault_generic_secret: 'data_json',
  vault_kv_secret: 'data_json',
  vault_kv_secret_v2: 'data_json',
};

function isSecretByType({ type, attributes }: TerraformResource, name: string | number): boolean {
  const own = type.replace(/^data\./, '');
  if (own === 'aws_ssm_parameter') return name === 'value' && attributes['type'] === 'SecureString';
  return Object.hasOwn(secretAttributes, own) && secretAttributes[own] === name;
}

/** Attributes that repeat what was put in, encode it, or are digests of it. */
const derived =
  /^encrypted_|(?:_sha(?:1|256|512)|_hash|_md5|_base64|thumbprint|fingerprint|etag)\w*$/;

function valuesOf(
  resource: TerraformResource,
  told: ReadonlySet<string>,
  sensitive: Sensitive,
): NamedValue[] {
  const isTold = (path: readonly (string | number)[]) =>
    path.some((_, index) => told.has(`${resource.keyPath}.${pathText(path.slice(0, index + 1))}`));
  return leavesOf(resource.attributes).flatMap(({ path, value }) => {
    const name = path.findLast((step) => typeof step === 'string');
    if (typeof value !== 'string' || name === undefined || derived.test(name)) return [];
    if (isExpression(value) || isTold(path)) return [];
    const inner = pathText(path);
    return [
      {
        name,
        value,
        keyPath: `${resource.keyPath}.${inner}`,
        line: () => lineOfValue(resource, path),
        ...(sensitive(resource, path) || (path.length === 1 && isSecretByType(resource, name))
          ? { isDeclaredSecret: true }
          : {}),
      },
    ];
  });
}
