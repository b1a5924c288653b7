import { posix } from 'node:path';
import type { FileContext, HostFile } from '@nonhuman/connector-kit';
import type { Attributes, DelegationKind, Principal, Upsert } from '@nonhuman/model';
import type { NamedValue } from '../../../formats/definitions/hard-coded.ts';
import { reportReference } from '../../../formats/definitions/report.ts';
import {
  type NamedIdentity,
  principalOf,
  reportDelegation,
  reportIdentity,
  reportMention,
} from '../../../formats/definitions/source.ts';
import { at, entriesOf, isRecord, type Json, leavesOf } from '../../../formats/json-value.ts';
import type { YamlDocument, YamlReading } from '../../../formats/yaml.ts';
import type { HostSource } from '../../definitions/host-source.ts';
import { namedValues, readYamlSource, type YamlText } from '../../definitions/yaml-source.ts';
import { repositoryOf } from '../../git/repository.ts';

/** What runs the definition. */
export interface Runner {
  readonly provider: string;
  /** Ends in `-workflow`: the checks go by it. */
  readonly nativeType: string;
}

/** A pipeline definition as an identity: what runs with its rights. */
export interface Pipeline extends HostSource {
  readonly runner: Runner;
  /** Names the identity in delegations. */
  readonly self: Principal;
  /** Path of the file in its repository; its name when outside of any. */
  readonly relativePath: string;
  /** `owner/name` of the repository; null when it is not told. */
  readonly repository: string | null;
  /** Host of the repository's origin; null when it is not told. */
  readonly host: string | null;
}

/** A pipeline written in YAML. */
export interface YamlPipeline extends Pipeline, YamlText {
  readonly document: YamlDocument;
  readonly root: Readonly<Record<string, Json>>;
}

/** The pipeline that a file defines, named after its repository when that is told. */
export function pipelineOf(source: HostSource, runner: Runner): Pipeline {
  const { file, context } = source;
  const found = repositoryOf(context);
  const folder = found && posix.resolve(posix.dirname(file.path), found.up || '.');
  const relativePath = folder ? posix.relative(folder, file.path) : file.name;
  const repository = found?.name ?? null;
  const where =
    found?.name && found.host ? `${found.host}/${found.name}/${relativePath}` : file.path;
  return {
    ...source,
    runner,
    relativePath,
    repository,
    host: found?.host ?? null,
    self: {
      type: 'identity',
      key: `${runner.provider}:workflow:${where}`.slice(0, 1024),
      name: repository ? `${repository}/${relativePath}` : relativePath,
    },
  };
}

/** Reads the first mapping of a YAML file as a pipeline; null when there is none. */
export function yamlPipelineOf(
  { listing, file, context }: { listing: string; file: HostFile; context: FileContext },
  runner: Runner,
  tagged?: NonNullable<YamlReading['tagged']>,
): YamlPipeline | null {
  const source: HostSource = { listing, file, context };
  const yaml = readYamlSource(source, tagged);
  const document = yaml?.documents.find(({ value }) => isRecord(value));
  if (!yaml || !document || !isRecord(document.value)) return null;
  return { ...pipelineOf(source, runner), ...yaml, document, root: document.value };
}

/** The identity itself; `title` is the name that the definition gives itself. */
export function reportPipeline(
  pipeline: Pipeline,
  { title, attributes }: { title?: string | null; attributes: Attributes },
): Upsert {
  return reportIdentity(pipeline, {
    key: pipeline.self.key,
    provider: pipeline.runner.provider,
    kind: 'workload',
    nativeType: pipeline.runner.nativeType,
    name: pipeline.self.name,
    ...(title ? { description: title } : {}),
    attributes: { repository: pipeline.repository, path: pipeline.relativePath, ...attributes },
  });
}

/** A secret that the pipeline is given by name. */
export interface NamedSecret {
  readonly store: string;
  readonly name: string;
  readonly line: number;
  readonly attributes?: Attributes;
}

/** The references, each name at each line once. */
export function reportSecretNames(pipeline: Pipeline, named: readonly NamedSecret[]): Upsert[] {
  const unique = new Map(named.map((one) => [`${one.store} ${one.name} ${one.line}`, one]));
  return [...unique.values()].map((one) =>
    reportReference(pipeline.listing, pipeline, {
      ...one,
      provider: pipeline.runner.provider,
      identityKey: pipeline.self.key,
    }),
  );
}

/** How a pipeline becomes another identity. */
export interface Login {
  readonly target: NamedIdentity;
  readonly kind: DelegationKind;
  readonly line: number;
  readonly attributes?: Attributes;
}

/** The identities that the pipeline becomes and the delegations to them, each once. */
export function reportLogins(pipeline: Pipeline, logins: readonly Login[]): Upsert[] {
  const unique = new Map(logins.map((login) => [`${login.kind} ${login.target.key}`, login]));
  return [...unique.values()].flatMap(({ target, kind, line, attributes }) => [
    reportMention(pipeline, target),
    reportDelegation(pipeline, {
      provider: target.provider,
      kind,
      from: pipeline.self,
      to: { type: 'identity', key: principalOf(target).key },
      attributes: { ...attributes, file: pipeline.file.path, line },
    }),
  ]);
}

const secretWord =
  /(?:^|_)(?:TOKEN|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|CREDENTIALS?|CREDS|PAT|APIKEY|(?:API|ACCESS|PRIVATE|SECRET|SSH|SIGNING|DEPLOY|ENCRYPTION|SERVICE_ACCOUNT|ACCOUNT)_?KEY)(?:_|$)/i;
const describes =
  /_(?:ID|NAME|URL|URI|FILE|PATH|DIR|TTL|VERSION|LENGTH|ENABLED|HOST|PORT|REGION|ENDPOINT|ISSUER|AUDIENCE)$/i;

/** Whether the name of a variable says that its value is a secret. */
export function namesSecret(variable: string): boolean {
  return secretWord.test(variable) && !describes.test(variable);
}

/**
 * The values of the pipeline that outlive a run: all but those that it gives to the service
 * containers of its jobs (a database for the tests), which end with the job.
 */
export function lastingValues(pipeline: YamlPipeline, jobs: Json | undefined): NamedValue[] {
  const services = entriesOf(jobs).flatMap(([, job]) => leavesOf(at(job, 'services')));
  const passing = new Set(services.map(({ value }) => value));
  return namedValues(pipeline.document).filter(({ value }) => !passing.has(value));
}
