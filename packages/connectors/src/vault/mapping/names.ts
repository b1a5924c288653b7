/** The key of what stands at a path of one Vault. */
export function keyAt(scope: string, path: string): string {
  return `${scope}/${path.replace(/^\/+|\/+$/g, '')}`.slice(0, 1024);
}

/** The key of a login role, by the mount (`approle/`) and the name that logs in there. */
export function roleKey(scope: string, path: string): string {
  return keyAt(scope, path);
}

export function policyKey(scope: string, name: string): string {
  return keyAt(scope, `sys/policies/acl/${name}`);
}

export function entityKey(scope: string, id: string): string {
  return keyAt(scope, `identity/entity/id/${id}`);
}

export function groupKey(scope: string, id: string): string {
  return keyAt(scope, `identity/group/id/${id}`);
}

/** The last part of a path. */
export function lastOf(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path;
}
