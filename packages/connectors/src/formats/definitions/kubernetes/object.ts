import type { Upsert } from '@nonhuman/model';
import { at, isRecord, type Json, type JsonRecord, listOf, textOf } from '../../json-value.ts';
import { reportReference } from '../report.ts';
import { type NamedIdentity, reportMention, type Source } from '../source.ts';

/** One Kubernetes object of a file. */
export interface KubernetesObject {
  readonly kind: string;
  readonly apiGroup: string;
  /** `default` where the object names none: that is where it goes unless the tool that applies it says otherwise. */
  readonly namespace: string;
  readonly name: string;
  readonly root: JsonRecord;
}

/** Where objects are declared, and how their rows are named. */
export interface KubernetesWorld extends Source {
  readonly setting: 'state-file' | 'infrastructure-code';
  /** Begins every key: the repository or folder, as no manifest tells its cluster. */
  readonly prefix: string;
  /** 1-based line of a path in the object; null where lines mean nothing. */
  readonly lineOf: (path: readonly (string | number)[]) => number | null;
  /** Path of the object in its file. */
  readonly keyPath: string;
}

/** What a kind of object says, as rows. */
export type ObjectReader = (object: KubernetesObject, world: KubernetesWorld) => Upsert[];

/** The object that a document holds; null when it is none. */
export function objectOf(value: Json): KubernetesObject | null {
  const kind = textOf(at(value, 'kind'));
  const apiVersion = textOf(at(value, 'apiVersion'));
  if (kind === null || apiVersion === null || !isRecord(value)) return null;
  const metadata = at(value, 'metadata');
  return {
    kind,
    apiGroup: apiVersion.includes('/') ? (apiVersion.split('/', 1)[0] ?? '') : '',
    namespace: textOf(at(metadata, 'namespace')) ?? 'default',
    name: textOf(at(metadata, 'name')) ?? textOf(at(metadata, 'generateName')) ?? 'unnamed',
    root: value,
  };
}

/** The objects of a document: `List`s hold several. */
export function objectsIn(value: Json): { object: KubernetesObject; path: (string | number)[] }[] {
  const object = objectOf(value);
  if (!object) return [];
  if (!object.kind.endsWith('List') || !Array.isArray(object.root['items'])) {
    return [{ object, path: [] }];
  }
  return listOf(object.root['items']).flatMap((item, index) => {
    const inner = objectOf(item);
    return inner ? [{ object: inner, path: ['items', index] }] : [];
  });
}

/** Key of an object by kind and name; the namespace is null for what the whole cluster shares. */
export function objectKey(
  { prefix }: KubernetesWorld,
  kind: string,
  { namespace, name }: { namespace: string | null; name: string },
): string {
  return `${prefix}:${kind}:${namespace === null ? '' : `${namespace}/`}${name}`.slice(0, 1024);
}

/** A service account as an identity. */
export function serviceAccount(
  world: KubernetesWorld,
  { namespace, name }: { namespace: string; name: string },
): NamedIdentity {
  return {
    key: objectKey(world, 'service-account', { namespace, name }),
    provider: 'kubernetes',
    kind: 'service-account',
    nativeType: 'kubernetes-service-account',
    name: `${namespace}/${name}`,
    attributes: { namespace, defaultServiceAccount: name === 'default' },
  };
}

/** A service account that is only named: it may be declared elsewhere. */
export function mentionServiceAccount(
  world: KubernetesWorld,
  named: { namespace: string; name: string },
): Upsert {
  return reportMention(world, serviceAccount(world, named));
}

/** Line and path inside the file, as rows want them. */
export function placeAt(world: KubernetesWorld, path: readonly (string | number)[]) {
  const line = world.lineOf(path);
  const inner = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const keyPath = `${world.keyPath}${inner}`.replace(/^\./, '');
  return { ...(line === null ? {} : { line }), ...(keyPath === '' ? {} : { keyPath }) };
}

/** A secret that an object reads from somewhere. */
export function reportSecretUse(
  world: KubernetesWorld,
  use: {
    readonly store: string;
    readonly name: string;
    readonly path: readonly (string | number)[];
    readonly identityKey?: string | null;
  },
): Upsert {
  return reportReference(world.listing, world, {
    provider: 'kubernetes',
    store: use.store,
    name: use.name,
    identityKey: use.identityKey ?? null,
    ...placeAt(world, use.path),
  });
}
