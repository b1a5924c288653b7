import { isOwnMachine } from '@nonhuman/model';
import { identifyToken } from '@nonhuman/secrets';

/**
 * Where a server is, without userinfo, query and whatever in the path may be a secret. Variables in
 * braces stay as they are written. `[not a URL]` for other text.
 */
export function addressOf(text: string): string {
  if (!URL.canParse(text)) {
    const [, place] = /^([^?#@\s]*\{[^?#@\s]*)/.exec(text) ?? [];
    return place ?? '[not a URL]';
  }
  const url = new URL(text);
  const path = url.pathname
    .replace(/%7B/gi, '{')
    .replace(/%7D/gi, '}')
    .split('/')
    .map((segment) =>
      identifyToken(segment) === null && !/^[\w-]{32,}$/.test(segment) ? segment : '…',
    )
    .join('/');
  return `${url.protocol}//${url.host}${path}`;
}

/** Unencrypted, and not on this machine. */
export function isPlainHttp(text: string): boolean {
  return /^http:/i.test(text) && !isOwnMachine(text);
}
