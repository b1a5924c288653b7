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

/** What the resources say: their identities, access and credentials, and any other secret they hold. */
export function reportResources(
  world: TerraformWorld,
  sensitive: (resource: TerraformResource, path: readonly (string | number)[]) => boolean,
): Upsert[] {
  const known = world.resources.flatMap((one) => mapperOf(one.type)?.(one, world) ?? []);
  const values = world.resources.flatMap((resource) => valuesOf(resource, world.told, sensitive));
  const rest = reportHardCoded(world, { text: null, values, setting: world.setting });
  return [...known, ...rest];
}

/** Attributes that repeat what was put in, encode it, or are digests of it. */
const derived =
  /^encrypted_|(?:_sha(?:1|256|512)|_hash|_md5|_base64|thumbprint|fingerprint|etag)\w*$/;

function valuesOf(
  resource: TerraformResource,
  told: ReadonlySet<string>,
  sensitive: (resource: TerraformResource, path: readonly (string | number)[]) => boolean,
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
        line: () => resource.line,
        ...(sensitive(resource, path) ? { isDeclaredSecret: true } : {}),
      },
    ];
  });
}
