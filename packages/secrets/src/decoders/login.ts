import { base64Text } from '../base64.ts';
import { connectionStringParts } from '../connection-string.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Facts, given } from './facts.ts';

/** Names that RFC 2606 keeps for documentation. */
const documentationHosts = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid)(?:,|$)/;
const localHosts = /^(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)$/;

/** Who logs in where. Null when there is no password, a placeholder, or a local default. */
export function connectionFacts(value: string): Facts | null {
  const parts = connectionStringParts(value);
  if (parts === null || parts.password === null) return null;
  const { scheme, username, password, host, database } = parts;
  if (isPlaceholder(password) || documentationHosts.test(host)) return null;
  if (password === username && localHosts.test(host)) return null;
  return given({ scheme, username, host, database });
}

/** The user name of base64 `user:password`; null when it is not that. */
export function basicLoginFacts(value: string): Facts | null {
  const login = base64Text(value);
  const colon = login?.indexOf(':') ?? -1;
  if (login === null || colon < 1 || !/^[\x20-\x7e]+$/.test(login)) return null;
  const password = login.slice(colon + 1);
  return password === '' || isPlaceholder(password)
    ? null
    : given({ username: login.slice(0, colon) });
}
