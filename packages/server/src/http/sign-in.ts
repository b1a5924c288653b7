import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { NhiError } from '@nonhuman/model';
import { isFromOwnPage } from './caller-checks.ts';

/** Who calls, and how that was proved. */
export interface Caller {
  readonly actor: string;
  readonly by: 'cookie' | 'token';
  /** Null for a token, which does not end by itself. */
  readonly expiresAt: Date | null;
}

/** What signing in works with. */
export interface SignInOptions {
  /** SHA-256 of the install's token: the token itself is not needed in memory. */
  readonly tokenHash: Uint8Array;
  readonly now: () => Date;
  /** What callers are called in the history of findings. */
  readonly actor: string;
}

/** Proves who calls: the token, or a cookie that was given for a one-time link. */
export interface SignIn {
  /** The caller of a request. Throws `UNAUTHENTICATED`, or `RATE_LIMITED` after too many failures. */
  callerOf(request: Request): Caller;
  /** A new one-time code and its end. */
  newCode(): { readonly code: string; readonly expiresAt: Date };
  /** Exchanges a code, once, for the value of a cookie. Throws like `callerOf`. */
  redeem(code: string): { readonly cookie: string; readonly caller: Caller };
  /** Ends the session of a request's cookie. */
  end(request: Request): void;
}

/** The name of the session's cookie. */
export const cookieName = 'nonhuman_session';

const codeLifeMs = 5 * 60_000;
const sessionLifeMs = 12 * 3_600_000;
const maxCodes = 100;
const maxSessions = 1_000;
const maxFailures = 20;
const failureWindowMs = 60_000;

/** Signing in for one server. Sessions live as long as the process. */
export function signIn({ tokenHash, now, actor }: SignInOptions): SignIn {
  const codes = new Map<string, Date>();
  const sessions = new Map<string, Date>();
  const failures: number[] = [];

  /** A right secret always passes: failures of others must not lock the owner out. */
  function fail(): never {
    const time = now().getTime();
    while ((failures[0] ?? time) < time - failureWindowMs) failures.shift();
    if (failures.length >= maxFailures) {
      const retryAfterSeconds = failureWindowMs / 1_000;
      throw new NhiError('RATE_LIMITED', { retryAfterSeconds, hint: 'Wait a minute.' });
    }
    failures.push(time);
    throw new NhiError('UNAUTHENTICATED', {
      hint: 'Open the link that the server printed, or send the token as "Authorization: Bearer".',
    });
  }

  function sessionOf(request: Request): Caller | null {
    const value = cookieOf(request);
    if (value === null) return null;
    const key = hashText(value);
    const expiresAt = sessions.get(key);
    if (expiresAt === undefined || expiresAt <= now()) {
      sessions.delete(key);
      return null;
    }
    return { actor, by: 'cookie', expiresAt };
  }

  return {
    callerOf(request) {
      const authorization = request.headers.get('authorization');
      if (authorization !== null) {
        const [, token = ''] = /^Bearer ([\w-]{1,200})$/i.exec(authorization) ?? [];
        if (timingSafeEqual(hash(token), tokenHash)) return { actor, by: 'token', expiresAt: null };
        return fail();
      }
      const caller = sessionOf(request) ?? fail();
      // A browser sends the cookie on its own; what writes must show that one of our pages asked for it.
      const writes = request.method !== 'GET' && request.method !== 'HEAD';
      if (writes && !isFromOwnPage(request)) fail();
      return caller;
    },
    newCode() {
      const code = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + codeLifeMs);
      keep(codes, { key: hashText(code), until: expiresAt, max: maxCodes });
      return { code, expiresAt };
    },
    redeem(code) {
      const key = hashText(code);
      const until = codes.get(key);
      codes.delete(key);
      if (until === undefined || until <= now()) return fail();
      const cookie = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + sessionLifeMs);
      keep(sessions, { key: hashText(cookie), until: expiresAt, max: maxSessions });
      return { cookie, caller: { actor, by: 'cookie', expiresAt } };
    },
    end(request) {
      const value = cookieOf(request);
      if (value !== null) sessions.delete(hashText(value));
    },
  };
}

/** The header that sets the cookie, or takes it away (null). */
export function cookieHeader(value: string | null): string {
  const life = value === null ? 0 : sessionLifeMs / 1_000;
  return `${cookieName}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${life}`;
}

/** SHA-256 of a token. */
export function hash(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

function hashText(text: string): string {
  return hash(text).toString('base64url');
}

function cookieOf(request: Request): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value) return value;
  }
  return null;
}

function keep(
  map: Map<string, Date>,
  { key, until, max }: { key: string; until: Date; max: number },
): void {
  map.set(key, until);
  const [oldest] = map.keys();
  if (map.size > max && oldest !== undefined) map.delete(oldest);
}
