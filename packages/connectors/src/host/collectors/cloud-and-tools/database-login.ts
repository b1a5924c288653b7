/** A login of a database server. */
export function login(provider: string, user: string, host: string) {
  return {
    kind: 'database-login',
    nativeType: `${provider}-login`,
    key: `${provider}:login:${user}@${host}`,
    name: `${user}@${host}`,
  } as const;
}
