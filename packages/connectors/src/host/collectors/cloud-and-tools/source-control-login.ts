/** Who runs a host, told by its name. */
export function providerOf(host: string): string {
  if (/(?:^|\.)github\./.test(host)) return 'github';
  if (/(?:^|\.)gitlab\./.test(host)) return 'gitlab';
  if (host.includes('bitbucket')) return 'bitbucket';
  return host.includes('heroku') ? 'heroku' : 'web';
}

/** An account at a source host; `user` null when the login names none. */
export function login(host: string, user: string | null) {
  return {
    kind: 'service-account',
    nativeType: `${providerOf(host)}-account`,
    key: `${providerOf(host)}:account:${user ?? ''}@${host}`,
    name: user === null ? `account at ${host}` : `${user} at ${host}`,
  } as const;
}
