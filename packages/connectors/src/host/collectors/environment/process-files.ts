import { defineFileCollector } from '@nonhuman/connector-kit';
import { type Assignment, readDotenv } from '../../../formats/dotenv.ts';
import { reportVariables, type Variable } from '../../variables.ts';

const leading = /^(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*)\s+)+/;

/** Assignments before a command, and `--flag value` pairs of it that carry a secret. */
export function variablesInCommand(command: string, line: number): Variable[] {
  const before = leading.exec(command)?.[0] ?? '';
  const assigned = [...before.matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].map(
    ([, name = '', value = '']) => ({
      name,
      value: value.replace(/^(["'])(.*)\1$/s, '$2'),
      line,
      keyPath: `${line}:${name}`,
    }),
  );
  const flags = [
    ...command
      .slice(before.length)
      .matchAll(/(?:^|\s)--?([A-Za-z][\w-]*)[= ]("[^"]*"|'[^']*'|[^\s-]\S*)/g),
  ].map(([, name = '', value = '']) => ({
    name,
    value: value.replace(/^(["'])(.*)\1$/s, '$2'),
    line,
    keyPath: `${line}:--${name}`,
  }));
  const urls = [...command.matchAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'@]+:[^\s"'@]+@[^\s"']+/gi)].map(
    ([url]) => ({ name: 'url', value: url, line, keyPath: `${line}:url` }),
  );
  const named = [...assigned, ...flags];
  return [...named, ...urls.filter((url) => !named.some(({ value }) => value.includes(url.value)))];
}

/** Procfile: `web: command`. */
export const procfile = defineFileCollector({
  id: 'host.procfile',
  title: 'Procfile',
  group: 'environment',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [{ name: 'Procfile' }, { name: 'Procfile.*' }],
  cannotTell: ['the environment that the platform adds'],
  *collect(file, context) {
    const variables = file
      .text()
      .split(/\r?\n/)
      .flatMap((line, index) => {
        const command = /^[\w-]+:\s*(.+)$/.exec(line)?.[1];
        return command === undefined ? [] : variablesInCommand(command, index + 1);
      });
    yield* reportVariables(this.id, variables, { file, context, setting: 'service-definition' });
  },
});

/** Tables of cron: assignments, and what commands carry. */
export const crontab = defineFileCollector({
  id: 'host.crontab',
  title: 'Cron tables',
  group: 'environment',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [
    { name: 'crontab' },
    { name: '*.crontab' },
    { system: '/etc/crontab' },
    { system: '/etc/cron.d/*' },
    { system: '/var/spool/cron/crontabs/*' },
    { system: '/var/spool/cron/*' },
  ],
  cannotTell: ['what the scripts that are called contain'],
  *collect(file, context) {
    const text = file.text();
    const assigned = readDotenv(text)
      .filter(isAssignmentLine)
      .map((each) => ({ ...each, keyPath: each.name }));
    const commands = text.split(/\r?\n/).flatMap((line, index) => {
      const command = /^\s*(?:@\w+|(?:[\d*,/A-Za-z-]+\s+){5})\s*(.+)$/.exec(line)?.[1];
      return command === undefined || line.trimStart().startsWith('#')
        ? []
        : variablesInCommand(command, index + 1);
    });
    yield* reportVariables(this.id, [...assigned, ...commands], {
      file,
      context,
      setting: 'service-definition',
    });
  },
});

function isAssignmentLine({ name }: Assignment): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
