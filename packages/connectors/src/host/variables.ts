import type { FileContext, HostFile } from '@nonhuman/connector-kit';
import {
  type CredentialKind,
  credentialKinds,
  type Environment,
  type Exposure,
  type Upsert,
} from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import {
  awsAccountIdOf,
  connectionStringParts,
  identifyToken,
  isPlaceholder,
  looksSecret,
  referenceKind,
} from '@nonhuman/secrets';
import {
  type FoundCredential,
  reportCredential,
  reportReference,
  upsert,
} from '../formats/definitions/report.ts';

/** One `NAME=value` that some program is given. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly line?: number;
  readonly keyPath?: string;
}

/** Where variables stand and who reads them. */
export interface VariableSource {
  readonly file: HostFile;
  readonly context: FileContext;
  readonly setting: Exposure['setting'];
  readonly environment?: Environment;
  /** The key of the identity that is given them; it then holds their credentials. */
  readonly consumerKey?: string;
}

/** The credentials and references among variables; the halves of an AWS key pair are one credential. */
export function* reportVariables(
  listing: string,
  variables: readonly Variable[],
  source: VariableSource,
): Iterable<Upsert> {
  const pairs = awsPairs(variables);
  for (const variable of variables) {
    const pair = pairs.get(variable);
    if (pair === 'joined') continue;
    const found = pair ?? credentialIn(variable);
    if (found !== null)
      yield* withHolder(listing, source, { ...found, ...placed(variable, source) });
    else yield* reference(listing, source, variable);
  }
}

function placed({ line, keyPath }: Variable, { setting, environment }: VariableSource) {
  return {
    setting,
    ...(line === undefined ? {} : { line }),
    ...(keyPath === undefined ? {} : { keyPath }),
    ...(environment === undefined ? {} : { environment }),
  };
}

function* withHolder(
  listing: string,
  source: VariableSource,
  found: FoundCredential,
): Iterable<Upsert> {
  for (const observation of reportCredential(listing, source, found)) {
    yield observation;
    if (observation.noun !== 'credential' || source.consumerKey === undefined) continue;
    yield upsert(listing, source.context, {
      noun: 'delegation',
      value: {
        key: `${source.consumerKey}->${observation.value.key}`,
        provider: 'host',
        kind: 'holds-credential',
        from: { type: 'identity', key: source.consumerKey, name: source.consumerKey },
        to: { type: 'credential', key: observation.value.key },
        conditional: false,
      },
    });
  }
}

function* reference(listing: string, source: VariableSource, variable: Variable): Iterable<Upsert> {
  const kind = referenceKind(variable.value);
  if (kind === null || (kind.kind === 'environment-variable' && !looksNamed(variable.name))) return;
  if (kind.kind === 'command' || kind.kind === 'template') if (!looksNamed(variable.name)) return;
  yield reportReference(listing, source, {
    provider: 'host',
    store: kind.kind,
    name: kind.name,
    identityKey: source.consumerKey ?? null,
    ...(variable.line === undefined ? {} : { line: variable.line }),
    ...(variable.keyPath === undefined ? {} : { keyPath: variable.keyPath }),
    attributes: { variable: variable.name },
  });
}

/** Whether a secret would be expected under that name. */
function looksNamed(name: string): boolean {
  return looksSecret(name, 'q7Rt2vKx9LmP4wZd8sNf').secret;
}

type Found = Omit<FoundCredential, 'setting'>;

/** The credential that a value is, by itself or by its name; null when it is none. */
export function credentialIn({ name, value }: Pick<Variable, 'name' | 'value'>): Found | null {
  const text = value.trim();
  if (text === '' || isPlaceholder(text) || referenceKind(text) !== null) return null;
  const login = loginIn(text);
  if (login !== null) return login;
  const token = identifyToken(text);
  if (token !== null && token.checksum !== 'invalid') {
    return {
      provider: token.provider,
      kind: kindOf(token.credentialKind),
      nativeType: token.detectorId,
      name,
      secret: new SecretValue(text),
      title: token.title,
    };
  }
  if (!looksSecret(name, text).secret) return null;
  return {
    provider: 'generic',
    kind: /pass|pwd/i.test(name) ? 'password' : 'api-key',
    nativeType: 'generic-secret',
    name,
    secret: new SecretValue(text),
    title: `Secret in ${name}`,
  };
}

