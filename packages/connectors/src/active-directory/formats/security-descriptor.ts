import { guidOf, sidLength, sidOf } from './directory-values.ts';

/** An entry of an access list that allows something, and holds for the object itself. */
export interface AllowedRight {
  readonly sid: string;
  /** The access mask. */
  readonly mask: number;
  /** The attribute, class or extended right that it is limited to; null when to none. */
  readonly objectType: string | null;
}

export interface SecurityDescriptor {
  readonly owner: string | null;
  /** Without a list everyone may do everything, and that is what stands here then. */
  readonly allowed: readonly AllowedRight[];
}

/** Bits of access masks of directory objects. */
export const right = {
  createChild: 0x1,
  writeProperty: 0x20,
  controlAccess: 0x100,
  writeDacl: 0x40000,
  writeOwner: 0x80000,
  genericAll: 0x10000000,
  genericWrite: 0x40000000,
  /** What "full control" of a directory object is written as. */
  fullControl: 0xf01ff,
} as const;

/** Extended rights, attributes and classes by GUID (schema and `Extended-Rights` container of any forest). */
export const rightGuid = {
  enroll: '0e10c968-78fb-11d2-90d4-00c04f79dc55',
  autoEnroll: 'a05b8cc2-17bc-4802-a710-e7c15ab866a2',
  keyCredentialLink: '5b47d60f-6090-40b2-9f37-2a4de88f3063',
  precededByLink: 'a0945b2b-57a2-43bd-b327-4d112a4e8bd1',
  delegatedManagedAccount: '0feb936f-47b3-49f2-9386-1dedc2c23765',
} as const;

const allow = 0;
const allowObject = 5;
const inheritOnly = 0x08;
const hasObjectType = 0x1;
const hasInheritedType = 0x2;

/**
 * Reads a self-relative security descriptor (MS-DTYP 2.4.6). Denying entries are left out: what they
 * take away depends on order and on groups, so that a right that is told may in fact be denied. Null
 * when the bytes are none.
 */
export function readSecurityDescriptor(bytes: Uint8Array): SecurityDescriptor | null {
  if (bytes.length < 20 || bytes[0] !== 1) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ownerAt = view.getUint32(4, true);
  const listAt = view.getUint32(16, true);
  const owner = ownerAt === 0 ? null : sidOf(bytes, ownerAt);
  if (listAt === 0)
    return { owner, allowed: [{ sid: 'S-1-1-0', mask: right.genericAll, objectType: null }] };
  if (listAt + 8 > bytes.length) return null;
  return { owner, allowed: readEntries(view, { bytes, at: listAt }) };
}

function readEntries(
  view: DataView,
  { bytes, at }: { readonly bytes: Uint8Array; readonly at: number },
): AllowedRight[] {
  const end = Math.min(bytes.length, at + view.getUint16(at + 2, true));
  const count = view.getUint16(at + 4, true);
  const allowed: AllowedRight[] = [];
  let entryAt = at + 8;
  for (let index = 0; index < count && entryAt + 8 <= end; index += 1) {
    const size = view.getUint16(entryAt + 2, true);
    if (size < 8 || entryAt + size > end) break;
    const entry = readEntry(bytes.subarray(entryAt, entryAt + size));
    if (entry) allowed.push(entry);
    entryAt += size;
  }
  return allowed;
}

function readEntry(entry: Uint8Array): AllowedRight | null {
  const [type, flags = 0] = entry;
  if ((type !== allow && type !== allowObject) || (flags & inheritOnly) !== 0) return null;
  const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
  const mask = view.getUint32(4, true);
  if (type === allow) return withSid(entry, { at: 8, mask, objectType: null });
  if (entry.length < 12) return null;
  const told = view.getUint32(8, true);
  const objectType = told & hasObjectType ? guidOf(entry, 12) : null;
  const at = 12 + (told & hasObjectType ? 16 : 0) + (told & hasInheritedType ? 16 : 0);
  return withSid(entry, { at, mask, objectType });
}

function withSid(
  entry: Uint8Array,
  { at, mask, objectType }: { at: number; mask: number; objectType: string | null },
): AllowedRight | null {
  const sid = entry.length >= at + sidLength(entry, at) ? sidOf(entry, at) : null;
  return sid === null ? null : { sid, mask: mask >>> 0, objectType };
}

/** Whether the mask gives everything: full control, or what leads to it. */
export function controls({ mask }: AllowedRight): boolean {
  return (
    (mask & (right.genericAll | right.genericWrite | right.writeDacl | right.writeOwner)) !== 0 ||
    (mask & right.fullControl) === right.fullControl
  );
}
