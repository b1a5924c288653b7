import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { activePeople, type Person, type Staff } from './people.ts';

/** A key of the interface of a model. */
export interface ModelKey {
  readonly id: string;
  /** Null: of the default workspace. */
  readonly workspace: string | null;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date | null;
  readonly maker: Person;
  readonly intent: Intent;
}

export interface AnthropicWorld {
  readonly org: string;
  readonly workspaces: readonly string[];
  readonly keys: readonly ModelKey[];
}

export function modelKey({ org }: Pick<AnthropicWorld, 'org'>, { id }: ModelKey): SubjectName {
  return { noun: 'credential', provider: 'anthropic', name: `${org}/api-keys/${id}` };
}

/** All who call with the keys of a workspace; null for the default one. */
export function modelCallers(
  { org }: Pick<AnthropicWorld, 'org'>,
  workspace: string | null,
): SubjectName {
  const name = `${org}/workspaces/${workspace ?? 'default'}/callers`;
  return { noun: 'identity', provider: 'anthropic', name };
}

const check = 'token-in-default-project';

/** An organization with two workspaces beside the default one. */
export function anthropicWorld({
  random,
  clock,
  staff,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}): AnthropicWorld {
  const shapes: readonly Partial<ModelKey>[] = [
    { workspace: null, intent: failing(check) },
    { workspace: null, intent: failing(check) },
    { workspace: null, expiresAt: clock.inDays(60), intent: failing(check) },
    { workspace: null, active: false, intent: nearly(check) },
    { workspace: 'wrkspc_shop', intent: nearly(check) },
    {
      workspace: 'wrkspc_shop',
      expiresAt: clock.inDays(14),
      intent: failing('credential-expires-soon'),
    },
    {
      workspace: 'wrkspc_research',
      expiresAt: clock.inDays(15),
      intent: nearly('credential-expires-soon', check),
    },
  ];
  return {
    org: staff.org,
    workspaces: ['wrkspc_shop', 'wrkspc_research'],
    keys: shapes.map((shape, index): ModelKey => {
      const made = {
        id: `apikey_${index + 1}`,
        workspace: null,
        active: true,
        createdAt: clock.daysAgo(random.between(20, 80)),
        lastUsedAt: clock.daysAgo(random.between(1, 9)),
        expiresAt: null,
        maker: random.pick(activePeople(staff)),
        intent: joined(),
        ...shape,
      };
      const lasts = made.active && made.expiresAt === null;
      const lasting = lasts ? failing('credential-no-expiry') : joined();
      return { ...made, intent: joined(lasting, made.intent) };
    }),
  };
}
