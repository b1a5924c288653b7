import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import { type Upsert, unknown } from '@nonhuman/model';
import { placeOf, reportReference, upsert } from '../../../formats/definitions/report.ts';
import { readUnit, type UnitEntry, unitAssignments } from '../../../formats/systemd.ts';
import { reportVariables } from '../../variables.ts';
import { variablesInCommand } from '../environment/process-files.ts';
import { systemAccountKey } from './system-accounts.ts';

const notInFile = unknown('a unit file does not tell');

/** systemd services: each a workload, the account it runs as, and what it is given (systemd.exec(5)). */
export const systemdUnits = defineFileCollector({
  id: 'host.systemd-units',
  title: 'systemd services',
  group: 'services',
  emits: ['identity', 'credential', 'exposure', 'secret-reference', 'delegation'],
  reads: [
    { home: '.config/systemd/user/*.service' },
    { home: '.config/systemd/user/*/*.conf' },
    { name: '*.service' },
    { system: '/etc/systemd/system/*.service' },
    { system: '/etc/systemd/system/*.service.d/*.conf' },
    { system: '/lib/systemd/system/*.service' },
    { system: '/usr/lib/systemd/system/*.service' },
  ],
  cannotTell: ['whether the service is enabled or running'],
  *collect(file, context) {
    const entries = readUnit(file.text()).filter(({ section }) => section === 'Service');
    if (entries.length === 0) return;
    yield* reportUnit(this.id, { file, context }, entries);
  },
});

function* reportUnit(
  listing: string,
  { file, context }: { file: HostFile; context: FileContext },
  entries: readonly UnitEntry[],
): Iterable<Upsert> {
  const name = unitName(file.path);
  const key = `systemd:${context.hostName}:${context.user ?? 'system'}:${name}`;
  const last = (wanted: string) => entries.findLast((entry) => entry.key === wanted);
  const account = last('User')?.value ?? (isOfUser(file.path) ? context.user : null);
  const dynamic = last('DynamicUser')?.value === 'yes' || last('DynamicUser')?.value === 'true';
  yield upsert(listing, context, {
    noun: 'identity',
    value: {
      key,
      provider: 'host',
      kind: 'workload',
      nativeType: 'systemd-service',
      name,
      status: 'unknown',
      createdAt: notInFile,
      lastUsedAt: notInFile,
      place: placeOf(file, context),
      attributes: {
        ...(last('ExecStart') === undefined
          ? {}
          : { program: programOf(last('ExecStart')?.value ?? '') }),
        runsAs: account ?? (dynamic ? 'a dynamic user' : 'root'),
        dynamicUser: dynamic,
      },
    },
  });
  const runsAs = account ?? (dynamic || isOfUser(file.path) ? null : 'root');
  if (runsAs !== null) {
    yield upsert(listing, context, {
      noun: 'delegation',
      value: {
        key: `${key}->${runsAs}`,
        provider: 'host',
        kind: 'runs-as',
        from: { type: 'identity', key, name },
        to: { type: 'identity', key: systemAccountKey(context.hostName, runsAs) },
        conditional: false,
      },
    });
  }
  const variables = entries.flatMap(({ key: field, value, line }) => {
    if (field === 'Environment')
      return unitAssignments(value).map((each) => ({
        ...each,
        line,
        keyPath: `Service.Environment.${each.name}`,
      }));
    return field.startsWith('Exec')
      ? variablesInCommand(value.replace(/^[-+!@:|]+/, ''), line)
      : [];
  });
  yield* reportVariables(listing, variables, {
    file,
    context,
    setting: 'service-definition',
    consumerKey: key,
  });
  for (const { key: field, value, line } of entries) {
    const reference = referenceOf(field, value);
    if (reference !== null)
      yield reportReference(
        listing,
        { file, context },
        { provider: 'host', ...reference, identityKey: key, line },
      );
  }
}

function referenceOf(field: string, value: string): { store: string; name: string } | null {
  if (field === 'EnvironmentFile') return { store: 'file', name: value.replace(/^-/, '') };
  if (!/^(?:Load|Set|Import)Credential(?:Encrypted)?$/.test(field)) return null;
  const [name = value, path] = value.split(':');
  return { store: 'systemd-credential', name: field.startsWith('Load') && path ? path : name };
}

/** A drop-in belongs to the unit whose folder it lies in. */
function unitName(path: string): string {
  const parts = path.split('/');
  const folder = parts.at(-2) ?? '';
  return folder.endsWith('.service.d') ? folder.slice(0, -2) : (parts.at(-1) ?? path);
}

function isOfUser(path: string): boolean {
  return path.includes('/systemd/user/');
}

function programOf(command: string): string {
  return command.replace(/^[-+!@:|]+/, '').split(/\s/)[0] ?? command;
}
