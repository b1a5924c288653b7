import type { Timestamp } from '@nonhuman/model';
import { fileTime, guidOf } from './directory-values.ts';

/** A public key by which an account may sign in (Windows Hello, and what attackers add). */
export interface KeyCredential {
  /** SHA-256 of the key, in hexadecimal. */
  readonly keyId: string;
  /** The device that it was registered from; null when it names none, as with many that are planted. */
  readonly deviceId: string | null;
  readonly createdAt: Timestamp | null;
  readonly lastUsedAt: Timestamp | null;
}

const field = { keyId: 1, deviceId: 6, lastUsed: 8, created: 9 } as const;

/**
 * Reads a value of `msDS-KeyCredentialLink`: `B:<digits>:<hex>:<dn>` around a KEYCREDENTIALLINK_BLOB
 * (MS-ADTS 2.2.20). Null when it is none.
 */
export function readKeyCredential(value: string): KeyCredential | null {
  const hex = /^B:\d+:([0-9a-f]+):/i.exec(value)?.[1];
  if (hex === undefined) return null;
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x200) return null;
  const fields = new Map<number, Buffer>();
  for (let at = 4; at + 3 <= bytes.length; ) {
    const length = bytes.readUInt16LE(at);
    const content = bytes.subarray(at + 3, at + 3 + length);
    if (content.length < length) return null;
    fields.set(bytes[at + 2] ?? 0, content);
    at += 3 + length;
  }
  const keyId = fields.get(field.keyId);
  if (keyId === undefined) return null;
  const device = fields.get(field.deviceId);
  const deviceId = device ? guidOf(device) : null;
  return {
    keyId: keyId.toString('hex'),
    deviceId: deviceId === null || /^[0-]+$/.test(deviceId) ? null : deviceId,
    createdAt: timeIn(fields.get(field.created)),
    lastUsedAt: timeIn(fields.get(field.lastUsed)),
  };
}

function timeIn(bytes: Buffer | undefined): Timestamp | null {
  if (bytes?.length !== 8) return null;
  const time = fileTime(bytes.readBigUInt64LE(0).toString());
  return time?.state === 'seen' ? time.value : null;
}
