import type { AnthropicWorld, ModelKey } from '../world/anthropic.ts';
import { activePeople, type Staff } from '../world/people.ts';
import type { Folder } from './writing.ts';

const page = (items: readonly object[]) =>
  JSON.stringify({ data: items, first_id: 'first', last_id: 'last', has_more: false });

function keyItem(key: ModelKey) {
  return {
    id: key.id,
    type: 'api_key',
    name: `key ${key.id}`,
    workspace_id: key.workspace,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    created_by: { id: `user_${key.maker.number}`, type: 'user' },
    partial_key_hint: ['sk', 'ant', 'api03', 'abc...wxyz'].join('-'),
    status: key.active ? 'active' : 'inactive',
  };
}

/** A day of the usage report for each key. */
function usage(keys: readonly ModelKey[]) {
  return keys.map(({ id, lastUsedAt }) => {
    const day = new Date(`${lastUsedAt.toISOString().slice(0, 10)}T00:00:00Z`);
    return {
      starting_at: day.toISOString(),
      ending_at: new Date(day.getTime() + 86_400_000).toISOString(),
      results: [{ api_key_id: id, output_tokens: 5 }],
    };
  });
}

/** What the administration interface answers. */
export async function writeAnthropic(
  folder: Folder,
  { org, workspaces, keys }: AnthropicWorld,
  staff: Staff,
): Promise<void> {
  const write = (what: string, items: readonly object[]) =>
    folder.write(`anthropic/${org}__${what}.json`, page(items));
  await write(
    'users',
    activePeople(staff).map(({ number, email, name, startedAt }) => ({
      id: `user_${number}`,
      type: 'user',
      email,
      name,
      role: 'developer',
      added_at: startedAt.toISOString(),
    })),
  );
  await write(
    'workspaces',
    workspaces.map((id) => ({
      id,
      type: 'workspace',
      name: id.replace('wrkspc_', ''),
      created_at: '2024-01-01T00:00:00Z',
      archived_at: null,
    })),
  );
  for (const id of workspaces) await write(`${id}__workspace-members`, []);
  await write('usage', usage(keys));
  await write('api-keys', keys.map(keyItem));
}
