import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import { type Upsert, unknown } from '@nonhuman/model';
import { placeOf, reportReference, upsert } from '../../../formats/definitions/report.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  listOf,
  textOf,
  textsOf,
} from '../../../formats/json-value.ts';
import { readYaml, type YamlDocument } from '../../../formats/yaml.ts';
import { reportVariables, type Variable } from '../../variables.ts';

const notInFile = unknown('a compose file does not tell');

/** Services of Docker Compose: each a workload, with what its environment hands it. */
export const dockerCompose = defineFileCollector({
  id: 'host.docker-compose',
  title: 'Docker Compose services',
  group: 'environment',
  emits: ['identity', 'credential', 'exposure', 'secret-reference', 'delegation'],
  reads: ['docker-compose', 'compose'].flatMap((name) => [
    { name: `${name}.yml` },
    { name: `${name}.yaml` },
    { name: `${name}.*.yml` },
    { name: `${name}.*.yaml` },
  ]),
  cannotTell: ['whether the services run', 'values that come from the shell or a file elsewhere'],
  *collect(file, context) {
    const [document] = readYaml(file.text());
    if (document === undefined) return;
    for (const [name, service] of entriesOf(at(document.value, 'services'))) {
      if (isRecord(service))
        yield* reportService(this.id, { file, context, document }, { name, service });
    }
    for (const [name, secret] of entriesOf(at(document.value, 'secrets'))) {
      yield reportReference(
        this.id,
        { file, context },
        {
          provider: 'host',
          store: storeOf(secret),
          name:
            textOf(at(secret, 'file')) ??
            textOf(at(secret, 'environment')) ??
            textOf(at(secret, 'name')) ??
            name,
          line: document.lineOf(['secrets', name]),
          keyPath: `secrets.${name}`,
        },
      );
    }
  },
});

function storeOf(secret: Json): string {
  if (textOf(at(secret, 'file')) !== null) return 'file';
  return textOf(at(secret, 'environment')) === null ? 'docker-secret' : 'environment-variable';
}

interface Reading {
  readonly file: HostFile;
  readonly context: FileContext;
  readonly document: YamlDocument;
}

function* reportService(
  listing: string,
  { file, context, document }: Reading,
  { name, service }: { name: string; service: Json },
): Iterable<Upsert> {
  const key = `compose:${context.hostName}:${file.path}:${name}`;
  const line = document.lineOf(['services', name]);
  const image = textOf(at(service, 'image'));
  yield upsert(listing, context, {
    noun: 'identity',
    value: {
      key,
      provider: 'host',
      kind: 'workload',
      nativeType: 'compose-service',
      name,
      status: 'unknown',
      createdAt: notInFile,
      lastUsedAt: notInFile,
      place: placeOf(file, context, { line, keyPath: `services.${name}` }),
      attributes: {
        ...(image === null ? {} : { image }),
        privileged: at(service, 'privileged') === true,
      },
    },
  });
  yield* reportVariables(listing, variablesOf(service, name, document), {
    file,
    context,
    setting: 'service-definition',
    consumerKey: key,
  });
  for (const envFile of envFiles(service)) {
    yield reportReference(
      listing,
      { file, context },
      {
        provider: 'host',
        store: 'file',
        name: envFile,
        identityKey: key,
        line: document.lineOf(['services', name, 'env_file']),
        keyPath: `services.${name}.env_file.${envFile}`,
      },
    );
  }
  for (const [index, secret] of listOf(at(service, 'secrets')).entries()) {
    const source = textOf(at(secret, 'source')) ?? textOf(secret);
    if (source !== null)
      yield reportReference(
        listing,
        { file, context },
        {
          provider: 'host',
          store: 'docker-secret',
          name: source,
          identityKey: key,
          line: document.lineOf(['services', name, 'secrets', index]),
          keyPath: `services.${name}.secrets.${index}`,
        },
      );
  }
}

function envFiles(service: Json): string[] {
  const told = at(service, 'env_file');
  return [...textsOf(told), ...listOf(told).flatMap((entry) => textOf(at(entry, 'path')) ?? [])];
}

/** `environment` is a mapping or a list of `NAME=value`; build arguments hold secrets just as often. */
function variablesOf(service: Json, name: string, document: YamlDocument): Variable[] {
  return [['environment'], ['build', 'args']].flatMap((path) => {
    const told = at(service, ...path);
    const here = ['services', name, ...path];
    const keyPath = here.join('.');
    if (isRecord(told)) {
      return entriesOf(told).map(([variable, value]) => ({
        name: variable,
        value: textOf(value) ?? '',
        line: document.lineOf([...here, variable]),
        keyPath: `${keyPath}.${variable}`,
      }));
    }
    return listOf(told).flatMap((entry, index) => {
      const text = textOf(entry) ?? '';
      const equals = text.indexOf('=');
      if (equals < 1) return [];
      return [
        {
          name: text.slice(0, equals),
          value: text.slice(equals + 1),
          line: document.lineOf([...here, index]),
          keyPath: `${keyPath}.${text.slice(0, equals)}`,
        },
      ];
    });
  });
}
