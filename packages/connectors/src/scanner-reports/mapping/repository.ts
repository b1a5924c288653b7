/**
 * How a repository is called whoever tells of it: `github.com/acme/shop` for an address of any form;
 * `~` stands for `/`, which names of files cannot hold.
 */
export function repositoryKey(told: string): string {
  const plain = told
    .trim()
    .replaceAll('~', '/')
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([\w.-]+):(?!\d+\/)/, '$1/')
    .replace(/(?:\.git)?\/*$/, '');
  const [host = '', ...rest] = plain.split('/');
  return [host.includes('.') ? host.toLowerCase() : host, ...rest].join('/') || told;
}

/** The repository that a finding names by its address; null for folders of the machine that was scanned. */
export function repositoryByAddress(told: string | null | undefined): string | null {
  if (!told || told.startsWith('file:') || !/^(?:[a-z+]+:\/\/|[\w.-]+@[\w.-]+:)/i.test(told))
    return null;
  return repositoryKey(told);
}

/** A path as everyone would write it: relative to the repository, with forward slashes. */
export function plainPath(path: string, root: string | undefined): string {
  const slashed = path.replace(/^file:\/\//, '').replaceAll('\\', '/');
  const prefix = root?.replaceAll('\\', '/').replace(/\/*$/, '/');
  const inside = prefix && slashed.startsWith(prefix) ? slashed.slice(prefix.length) : slashed;
  return inside.replace(/^(?:\.\/)+/, '');
}