/** Our word for a detector's kind of credential. */
export function kindOf(kind: string): CredentialKind {
  return credentialKinds.find((known) => known === kind) ?? 'token';
}

const databases: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  mongodb: 'mongodb',
  'mongodb+srv': 'mongodb',
  redis: 'redis',
  rediss: 'redis',
  amqp: 'rabbitmq',
  amqps: 'rabbitmq',
  sqlserver: 'sqlserver',
  mssql: 'sqlserver',
  clickhouse: 'clickhouse',
  cockroachdb: 'postgresql',
};

/** A URL that carries a login. */
function loginIn(text: string): Found | null {
  if (/\s/.test(text)) return null;
  const parts = connectionStringParts(text);
  if (
    parts?.password == null ||
    isPlaceholder(parts.password) ||
    referenceKind(parts.password) !== null
  )
    return null;
  const provider =
    databases[parts.scheme] ?? (/^https?$/.test(parts.scheme) ? 'web' : parts.scheme);
  const token = identifyToken(parts.password);
  if (token !== null && token.checksum !== 'invalid') {
    return {
      provider: token.provider,
      kind: kindOf(token.credentialKind),
      nativeType: token.detectorId,
      name: `${parts.username || 'token'} at ${parts.host}`,
      secret: new SecretValue(parts.password),
      title: token.title,
    };
  }
  const who = `${parts.username || 'default'}@${parts.host}`;
  return {
    provider,
    kind: 'connection-string',
    nativeType: `${provider}-login`,
    name: parts.database === null ? who : `${who}/${parts.database}`,
    secret: new SecretValue(parts.password),
    publicId: `${parts.scheme}://${who}`,
    identity: {
      kind: databases[parts.scheme] === undefined ? 'service-account' : 'database-login',
      nativeType: `${provider}-login`,
      key: `${provider}:login:${who}`,
      name: who,
    },
    title: `Login of ${parts.username || 'the default user'} at ${parts.host}`,
  };
}

const keyIdShape = /^A(?:KIA|SIA)[A-Z2-7]{16}$/;

/** AWS key ids with the secret key beside them: one credential, reported at the secret. */
function awsPairs(variables: readonly Variable[]): Map<Variable, Found | 'joined'> {
  const pairs = new Map<Variable, Found | 'joined'>();
  const ids = variables.filter(
    ({ value }) => keyIdShape.test(value.trim()) && !isPlaceholder(value.trim()),
  );
  for (const id of ids) {
    const prefix = id.name.replace(/_?ACCESS_?KEY(?:_?ID)?$/i, '');
    const secret = variables.find(
      ({ name, value }) =>
        /secret_?(?:access_?)?key$/i.test(name) &&
        name.toUpperCase().startsWith(prefix.toUpperCase()) &&
        /^[A-Za-z0-9/+=]{40}$/.test(value.trim()),
    );
    if (secret === undefined) {
      pairs.set(id, awsKey(id, null));
      continue;
    }
    pairs.set(id, 'joined');
    pairs.set(secret, awsKey(id, secret.value.trim()));
    for (const session of variables) {
      if (
        /session_?token$/i.test(session.name) &&
        !pairs.has(session) &&
        id.value.startsWith('ASIA')
      )
        pairs.set(session, 'joined');
    }
  }
  return pairs;
}

/** An AWS access key by its id; `secret` null when only the id is there. */
export function awsKey(
  { name, value }: Pick<Variable, 'name' | 'value'>,
  secret: string | null,
): Found {
  const id = value.trim();
  const account = awsAccountIdOf(id);
  const isTemporary = id.startsWith('ASIA');
  return {
    provider: 'aws',
    kind: isTemporary ? 'session' : 'access-key',
    nativeType: isTemporary ? 'aws-session' : 'aws-access-key',
    name: account === null ? id : `${id} of account ${account}`,
    secret: secret === null ? null : new SecretValue(secret),
    publicId: id,
    identity: {
      kind: isTemporary ? 'role' : 'machine-user',
      nativeType: isTemporary ? 'aws-session' : 'aws-iam-user',
      key: `aws:holder-of:${id}`,
      name: account === null ? `holder of ${id}` : `IAM user of ${id} in account ${account}`,
      attributes: account === null ? {} : { accountId: account },
    },
    title: 'AWS access key',
    detector: 'aws-access-key-id',
    attributes: { variable: name, ...(account === null ? {} : { awsAccountId: account }) },
  };
}
