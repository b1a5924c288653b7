import { NhiError } from '@nonhuman/model';
import { readSetting, writeSetting } from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';

/** One limit of a check. */
export interface CheckSetting {
  /** `<check>.<limit>`. */
  readonly name: string;
  readonly value: unknown;
  readonly default: unknown;
}

/** Limits that differ from the defaults, by check id. */
const Changed = z.record(z.string(), z.record(z.string(), z.json()));
const settingName = 'checks';

/** The limits of checks that the workspace has changed. */
export async function readCheckSettings({
  db,
  workspaceId,
}: Pick<Workings, 'db' | 'workspaceId'>): Promise<z.infer<typeof Changed>> {
  return (await readSetting(db, workspaceId, { name: settingName, schema: Changed })) ?? {};
}

/** Every limit of every check, sorted by name. */
export async function checkSettings(workings: Workings): Promise<CheckSetting[]> {
  const changed = await readCheckSettings(workings);
  return workings.checks
    .flatMap((check) => {
      const defaults = check.params.parse({});
      const values = { ...defaults, ...changed[check.id] };
      return Object.keys(defaults).map((limit) => ({
        name: `${check.id}.${limit}`,
        value: values[limit],
        default: defaults[limit],
      }));
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Changes a limit; null takes it back to the default. Throws `NOT_FOUND`, or `CONFIG_INVALID` for a value that the check refuses. */
export async function changeCheckSetting(
  workings: Workings,
  { name, value }: { readonly name: string; readonly value: unknown },
): Promise<CheckSetting> {
  const [checkId = '', limit = ''] = name.split('.');
  const check = workings.checks.find(({ id }) => id === checkId);
  const known = check?.params.parse({});
  if (check === undefined || known === undefined || !Object.hasOwn(known, limit))
    throw new NhiError('NOT_FOUND', { setting: name });
  const changed = await readCheckSettings(workings);
  const ofCheck = { ...changed[checkId] };
  if (value === null) delete ofCheck[limit];
  else ofCheck[limit] = z.json().parse(value);
  const parsed = check.params.safeParse(ofCheck);
  if (!parsed.success)
    throw new NhiError('CONFIG_INVALID', {
      setting: name,
      hint: parsed.error.issues[0]?.message ?? 'The value does not fit.',
    });
  await writeSetting(workings.db, workings.workspaceId, {
    name: settingName,
    value: { ...changed, [checkId]: ofCheck },
  });
  return { name, value: parsed.data[limit], default: known[limit] };
}
