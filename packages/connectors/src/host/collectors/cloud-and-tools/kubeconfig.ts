import { X509Certificate } from 'node:crypto';
import { type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';
import { at, type Json, listOf, textOf } from '../../../formats/json-value.ts';
import { type ToolItem, type ToolSecret, toolFile } from './tool-file.ts';

/** Users of a kubeconfig: client certificates, tokens, passwords, and programs that log in. */
export const kubeconfig = toolFile({
  id: 'host.kubeconfig',
  title: 'Kubernetes client configurations',
  format: 'yaml',
  reads: [
    { home: '.kube/config' },
    { home: '.kube/*.yaml' },
    { home: '.kube/configs/*' },
    { name: 'kubeconfig' },
    { name: '*.kubeconfig' },
    { name: 'kubeconfig.y*ml' },
  ],
  cannotTell: ['what the user may do in the cluster, unless its certificate names system:masters'],
  *items({ value }) {
    if (textOf(at(value, 'kind')) !== 'Config' && listOf(at(value, 'users')).length === 0) return;
    for (const [index, entry] of listOf(at(value, 'users')).entries()) {
      const name = textOf(at(entry, 'name')) ?? `user ${index + 1}`;
      yield* userItems({
        name,
        user: at(entry, 'user') ?? null,
        path: ['users', String(index), 'user'],
        server: serverOf(value, name),
      });
    }
  },
});

function serverOf(config: Json, user: string): string {
  const context = listOf(at(config, 'contexts')).find(
    (entry) => textOf(at(entry, 'context', 'user')) === user,
  );
  const cluster = textOf(at(context, 'context', 'cluster'));
  const found = listOf(at(config, 'clusters')).find(
    (entry) => textOf(at(entry, 'name')) === cluster,
  );
  return textOf(at(found, 'cluster', 'server')) ?? cluster ?? 'an unknown cluster';
}

function* userItems({
  name,
  user,
  path,
  server,
}: {
  name: string;
  user: Json;
  path: readonly string[];
  server: string;
}): Iterable<ToolItem> {
  const identity = {
    kind: 'service-account',
    nativeType: 'kubernetes-user',
    key: `kubernetes:${server}:user:${name}`,
    name: `${name} at ${server}`,
  } as const;
  const common = { provider: 'kubernetes', identity } as const;
  const certificate = certificateOf(textOf(at(user, 'client-certificate-data')));
  if (textOf(at(user, 'client-key-data')) !== null) {
    yield {
      ...common,
      path: [...path, 'client-key-data'],
      name: `client key of ${certificate?.name ?? name}`,
      kind: 'private-key',
      nativeType: 'kubernetes-client-key',
      expiresAt: certificate?.expiresAt ?? unknown('its certificate could not be read'),
      ...(certificate === null
        ? {}
        : {
            publicId: certificate.fingerprint,
            attributes: {
              encrypted: false,
              subject: certificate.subject,
              groups: certificate.groups,
            },
          }),
      identity: certificate?.groups.includes('system:masters')
        ? { ...identity, attributes: { clusterAdmin: true } }
        : identity,
    };
  }
  for (const field of ['client-key', 'client-certificate', 'tokenFile']) {
    const file = textOf(at(user, field));
    if (file !== null)
      yield { path: [...path, field], store: 'file', name: file, provider: 'kubernetes' };
  }
  yield {
    ...common,
    path: [...path, 'token'],
    name: `token of ${name}`,
    kind: 'token',
    nativeType: 'kubernetes-token',
  };
  yield {
    ...common,
    path: [...path, 'password'],
    name: `password of ${textOf(at(user, 'username')) ?? name}`,
    kind: 'password',
    nativeType: 'kubernetes-basic-auth',
    attributes: { legacy: true },
  };
  const command = textOf(at(user, 'exec', 'command'));
  if (command !== null)
    yield {
      path: [...path, 'exec', 'command'],
      store: 'command',
      name: command,
      provider: 'kubernetes',
    };
  yield* providerItems(path, name, common);
}

function* providerItems(
  path: readonly string[],
  name: string,
  common: Pick<ToolSecret, 'provider' | 'identity'>,
): Iterable<ToolItem> {
  for (const field of ['access-token', 'id-token', 'refresh-token', 'client-secret']) {
    yield {
      ...common,
      path: [...path, 'auth-provider', 'config', field],
      name: `${field} of ${name}`,
      kind: 'session',
      nativeType: `kubernetes-${field}`,
      attributes: { legacy: true },
    };
  }
}

function certificateOf(data: string | null): {
  name: string;
  subject: string;
  groups: string[];
  fingerprint: string;
  expiresAt: Observed<Timestamp>;
} | null {
  if (data === null) return null;
  try {
    const certificate = new X509Certificate(Buffer.from(data, 'base64'));
    const subject = certificate.subject.split('\n');
    const values = (field: string) =>
      subject
        .filter((line) => line.startsWith(`${field}=`))
        .map((line) => line.slice(field.length + 1));
    const until = timestampOf(certificate.validTo);
    return {
      name: values('CN')[0] ?? 'an unnamed user',
      subject: subject.join(', '),
      groups: values('O'),
      fingerprint: certificate.fingerprint256,
      expiresAt: until === null ? unknown('its certificate does not say') : seen(until),
    };
  } catch {
    // Not a certificate: the key is still reported, with its expiry unknown.
    return null;
  }
}
