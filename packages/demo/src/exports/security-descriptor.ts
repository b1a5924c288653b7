/** An entry of an access list (MS-DTYP 2.4.4). */
export interface AccessEntry {
  readonly sid: string;
  readonly mask: number;
  /** The right or attribute that it is about, as a GUID; all when absent. */
  readonly about?: string;
}

/** The bytes of a SID (MS-DTYP 2.4.2). */
export function sidBytes(sid: string): Buffer {
  const [, , authority = '0', ...parts] = sid.split('-');
  const bytes = Buffer.alloc(8 + parts.length * 4);
  bytes[0] = 1;
  bytes[1] = parts.length;
  bytes.writeUInt32BE(Number(authority), 4);
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(Number(part), 8 + index * 4);
  return bytes;
}

/** A GUID as Windows stores it: its first three parts the other way round. */
export function guidBytes(guid: string): Buffer {
  const [one = '', two = '', three = '', ...rest] = guid.split('-');
  const turned = [one, two, three].map((part) => Buffer.from(part, 'hex').reverse());
  return Buffer.concat([...turned, Buffer.from(rest.join(''), 'hex')]);
}

function entryBytes({ sid, mask, about }: AccessEntry): Buffer {
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE(mask);
  const object = about === undefined ? [] : [Buffer.from([1, 0, 0, 0]), guidBytes(about)];
  const body = Buffer.concat([masked, ...object, sidBytes(sid)]);
  const head = Buffer.alloc(4);
  head[0] = about === undefined ? 0 : 5;
  head.writeUInt16LE(body.length + 4, 2);
  return Buffer.concat([head, body]);
}

/** A self-relative security descriptor with an owner and a list of who may do what (MS-DTYP 2.4.6). */
export function securityDescriptor(owner: string, entries: readonly AccessEntry[]): Buffer {
  const ownerBytes = sidBytes(owner);
  const list = Buffer.concat(entries.map(entryBytes));
  const head = Buffer.alloc(20);
  head[0] = 1;
  head.writeUInt16LE(0x8004, 2);
  head.writeUInt32LE(20, 4);
  head.writeUInt32LE(20 + ownerBytes.length, 16);
  const listHead = Buffer.alloc(8);
  listHead[0] = 4;
  listHead.writeUInt16LE(list.length + 8, 2);
  listHead.writeUInt16LE(entries.length, 4);
  return Buffer.concat([head, ownerBytes, listHead, list]);
}
