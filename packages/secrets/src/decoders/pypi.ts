import { base64Bytes, isRecord } from '../base64.ts';
import { instantOf } from '../jwt.ts';
import { type Facts, given } from './facts.ts';

/** One caveat as warehouse writes it: a number for its kind, then its parts. */
type Caveat = readonly unknown[];

/**
 * What a PyPI token may do: readable without its key, since a macaroon's caveats are plain.
 *
 * Caveats are JSON arrays by kind (0 expiry, 1 project names, 2 project ids, 3 user, 4 publisher;
 * warehouse, `warehouse/macaroons/caveats`); older tokens hold an object. Null when it is no
 * macaroon of pypi.org.
 */
export function macaroonFacts(value: string): Facts | null {
  const bytes = base64Bytes(value.replace(/^pypi-/, ''));
  const fields = bytes === null ? null : macaroonFields(bytes);
  if (fields === null || !/^(?:test\.)?pypi\.org$/.test(fields[0] ?? '')) return null;
  const caveats = fields.slice(1).map(parsed);
  const lists = caveats.filter((caveat): caveat is Caveat => Array.isArray(caveat));
  const old = caveats.find(isRecord);
  return given({
    issuer: fields[0],
    scope: scopeOf(lists, old),
    subject: lists.find(([kind]) => kind === 3)?.[1],
    expiresAt: instantOf(lists.find(([kind]) => kind === 0)?.[1]),
    projectId: listed(lists.find(([kind]) => kind === 2)?.[1]),
  });
}

function scopeOf(
  lists: readonly Caveat[],
  old: Record<string, unknown> | undefined,
): string | null {
  const projects = listed(lists.find(([kind]) => kind === 1)?.[1]);
  if (projects !== null) return `projects: ${projects}`;
  if (lists.some(([kind]) => kind === 3)) return 'user';
  if (lists.some(([kind]) => kind === 4)) return 'trusted publisher';
  const permissions = old?.['permissions'];
  if (isRecord(permissions)) return `projects: ${listed(permissions['projects']) ?? ''}`;
  return typeof permissions === 'string' ? permissions : null;
}

function listed(names: unknown): string | null {
  return Array.isArray(names) ? names.join(', ') : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Location, then each caveat, of a binary macaroon of version 2; null when it is malformed. */
function macaroonFields(bytes: Uint8Array): string[] | null {
  if (bytes[0] !== 2) return null;
  const texts: string[] = [];
  let at = 1;
  while (at < bytes.length) {
    const type = bytes[at++];
    if (type === 0) continue;
    const length = varint(bytes, at);
    if (length === null || length.next + length.value > bytes.length) return null;
    at = length.next + length.value;
    const isCaveat = type === 2 && texts.length > 0;
    if (type === 1 && texts.length === 0) texts.push(text(bytes, length.next, at));
    else if (isCaveat) texts.push(text(bytes, length.next, at));
    if (type === 6) break;
  }
  return texts.length === 0 ? null : texts;
}

function varint(bytes: Uint8Array, from: number): { value: number; next: number } | null {
  let value = 0;
  for (let step = 0; step < 4; step++) {
    const byte = bytes[from + step];
    if (byte === undefined) return null;
    value |= (byte & 0x7f) << (7 * step);
    if (byte < 0x80) return { value, next: from + step + 1 };
  }
  return null;
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to));
}
