/** The parts of a URL-shaped connection string. */
export interface ConnectionParts {
  /** Lower case, without `jdbc:`, for instance `postgres`. */
  readonly scheme: string;
  /** Percent-decoded; empty when the URL names none. */
  readonly username: string;
  /** Percent-decoded secret; null when the URL carries none. Never store, log or show it. */
  readonly password: string | null;
  /** Without port; several hosts stay separated by commas. */
  readonly host: string;
  readonly database: string | null;
}

const shape = /^(?:jdbc:)?([a-z][a-z0-9+.-]*):\/\/(?:([^\s/?#]*)@)?([^\s/?#@]*)(?:\/([^\s?#]*))?/i;

/** Takes a connection URL apart; null when the string is no `scheme://` URL with a host or login. */
export function connectionStringParts(url: string): ConnectionParts | null {
  const match = shape.exec(url);
  if (match === null) return null;
  const [, scheme = '', login = '', hosts = '', path = ''] = match;
  if (login === '' && hosts === '') return null;
  const colon = login.indexOf(':');
  const username = colon === -1 ? login : login.slice(0, colon);
  const password = colon === -1 ? (queryPassword(url) ?? '') : login.slice(colon + 1);
  return {
    scheme: scheme.toLowerCase(),
    username: decoded(username),
    password: password === '' ? null : decoded(password),
    host: hosts
      .split(',')
      .map((host) => host.replace(/:\d*$/, ''))
      .join(','),
    database: path === '' ? null : decoded(path),
  };
}

function queryPassword(url: string): string | null {
  return /[?&;]password=([^&;#\s]+)/i.exec(url)?.[1] ?? null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
