import { NhiError } from '@nonhuman/model';
import { DatabaseError } from 'pg';

const connectionErrnos = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** 57P01-57P04: told to go or not up yet. 53300: no slot free. XX000 of a pooler is left out. */
const connectionStates = new Set(['57P01', '57P02', '57P03', '57P04', '53300']);

/** The driver has no codes for these; the texts are those of pg 8. */
const connectionMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|The server does not support SSL)/;

/** Whether the statement may work once PostgreSQL is reachable again. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof NhiError) return error.code === 'STORE_UNAVAILABLE';
  if (error instanceof AggregateError) return error.errors.every(isConnectionLoss);
  const code = codeOf(error);
  if (error instanceof DatabaseError) {
    return connectionStates.has(code) || code.startsWith('08');
  }
  return connectionErrnos.has(code) || connectionMessages.test(error.message);
}

/** Whether a unique constraint refused the row; with `constraint`, that very one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof DatabaseError) || error.code !== '23505') return false;
  return constraint === undefined || error.constraint === constraint;
}

/**
 * The error as callers know it: `STORE_UNAVAILABLE`, `STORE_DISK_FULL` or `STORE_TIMEOUT`;
 * everything else (a constraint, a bug in SQL) stays what the driver threw.
 */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof NhiError) return error;
  const code = codeOf(error);
  if (code === '53100' || code === 'ENOSPC') return diskFull(error);
  if (code === '57014') {
    return new NhiError(
      'STORE_TIMEOUT',
      { hint: 'Narrow the question, or raise the statement timeout.' },
      { cause: error },
    );
  }
  if (isConnectionLoss(error) || isRefusal(code)) {
    const hint = isRefusal(code)
      ? 'Check the user, password and database of DATABASE_URL; the user must own the schema nonhuman or be allowed to create it.'
      : 'Check that PostgreSQL runs and can be reached, then try again.';
    return new NhiError('STORE_UNAVAILABLE', { reason: reasonOf(error), hint }, { cause: error });
  }
  return error;
}

/** A full disk, said with what to do. */
export function diskFull(cause: unknown): NhiError {
  const hint = 'Free space on the disk that holds the data; nothing written before is lost.';
  return new NhiError('STORE_DISK_FULL', { hint }, { cause });
}

/** Wrong password, no such role or database, not permitted. */
function isRefusal(code: string): boolean {
  return code.startsWith('28') || code === '3D000' || code === '42501';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function reasonOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return (first instanceof Error ? first.message : error.message).slice(0, 200);
}
