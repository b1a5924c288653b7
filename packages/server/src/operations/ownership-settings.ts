import { OwnershipSettings, ownershipSettingName } from '@nonhuman/engine';
import { NhiError } from '@nonhuman/model';
import { readSetting, writeSetting } from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';
import type { CheckSetting } from './check-settings.ts';

/** What a workspace has changed, as it was given. */
const Given = z.record(z.string(), z.json());
const prefix = 'ownership';
const tagNames = ['owner', 'team', 'contact', 'creator', 'costCenter'] as const;
const names = ['namingConventions', 'weights', ...tagNames.map((name) => `tags.${name}`)];

/** What tells owners: naming conventions, names of tags and weights of evidence, as `ownership.<name>`. */
export async function ownershipSettings(workings: Workings): Promise<CheckSetting[]> {
  const [given, defaults] = [await readGiven(workings), OwnershipSettings.parse({})];
  const settings = OwnershipSettings.parse(given);
  return names.map((name) => ({
    name: `${prefix}.${name}`,
    value: at(settings, name),
    default: at(defaults, name),
  }));
}

/** Changes one; null takes it back to the default. Throws `NOT_FOUND`, or `CONFIG_INVALID` for a value that does not fit. */
export async function changeOwnershipSetting(
  workings: Workings,
  { name, value }: { readonly name: string; readonly value: unknown },
): Promise<CheckSetting> {
  const short = name.slice(prefix.length + 1);
  if (!name.startsWith(`${prefix}.`) || !names.includes(short))
    throw new NhiError('NOT_FOUND', { setting: name });
  const changed = withValue(await readGiven(workings), short, value);
  const parsed = OwnershipSettings.safeParse(changed);
  if (!parsed.success)
    throw new NhiError('CONFIG_INVALID', {
      setting: name,
      hint: parsed.error.issues[0]?.message ?? 'The value does not fit.',
    });
  await writeSetting(workings.db, workings.workspaceId, {
    name: ownershipSettingName,
    value: z.json().parse(changed),
  });
  const inForce = at(parsed.data, short);
  return { name, value: inForce, default: at(OwnershipSettings.parse({}), short) };
}

async function readGiven({ db, workspaceId }: Workings): Promise<z.infer<typeof Given>> {
  return (await readSetting(db, workspaceId, { name: ownershipSettingName, schema: Given })) ?? {};
}

function at(settings: OwnershipSettings, name: string): unknown {
  const tag = tagNames.find((one) => name === `tags.${one}`);
  if (tag !== undefined) return settings.tags[tag];
  return name === 'weights' ? settings.weights : settings.namingConventions;
}

function withValue(
  given: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): Record<string, unknown> {
  const [first = '', second] = name.split('.');
  const result = { ...given };
  if (second === undefined) {
    if (value === null) delete result[first];
    else result[first] = value;
    return result;
  }
  const inner = Given.catch({}).parse(given[first]);
  result[first] = withValue(inner, second, value);
  return result;
}
