/** What is known of names that are spelled in two ways, read before whatever uses them. */
export interface KnownNames {
  /** The number of a project → its id. */
  projectId(number: string): string | null;
  /** The unique id of a service account → its address. */
  accountEmail(uniqueId: string): string | null;
}

/** A resource as it is named, without the service in front where the path says it too. */
export function shortName(fullName: string): string {
  return fullName.replace(/^\/\/(?:cloudresourcemanager|iam)\.googleapis\.com\//, '');
}

/** The short name, with the project's id for its number where that is known. */
export function resourcePath(fullName: string, known: KnownNames): string {
  return shortName(fullName).replace(
    /^((?:\/\/[^/]+\/)?projects\/)(\d+)(?=\/|$)/,
    (whole, before: string, number: string) => {
      const id = known.projectId(number);
      return id === null ? whole : `${before}${id}`;
    },
  );
}

/** The address of the service account that a resource name is of or below; null when it is of none. */
export function accountIn(resource: string, known: KnownNames): string | null {
  const name = /\/serviceAccounts\/([^/]+)/.exec(resource)?.[1];
  if (name === undefined) return null;
  return name.includes('@') ? name : (known.accountEmail(name) ?? name);
}

/** The last part of a name with slashes. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The project whose id stands in the address of a service account; null when it does not. */
export function projectInEmail(email: string): string | null {
  const [, own] = /@([a-z0-9.-]+)\.iam\.gserviceaccount\.com$/.exec(email) ?? [];
  if (own === undefined)
    return /^([a-z0-9-]+)@appspot\.gserviceaccount\.com$/.exec(email)?.[1] ?? null;
  // Ids of projects of a domain, `example.com:shop`, are written `shop.example.com` in addresses.
  const [project = own, ...domain] = own.split('.');
  return domain.length === 0 ? project : `${domain.join('.')}:${project}`;
}
