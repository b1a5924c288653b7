import { at, type Json, leavesOf, textOf } from '../../../formats/json-value.ts';
import { readsToken, secretsIn } from './github-expressions.ts';
import { type JobRights, mayFederate, mayWrite } from './github-permissions.ts';
import type { YamlPipeline } from './pipeline.ts';

/** A step, or a job that calls a workflow, with what surrounds it. */
export interface UsedAction {
  readonly step: Json;
  readonly path: readonly (string | number)[];
  readonly rights: JobRights;
  /** What the environment of its job and workflow hands to every step. */
  readonly around: Handed;
}

/** What values hand over. */
export interface Handed {
  readonly secrets: boolean;
  /** The run's own token. */
  readonly token: boolean;
}

/** What the values hand over to whoever sees them. */
export function handedBy(values: readonly (Json | undefined)[]): Handed {
  const texts = values.flatMap((value) => leavesOf(value)).map(({ value }) => String(value));
  return {
    secrets: texts.some((text) => secretsIn(text).some(isOwnSecret)),
    token: texts.some(readsToken),
  };
}

/** The vendor's own actions run with the same trust as the runner itself. */
const firstParty = new Set(['actions', 'github']);

/**
 * Actions and workflows of others that are named by tag or branch, which can be moved, instead of by
 * a full commit hash or image digest.
 */
export function unpinnedActions(used: readonly UsedAction[], pipeline: YamlPipeline) {
  const owner = pipeline.repository?.split('/', 1)[0]?.toLowerCase();
  return used.flatMap((action) => {
    const uses = textOf(at(action.step, 'uses'));
    if (uses === null || isPinned(uses)) return [];
    const by = uses.split('/', 1)[0]?.toLowerCase() ?? '';
    if (!uses.startsWith('docker://') && (firstParty.has(by) || by === owner)) return [];
    const line = pipeline.document.lineOf([...action.path, 'uses']);
    return [{ uses, line, receivesSecrets: receivesSecrets(action) }];
  });
}

function isPinned(uses: string): boolean {
  if (uses.startsWith('./') || uses.startsWith('../')) return true;
  if (uses.startsWith('docker://')) return /@sha256:[0-9a-f]{64}$/.test(uses);
  return /@(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(uses);
}

/** Whether a secret or a token that can write is at hand of the action; null when settings decide. */
function receivesSecrets({ step, rights, around }: UsedAction): boolean | null {
  if (at(step, 'secrets') === 'inherit') return true;
  const own = handedBy([at(step, 'with'), at(step, 'env'), at(step, 'secrets')]);
  if (own.secrets || around.secrets) return true;
  if (mayFederate(rights) || mayWrite(rights)) return true;
  if (rights !== null) return false;
  return own.token || around.token ? true : null;
}

function isOwnSecret(name: string): boolean {
  return name.toUpperCase() !== 'GITHUB_TOKEN';
}
