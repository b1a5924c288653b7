/** An address without `https://` and the last slash. */
export const withoutScheme = (url: string) => url.replace(/^[a-z+]+:\/\//i, '').replace(/\/+$/, '');

/** An account at a package or image registry; `user` null when the login names none. */
export function registryLogin(registry: string, user: string | null) {
  const who = user === null || user === '' ? `account at ${registry}` : `${user} at ${registry}`;
  return {
    kind: 'service-account',
    nativeType: 'registry-account',
    key: `registry:${registry}:${user ?? ''}`,
    name: who,
  } as const;
}
