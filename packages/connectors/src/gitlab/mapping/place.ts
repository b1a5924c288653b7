/** Whose something is: the instance itself, a group or a project of it. */
export interface GitLabPlace {
  readonly scopeKey: string;
  readonly level: 'instance' | 'group' | 'project';
  /** The number of the group or project; null when no file tells it. */
  readonly id: string | null;
  /** The full path; null when the list of groups or projects was not read. */
  readonly path: string | null;
}

/** The key of an account: numbers are unique in one instance only. */
export function userKey(scopeKey: string, id: string): string {
  return `${scopeKey}/users/${id}`;
}

/** The key of a group or project. */
export function placeKey({ scopeKey, level, id }: GitLabPlace): string {
  return level === 'instance' ? scopeKey : `${scopeKey}/${level}s/${id ?? 'unknown'}`;
}

/** Where it is, as a person would say it. */
export function placeName({ scopeKey, level, id, path }: GitLabPlace): string {
  if (level === 'instance') return scopeKey;
  return path ?? `${level} ${id ?? 'unknown'}`;
}
