/**
 * The kind of a scope that is a folder: its key is an absolute path, and it was read with everything
 * below it, other scopes of this kind included.
 */
export const folderScopeKind = 'host-folder';
