import {
  at,
  entriesOf,
  type Json,
  listOf,
  oneOrMore,
  textOf,
} from '../../../formats/json-value.ts';

/**
 * The branches and tags that a push must be to, as filters; nothing when every push starts the
 * workflow, or those to all but some. Where only one of the two is filtered, the other starts nothing.
 */
export function pushedRefs(on: Json | undefined): { branches?: string[]; tags?: string[] } {
  const push = at(on, 'push');
  const filters = (name: string) => {
    const told = at(push, name);
    return told === undefined
      ? null
      : oneOrMore(told)
          .map(textOf)
          .filter((one) => one !== null);
  };
  const [branches, tags] = [filters('branches'), filters('tags')];
  if (branches === null && tags === null) return {};
  if (at(push, 'branches-ignore') !== undefined || at(push, 'tags-ignore') !== undefined) return {};
  return { branches: branches ?? [], tags: tags ?? [] };
}

/** Events that strangers cause and that run with the repository's secrets. */
const privileged = new Set(['pull_request_target', 'workflow_run', 'issue_comment']);

const foreignRef =
  /github\.event\.(?:pull_request\.(?:head|merge_commit_sha|number)|workflow_run\.(?:head|pull_requests)|issue\.number)|github\.head_ref|refs\/pull\/|inputs\.(?:ref|pr)\b/;
const fetchesForeign =
  /\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull|checkout)\b[^\n]{0,500}\b(?:pull\/|github\.event\.pull_request\.head|github\.head_ref)/;

/**
 * Whether the workflow is started by others' pull requests with secrets at hand and checks out their
 * code; null when it hands over to a called workflow, which this file does not show.
 */
export function runsUntrustedCode(root: Json, triggers: readonly string[]): boolean | null {
  if (!triggers.some((trigger) => privileged.has(trigger))) return false;
  const jobs = entriesOf(at(root, 'jobs')).map(([, job]) => job);
  if (jobs.some((job) => listOf(at(job, 'steps')).some(takesForeignCode))) return true;
  return jobs.some((job) => textOf(at(job, 'uses')) !== null) ? null : false;
}

function takesForeignCode(step: Json): boolean {
  const uses = textOf(at(step, 'uses'))?.toLowerCase() ?? '';
  if (uses.startsWith('actions/checkout@')) {
    const ref = `${textOf(at(step, 'with', 'ref')) ?? ''} ${textOf(at(step, 'with', 'repository')) ?? ''}`;
    return foreignRef.test(ref);
  }
  return fetchesForeign.test(textOf(at(step, 'run')) ?? '');
}
