import { Buffer } from 'node:buffer';
import type { CredentialKind, Upsert } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { identifyToken } from '@nonhuman/secrets';
import { at, entriesOf, type Json, listOf, textOf } from '../../json-value.ts';
import { type NamedValue, reportHardCoded } from '../hard-coded.ts';
import { reportCredential } from '../report.ts';
import {
  type KubernetesObject,
  type KubernetesWorld,
  type ObjectReader,
  placeAt,
  reportSecretUse,
  serviceAccount,
} from './object.ts';

/** Keys of a secret that hold no secret: where, who and what is public. */
const harmlessKey =
  /(?:^|[._-])(?:user(?:name)?|login|host(?:name)?|port|ur[il]|endpoint|email|region|bucket|database|db|dbname|name|namespace|id|type|ca|crt|cert)$|^ca\.crt$|^tls\.crt$|\.crt$|\.pub$/i;

/** A `Secret` written down: `data` is only encoded. Encrypted values become references. */
export const readSecret: ObjectReader = (object, world) => {
  const { root } = object;
  if (at(root, 'sops') !== undefined) return [sopsReference(object, world)];
  const values = [...valuesOf(object, world, 'data'), ...valuesOf(object, world, 'stringData')];
  const type = textOf(at(root, 'type')) ?? 'Opaque';
  const told = new Set<string>();
  const known = values.flatMap((value) => {
    const rows = bySecretType(type, value, { object, world });
    if (rows.length > 0) told.add(value.value);
    return rows;
  });
  const rest = values
    .filter(({ value }) => !told.has(value))
    .map((value) => ({ ...value, isDeclaredSecret: !harmlessKey.test(value.name) }));
  return [
    ...known,
    ...reportHardCoded(world, { text: null, values: rest, setting: world.setting }),
  ];
};

function sopsReference({ namespace, name }: KubernetesObject, world: KubernetesWorld): Upsert {
  return reportSecretUse(world, { store: 'sops', name: `${namespace}/${name}`, path: ['sops'] });
}

function valuesOf(
  { root }: KubernetesObject,
  world: KubernetesWorld,
  field: 'data' | 'stringData',
): NamedValue[] {
  return entriesOf(at(root, field)).flatMap(([name, value]) => {
    const text = textOf(value);
    const plain = text === null || field === 'stringData' ? text : decoded(text);
    if (plain === null) return [];
    const line = () => world.lineOf([field, name]);
    return [{ name, value: plain, keyPath: placeAt(world, [field, name]).keyPath ?? name, line }];
  });
}

/** Null when it is not base64 of text: templates, placeholders, binary files. */
function decoded(text: string): string | null {
  const compact = text.replace(/\s+/g, '');
  if (compact === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null;
  const plain = Buffer.from(compact, 'base64').toString('utf8');
  return plain.includes('\uFFFD') || plain.includes('\0') ? null : plain;
}

interface Around {
  readonly object: KubernetesObject;
  readonly world: KubernetesWorld;
}

function bySecretType(type: string, value: NamedValue, around: Around): Upsert[] {
  if (type === 'kubernetes.io/service-account-token' && value.name === 'token') {
    return [...accountToken(value, around)];
  }
  if (value.name === '.dockerconfigjson' || value.name === '.dockercfg') {
    return registryLogins(value, around);
  }
  return [];
}

/** A token of the old kind: it has no end and stays valid until its secret is deleted. */
function accountToken({ value, keyPath, line }: NamedValue, { object, world }: Around): Upsert[] {
  const { root, namespace } = object;
  const name = textOf(at(root, 'metadata', 'annotations', 'kubernetes.io/service-account.name'));
  const account = name === null ? null : serviceAccount(world, { namespace, name });
  const at1 = line();
  return reportCredential(world.listing, world, {
    provider: 'kubernetes',
    kind: 'jwt',
    nativeType: 'kubernetes-service-account-token',
    name: `Token of ${account?.name ?? `${namespace}/${object.name}`}`,
    secret: new SecretValue(value),
    ...(at1 === null ? {} : { line: at1 }),
    keyPath,
    setting: world.setting,
    expiresAt: { state: 'never' },
    attributes: { legacy: true },
    ...(account
      ? {
          identity: {
            kind: account.kind,
            nativeType: account.nativeType,
            name: account.name,
            key: account.key,
          },
        }
      : {}),
  });
}

/** Logins of image registries: `auths.<host>` with `auth` (base64 of `user:password`) or `password`. */
function registryLogins(found: NamedValue, { world }: Around): Upsert[] {
  const config = parsed(found.value);
  const auths = at(config, 'auths') ?? config;
  return entriesOf(auths).flatMap(([host, login]) => {
    const pair = decoded(textOf(at(login, 'auth')) ?? '')?.split(/:(.*)/s);
    const password =
      textOf(at(login, 'password')) ?? textOf(at(login, 'identitytoken')) ?? pair?.[1] ?? null;
    if (password === null || password === '') return [];
    const user = textOf(at(login, 'username')) ?? pair?.[0] ?? null;
    const token = identifyToken(password);
    const kind: CredentialKind = token ? 'token' : 'password';
    const line = found.line();
    return reportCredential(world.listing, world, {
      provider: token?.provider ?? 'container-registry',
      kind,
      nativeType: token?.detectorId ?? 'registry-login',
      name: user ? `${user} at ${host}` : `Login at ${host}`,
      secret: new SecretValue(password),
      ...(line === null ? {} : { line }),
      keyPath: `${found.keyPath}.${host}`,
      setting: world.setting,
      title: `Login of the registry ${host}`,
      attributes: { host, ...(user ? { user } : {}) },
    });
  });
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** A `SealedSecret`: encrypted for one cluster, so a reference and no exposure. */
export const readSealedSecret: ObjectReader = ({ root, namespace, name }, world) =>
  entriesOf(at(root, 'spec', 'encryptedData')).map(([key]) =>
    reportSecretUse(world, {
      store: 'sealed-secret',
      name: `${namespace}/${name}#${key}`,
      path: ['spec', 'encryptedData', key],
    }),
  );

/** An `ExternalSecret`: the keys that it fetches from its store. */
export const readExternalSecret: ObjectReader = ({ root }, world) => {
  const spec = at(root, 'spec');
  const store = textOf(at(spec, 'secretStoreRef', 'name')) ?? 'store';
  const single = listOf(at(spec, 'data')).map((entry, index) => ({
    key: textOf(at(entry, 'remoteRef', 'key')),
    property: textOf(at(entry, 'remoteRef', 'property')),
    path: ['spec', 'data', index],
  }));
  const whole = listOf(at(spec, 'dataFrom')).map((entry, index) => ({
    key: textOf(at(entry, 'extract', 'key')) ?? textOf(at(entry, 'key')),
    property: null,
    path: ['spec', 'dataFrom', index],
  }));
  return [...single, ...whole].flatMap(({ key, property, path }) => {
    if (key === null) return [];
    const name = `${store}/${key}${property ? `#${property}` : ''}`;
    return [reportSecretUse(world, { store: 'external-secret', name, path })];
  });
};

/** A `ConfigMap` should hold no secret; what looks like one is told. */
export const readConfigMap: ObjectReader = (object, world) =>
  reportHardCoded(world, {
    text: null,
    values: entriesOf(at(object.root, 'data')).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [
            {
              name,
              value,
              keyPath: placeAt(world, ['data', name]).keyPath ?? name,
              line: () => world.lineOf(['data', name]),
            },
          ]
        : [],
    ),
    setting: world.setting,
  });
