import { at, type Json, listOf, textOf } from '../../json-value.ts';
import { type NamedValue, reportHardCoded } from '../hard-coded.ts';
import { placeOf, upsert } from '../report.ts';
import { principalOf } from '../source.ts';
import {
  type KubernetesObject,
  type KubernetesWorld,
  mentionServiceAccount,
  type ObjectReader,
  objectKey,
  placeAt,
  reportSecretUse,
  serviceAccount,
} from './object.ts';

type Path = readonly (string | number)[];

/** Where a kind keeps its pod; other kinds are no workloads. */
const podPaths: Readonly<Record<string, Path>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Rollout: ['spec', 'template', 'spec'],
  Service: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
};

/** Whether the object runs pods. A `Service` does only in Knative. */
export function isWorkload({ kind, apiGroup, root }: KubernetesObject): boolean {
  const path = Object.hasOwn(podPaths, kind) ? podPaths[kind] : undefined;
  if (path === undefined || (kind === 'Service' && apiGroup !== 'serving.knative.dev'))
    return false;
  return at(root, ...path) !== undefined;
}

/** A workload: an instance of its service account, with the secrets that it reads. */
export const readWorkload: ObjectReader = (object, world) => {
  const path = podPaths[object.kind] ?? [];
  const pod = at(object.root, ...path);
  const { namespace, name, kind } = object;
  const account =
    textOf(at(pod, 'serviceAccountName')) ?? textOf(at(pod, 'serviceAccount')) ?? 'default';
  const named = { namespace, name: account };
  const identity = serviceAccount(world, named);
  const automount = at(pod, 'automountServiceAccountToken');
  const containers = containersOf(pod, path);
  return [
    mentionServiceAccount(world, named),
    upsert(world.listing, world.context, {
      noun: 'instance',
      value: {
        key: objectKey(world, kind.toLowerCase(), { namespace, name }),
        provider: 'kubernetes',
        identityKey: identity.key,
        nativeType: `kubernetes-${kind.toLowerCase()}`,
        name: `${namespace}/${name}`,
        status: 'unknown',
        place: placeOf(world.file, world.context, placeAt(world, [])),
        attributes: {
          images: images(containers.map(({ container }) => container)),
          ...(typeof automount === 'boolean' ? { automountToken: automount } : {}),
        },
      },
    }),
    ...secretUses(pod, { path, containers, namespace }).map((use) =>
      reportSecretUse(world, { ...use, store: 'kubernetes-secret', identityKey: identity.key }),
    ),
    ...reportHardCoded(world, {
      text: null,
      values: containers.flatMap((one) => literals(one, world)),
      setting: world.setting,
      holder: principalOf(identity),
    }),
  ];
};

interface Container {
  readonly container: Json;
  readonly path: Path;
}

function containersOf(pod: Json | undefined, path: Path): Container[] {
  return ['initContainers', 'containers'].flatMap((field) =>
    listOf(at(pod, field)).map((container, index) => ({
      container,
      path: [...path, field, index],
    })),
  );
}

function images(containers: readonly Json[]): string[] {
  const names = containers.map((container) => textOf(at(container, 'image')));
  return [...new Set(names.filter((name) => name !== null))].sort();
}

interface Use {
  readonly name: string;
  readonly path: Path;
}

function secretUses(
  pod: Json | undefined,
  {
    path,
    containers,
    namespace,
  }: { path: Path; containers: readonly Container[]; namespace: string },
): Use[] {
  const use = (secret: Json | undefined, at1: Path, key?: Json): Use[] => {
    const name = textOf(secret);
    if (name === null) return [];
    const part = textOf(key);
    return [{ name: `${namespace}/${name}${part === null ? '' : `#${part}`}`, path: at1 }];
  };
  const environment = containers.flatMap(({ container, path: here }) => [
    ...listOf(at(container, 'env')).flatMap((variable, index) => {
      const ref = at(variable, 'valueFrom', 'secretKeyRef');
      return use(at(ref, 'name'), [...here, 'env', index], at(ref, 'key'));
    }),
    ...listOf(at(container, 'envFrom')).flatMap((source, index) =>
      use(at(source, 'secretRef', 'name'), [...here, 'envFrom', index]),
    ),
  ]);
  const volumes = listOf(at(pod, 'volumes')).flatMap((volume, index) => {
    const here = [...path, 'volumes', index];
    return [
      ...use(at(volume, 'secret', 'secretName'), here),
      ...listOf(at(volume, 'projected', 'sources')).flatMap((source) =>
        use(at(source, 'secret', 'name'), here),
      ),
    ];
  });
  const pulls = listOf(at(pod, 'imagePullSecrets')).flatMap((secret, index) =>
    use(at(secret, 'name'), [...path, 'imagePullSecrets', index]),
  );
  return [...environment, ...volumes, ...pulls];
}

/** Values written straight into the definition; arguments are searched for tokens by format. */
function literals({ container, path }: Container, world: KubernetesWorld): NamedValue[] {
  const variables = listOf(at(container, 'env')).flatMap((variable, index) => {
    const name = textOf(at(variable, 'name'));
    const value = at(variable, 'value');
    if (name === null || typeof value !== 'string') return [];
    return [valueAt(world, name, { value, path: [...path, 'env', index, 'value'] })];
  });
  const words = ['command', 'args'].flatMap((field) =>
    listOf(at(container, field)).flatMap((value, index) =>
      typeof value === 'string'
        ? [valueAt(world, field, { value, path: [...path, field, index] })]
        : [],
    ),
  );
  return [...variables, ...words];
}

function valueAt(
  world: KubernetesWorld,
  name: string,
  { value, path }: { value: string; path: Path },
): NamedValue {
  return {
    name,
    value,
    keyPath: placeAt(world, path).keyPath ?? name,
    line: () => world.lineOf(path),
  };
}
