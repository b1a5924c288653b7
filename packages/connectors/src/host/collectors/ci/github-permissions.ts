import type { Attributes } from '@nonhuman/model';
import { at, entriesOf, isRecord, type Json, textOf } from '../../../formats/json-value.ts';

/** Rights of a job's token: everything at one level, or by name; null when only the repository's settings tell. */
export type JobRights = 'write-all' | 'read-all' | Readonly<Record<string, string>> | null;

/** What a `permissions:` value says. An empty mapping takes every right away. */
export function rightsOf(value: Json | undefined): JobRights {
  if (value === undefined) return null;
  if (value === null) return {};
  if (value === 'write-all' || value === 'read-all') return value;
  if (!isRecord(value)) return null;
  return Object.fromEntries(
    entriesOf(value).map(([name, level]) => [name, textOf(level) ?? 'none']),
  );
}

/** The rights of each job: its own, else the workflow's. */
export function jobRights(root: Json): JobRights[] {
  const ofWorkflow = rightsOf(at(root, 'permissions'));
  return entriesOf(at(root, 'jobs')).map(([, job]) => {
    const own = at(job, 'permissions');
    return own === undefined ? ofWorkflow : rightsOf(own);
  });
}

/** Whether a job may write something with its token; null when only the repository's settings tell. */
export function mayWrite(rights: JobRights): boolean | null {
  if (rights === null) return null;
  if (typeof rights === 'string') return rights === 'write-all';
  return Object.values(rights).includes('write');
}

/** Whether a job may ask for an OIDC token. Never by default: it must be asked for. */
export function mayFederate(rights: JobRights): boolean {
  if (rights === null || rights === 'read-all') return false;
  return rights === 'write-all' || rights['id-token'] === 'write';
}

/**
 * The words `permissions`, `writeAll` and `idToken` of a workflow, over all of its jobs.
 *
 * A workflow that others call gets its caller's rights where it names none, and any other the
 * repository's default: then the words that would have to be guessed are left out.
 */
export function permissionWords(rights: readonly JobRights[], isCalled: boolean): Attributes {
  const untold = rights.includes(null);
  const writeAll = rights.includes('write-all');
  const idToken = rights.some(mayFederate);
  return {
    permissions: untold ? null : strongest(rights),
    ...(writeAll || !untold ? { writeAll } : {}),
    ...(idToken || !(untold && isCalled) ? { idToken } : {}),
  };
}

const levels = ['none', 'read', 'write'];

function strongest(rights: readonly JobRights[]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const right of rights) {
    const named = typeof right === 'string' ? { all: right.replace('-all', '') } : (right ?? {});
    for (const [name, level] of Object.entries(named)) {
      const before = levels.indexOf(joined[name] ?? 'none');
      if (levels.indexOf(level) >= before) joined[name] = level;
    }
  }
  return joined;
}
