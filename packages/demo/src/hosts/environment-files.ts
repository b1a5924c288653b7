import { failing, type Intent, joined } from '../truth.ts';
import { atLine, byMode, type PlantedFile } from './host.ts';

/** One `NAME=value`. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a secret that opens something; else nothing may be said of it. */
  readonly secret?: boolean;
  /** What is meant by the credential, beside that it lies here. */
  readonly credential?: Intent;
}

/** A file of variables. The secrets in it lie where they must not. */
export function environmentFile(
  path: string,
  { variables, mode }: { readonly variables: readonly Variable[]; readonly mode: number },
): PlantedFile {
  const lines = ['# settings of the application'];
  const exposed = joined(failing('exposure-in-environment-file'), byMode(mode));
  const subjects = variables.flatMap(({ name, value, secret = false, credential }) => {
    lines.push(`${name}=${value}`);
    const line = lines.length;
    if (!secret) return [];
    return [
      atLine('exposure', path, { line, intent: exposed }),
      ...(credential ? [atLine('credential', path, { line, intent: credential })] : []),
    ];
  });
  return { path, content: `${lines.join('\n')}\n`, mode, subjects };
}

/** Services of Docker Compose with their environment. */
export function composeFile(
  path: string,
  {
    services,
    mode,
  }: {
    readonly services: Readonly<Record<string, readonly Variable[]>>;
    readonly mode: number;
  },
): PlantedFile {
  const lines = ['services:'];
  const exposed = joined(failing('exposure-in-service-definition'), byMode(mode));
  const subjects = Object.entries(services).flatMap(([service, variables]) => {
    lines.push(`  ${service}:`, `    image: registry.example/${service}:1.4`, '    environment:');
    return variables.flatMap(({ name, value, secret = false, credential }) => {
      lines.push(`      ${name}: ${JSON.stringify(value)}`);
      const line = lines.length;
      if (!secret) return [];
      return [
        atLine('exposure', path, { line, intent: exposed }),
        ...(credential ? [atLine('credential', path, { line, intent: credential })] : []),
      ];
    });
  });
  return { path, content: `${lines.join('\n')}\n`, mode, subjects };
}

/** A user's service of systemd with its environment. */
export function unitFile(
  path: string,
  { variables, mode }: { readonly variables: readonly Variable[]; readonly mode: number },
): PlantedFile {
  const lines = [
    '[Unit]',
    'Description=Worker',
    '',
    '[Service]',
    'ExecStart=/usr/bin/node worker.js',
  ];
  const exposed = joined(failing('exposure-in-service-definition'), byMode(mode));
  const subjects = variables.flatMap(({ name, value, secret = false }) => {
    lines.push(`Environment=${name}=${value}`);
    return secret ? [atLine('exposure', path, { line: lines.length, intent: exposed })] : [];
  });
  return { path, content: `${lines.join('\n')}\n`, mode, subjects };
}
