/** An address that something is sent to, without what may be a secret in it. */
export interface ReceiverUrl {
  readonly host: string;
  /** Without userinfo and query; opaque parts of the path are redacted. */
  readonly text: string;
  /** Unencrypted, and not on this machine. */
  readonly isPlain: boolean;
}

/** Null for what is no absolute address. */
export function receiverUrl(written: string | null | undefined): ReceiverUrl | null {
  if (!written || !URL.canParse(written)) return null;
  const url = new URL(written);
  const path = url.pathname
    .split('/')
    .map((part) => (isOpaque(part) ? '[redacted]' : part))
    .join('/');
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  return {
    host: url.host,
    text: `${url.protocol}//${url.host}${path}`,
    isPlain: url.protocol === 'http:' && !isLocal,
  };
}

function isOpaque(part: string): boolean {
  return part.length >= 16 || (part.length >= 8 && /\d/.test(part) && /[A-Za-z]/.test(part));
}
