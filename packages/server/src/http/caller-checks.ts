import { NhiError } from '@nonhuman/model';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a request was meant for us, by its `Host`: a page elsewhere may point its own name at this machine. */
export function hostGuard(configured: readonly string[]): (request: Request) => void {
  const allowed = new Set([...loopbackNames, ...configured].map((name) => name.toLowerCase()));
  return (request) => {
    const host = request.headers.get('host') ?? '';
    if (allowed.has(nameOf(host))) return;
    throw new NhiError('HOST_NOT_ALLOWED', {
      hint: 'Use the address that the server printed, or add the name to the allowed hosts.',
    });
  };
}

/** The name or address of a `Host`, without its port. */
function nameOf(host: string): string {
  const [, name = ''] = /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::\d{1,5})?$/i.exec(host) ?? [];
  return name.toLowerCase();
}

/**
 * Refuses what a page of another origin sends, on the same host as well: ports are origins of their own.
 *
 * Browsers tell where a request comes from in headers that pages cannot forge. A program that is no
 * browser tells nothing, and is let through: it has to bring the token.
 */
export function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  if (origin !== null && !isOriginOf(origin, request.headers.get('host'))) refuse();
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') refuse();
}

/** Whether a browser said that the request comes from one of our own pages. */
export function isFromOwnPage(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  return (
    site === 'same-origin' ||
    isOriginOf(request.headers.get('origin') ?? '', request.headers.get('host'))
  );
}

function isOriginOf(origin: string, host: string | null): boolean {
  return host !== null && (origin === `http://${host}` || origin === `https://${host}`);
}

function refuse(): never {
  throw new NhiError('HOST_NOT_ALLOWED', { hint: 'Requests of other sites are not answered.' });
}
