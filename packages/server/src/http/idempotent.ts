import { NhiError, type WorkspaceId } from '@nonhuman/model';
import { claimKey, type Db, keepAnswer, releaseKey } from '@nonhuman/store';
import { hash } from './sign-in.ts';

/** One write, and what it is known by. */
export interface IdempotentRequest {
  readonly key: string;
  /** Equal for equal requests: the route with its parameters and body. */
  readonly request: string;
  readonly now: Date;
}

/**
 * Acts once for a key: the same request again is given the first answer. Throws
 * `IDEMPOTENCY_KEY_REUSED` for another request, `STATE_CONFLICT` while the first runs. A request that
 * failed may be tried again.
 */
export async function actOnce<T>(
  db: Db,
  workspaceId: WorkspaceId,
  { key, request, now, act }: IdempotentRequest & { readonly act: () => Promise<T> },
): Promise<T> {
  const requestHash = hash(request).toString('base64url');
  const kept = await claimKey(db, workspaceId, { key, requestHash, now });
  if (kept === null) return actFirst(db, workspaceId, { key, act });
  if (kept.requestHash !== requestHash) {
    throw new NhiError('IDEMPOTENCY_KEY_REUSED', { hint: 'Take a new key for another request.' });
  }
  if (!kept.isAnswered) {
    throw new NhiError('STATE_CONFLICT', { hint: 'The first request with this key still runs.' });
  }
  // It is what `act` gave the first time, and the route's schema parses it once more on the way out.
  return kept.answer as T;
}

async function actFirst<T>(
  db: Db,
  workspaceId: WorkspaceId,
  { key, act }: { readonly key: string; readonly act: () => Promise<T> },
): Promise<T> {
  let answer: T;
  try {
    answer = await act();
  } catch (error) {
    await releaseKey(db, workspaceId, key);
    throw error;
  }
  await keepAnswer(db, workspaceId, { key, answer });
  return answer;
}

/** The key of a request; null without one. Throws `REQUEST_INVALID` when it is not 1 to 255 printable characters. */
export function keyOf(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new NhiError('REQUEST_INVALID', {
    hint: 'An Idempotency-Key has 1 to 255 printable characters and no spaces.',
  });
}
