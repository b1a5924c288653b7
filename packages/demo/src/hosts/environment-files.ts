import { clean, failing, type Intent, joined, nearly, type TruthOfSubject } from '../truth.ts';
import { atLine, byMode, named, type PlantedFile, unknownHolder } from './host.ts';

/** One `NAME=value`. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a secret that opens something; else nothing may be said of it. */
  readonly secret?: boolean;
  /** Looks like a secret, but never worked. */
  readonly harmless?: boolean;
  /** What is meant by the credential, beside that it lies here. */
  readonly credential?: Intent;
  /** The name of the credential in the truth, where it has one; else it goes by its place. */
  readonly publicId?: string;
}

interface Placed {
  readonly variable: Variable;
  readonly line: number;
  readonly exposed: Intent;
}

function subjectsOf(path: string, { variable, line, exposed }: Placed): TruthOfSubject[] {
  const { secret = false, harmless = false, credential, publicId } = variable;
  if (harmless)
    return [
      atLine('exposure', path, { line, intent: nearly('exposure-in-environment-file') }),
      unknownHolder(path, line),
    ];
  if (!secret) return [];
  const ofCredential =
    credential && publicId
      ? named('credential', publicId, credential)
      : atLine('credential', path, { line, intent: credential ?? clean });
  return [
    atLine('exposure', path, { line, intent: exposed }),
    ofCredential,
    unknownHolder(path, line),
  ];
}

/** A file of variables. The secrets in it lie where they must not. */
export function environmentFile(
  path: string,
  { variables, mode }: { readonly variables: readonly Variable[]; readonly mode: number },
): PlantedFile {
  const lines = ['# settings of the application'];
  const exposed = joined(failing('exposure-in-environment-file'), byMode(mode));
  const subjects = variables.flatMap((variable) => {
    lines.push(`${variable.name}=${variable.value}`);
    return subjectsOf(path, { variable, line: lines.length, exposed });
  });
  return { path, content: `${lines.join('\n')}\n`, mode, subjects };
}

/** What runs here goes by no name that says whose it is. */
const nobody: Intent = { ...failing('identity-no-owner'), owner: null };
/** In a home, whose account it is may count for an owner. */
const someone: Intent = { fails: [], nearly: [], open: ['identity-no-owner'] };

/** Services of Docker Compose with their environment. */
export function composeFile(
  path: string,
  {
    host,
    services,
    mode,
  }: {
    readonly host: string;
    readonly services: Readonly<Record<string, readonly Variable[]>>;
    readonly mode: number;
  },
): PlantedFile {
  const lines = ['services:'];
  const exposed = joined(failing('exposure-in-service-definition'), byMode(mode));
  const subjects = Object.entries(services).flatMap(([service, variables]) => {
    const running = named('identity', `compose:${host}:${path}:${service}`, nobody);
    lines.push(`  ${service}:`, `    image: registry.example/${service}:1.4`, '    environment:');
    const secrets = variables.flatMap((variable) => {
      lines.push(`      ${variable.name}: ${JSON.stringify(variable.value)}`);
      return subjectsOf(path, { variable, line: lines.length, exposed });
    });
    return [running, ...secrets];
  });
  return { path, content: `${lines.join('\n')}\n`, mode, subjects };
}

/** A user's service of systemd with its environment. */
export function unitFile(
  path: string,
  {
    host,
    account,
    variables,
    mode,
  }: {
    readonly host: string;
    readonly account: string;
    readonly variables: readonly Variable[];
    readonly mode: number;
  },
): PlantedFile {
  const lines = [
    '[Unit]',
    'Description=Worker',
    '',
    '[Service]',
    'ExecStart=/usr/bin/node worker.js',
  ];
  const exposed = joined(failing('exposure-in-service-definition'), byMode(mode));
  const subjects = variables.flatMap((variable) => {
    lines.push(`Environment=${variable.name}=${variable.value}`);
    return subjectsOf(path, { variable, line: lines.length, exposed });
  });
  const running = named(
    'identity',
    `systemd:${host}:${account}:${path.split('/').at(-1) ?? ''}`,
    someone,
  );
  return { path, content: `${lines.join('\n')}\n`, mode, subjects: [running, ...subjects] };
}
