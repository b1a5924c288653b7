import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { KeyPair } from '../secrets/keys.ts';
import type { Intent, TruthOfLink } from '../truth.ts';
import type { Staff } from '../world/people.ts';
import type { CopiedRepository } from '../world/repositories.ts';

/** An access key of the cloud that also lies on machines. */
export interface StrayKey {
  readonly id: string;
  readonly secret: string;
  readonly userName: string;
  readonly userArn: string;
  /** `env-file` of the first laptop, `env-file-2` of the second; `compose`, `state`. */
  readonly where: string;
}

/** What machines are made of. */
export interface HostMaking {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  readonly strays: readonly StrayKey[];
  /** Of which a machine has a copy. */
  readonly repositories: readonly CopiedRepository[];
  /** ARN of the role that a workflow of each application becomes. */
  readonly roleOf: (application: string) => string;
  /** Deploy keys whose private halves lie on the build machine, with their names in the truth. */
  readonly deployKeys: readonly {
    readonly pair: KeyPair;
    readonly title: string;
    readonly link: TruthOfLink['other'];
  }[];
}

/** A variable that holds a secret. */
export const secretAt = (name: string, value: string, credential?: Intent) => ({
  name,
  value,
  secret: true,
  ...(credential ? { credential } : {}),
});
/** A variable that holds none. */
export const setting = (name: string, value: string) => ({ name, value });

/** What lies at a place of a machine is the other thing. */
export function linkTo(
  kind: TruthOfLink['kind'],
  path: string,
  other: TruthOfLink['other'],
): TruthOfLink {
  return { kind, one: { noun: 'credential', provider: 'host', name: path }, other };
}

/** The key that lies in such a place. */
export function strayOf({ strays }: HostMaking, where: StrayKey['where']): StrayKey {
  const found = strays.find((stray) => stray.where === where);
  if (found === undefined) throw new RangeError(`no key lies in ${where}`);
  return found;
}
