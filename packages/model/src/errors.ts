/** Every error that a caller may see: code → HTTP status and constant title. Codes are never reused. */
export const errorCatalogue = {
  BACKUP_INVALID: { status: 422, title: 'The backup is damaged or not a backup' },
  CONFIG_INVALID: { status: 400, title: 'The configuration is not valid' },
  CURSOR_INVALID: { status: 400, title: 'The page cursor is not valid' },
  DATA_FOLDER_UNUSABLE: { status: 503, title: 'The data folder cannot be used' },
  FILE_UNREADABLE: { status: 422, title: 'A file could not be read' },
  FORBIDDEN: { status: 403, title: 'This is not permitted' },
  HOST_NOT_ALLOWED: { status: 403, title: 'The Host or Origin of the request is not allowed' },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'The idempotency key was used for another request',
  },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The request is too large' },
  PORT_IN_USE: { status: 409, title: 'The port is already in use' },
  PROVIDER_UNKNOWN: { status: 404, title: 'There is no such provider' },
  RATE_LIMITED: { status: 429, title: 'Too many attempts; wait a little' },
  REQUEST_INVALID: { status: 400, title: 'The request is not valid' },
  STATE_CONFLICT: { status: 409, title: 'The state does not allow this' },
  STORE_BINARIES_MISSING: { status: 503, title: 'There is no PostgreSQL for this platform' },
  STORE_DISK_FULL: { status: 507, title: 'The disk of the store is full' },
  STORE_MIGRATION_CHANGED: { status: 503, title: 'An applied migration has changed' },
  STORE_NEWER_THAN_PROGRAM: { status: 503, title: 'The store was written by a newer version' },
  STORE_NOT_EMPTY: { status: 409, title: 'The store is not empty' },
  STORE_TIMEOUT: { status: 504, title: 'The store took too long to answer' },
  STORE_UNAVAILABLE: { status: 503, title: 'The store cannot be reached' },
  UNAUTHENTICATED: { status: 401, title: 'Sign in first' },
  UNSAFE_BIND: { status: 400, title: 'Listening beyond this machine needs authentication' },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** Facts beside an error's constant title. Values are short and never secrets. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** A fault of the caller's, or ours to report. Everything else that is thrown is a bug. */
export class NhiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** `details.hint`, if given, says what to do and is shown to the user. */
  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { cause?: unknown } = {}) {
    super(errorCatalogue[code].title, options);
    this.name = 'NhiError';
    this.code = code;
    this.details = redactDetails(details);
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

const userinfo = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;
const opaque = /[A-Za-z0-9_+/=.-]{40,}/g;

/** Takes userinfo out of URLs and long opaque runs (not paths) out of text, so that no error carries a secret. */
export function redactText(text: string): string {
  return text
    .replace(userinfo, '$1[redacted]@')
    .replace(opaque, (run) => (looksOpaque(run) ? '[redacted]' : run));
}

function looksOpaque(run: string): boolean {
  return run
    .split(/[/.]/)
    .some((part) => part.length >= 32 && /[0-9]/.test(part) && /[A-Za-z]/.test(part));
}

function redactDetails(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? redactText(value) : value,
    ]),
  );
}
