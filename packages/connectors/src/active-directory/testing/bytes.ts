/** The bytes of a SID. */
export function sidBytes(sid: string): Buffer {
  const [, , authority = '0', ...parts] = sid.split('-');
  const bytes = Buffer.alloc(8 + parts.length * 4);
  bytes[0] = 1;
  bytes[1] = parts.length;
  bytes.writeUInt32BE(Number(authority), 4);
  parts.forEach((part, index) => bytes.writeUInt32LE(Number(part), 8 + index * 4));
  return bytes;
}

/** The bytes of a GUID as Windows stores it. */
export function guidBytes(guid: string): Buffer {
  const [a = '', b = '', c = '', d = '', e = ''] = guid.split('-');
  const flip = (hex: string) => Buffer.from(hex, 'hex').reverse();
  return Buffer.concat([flip(a), flip(b), flip(c), Buffer.from(d + e, 'hex')]);
}

/** An entry of an access list. */
export interface Entry {
  readonly sid: string;
  readonly mask: number;
  readonly objectType?: string;
  /** Denies instead of allowing. */
  readonly denies?: boolean;
  readonly flags?: number;
}

function entryBytes({ sid, mask, objectType, denies = false, flags = 0 }: Entry): Buffer {
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE(mask >>> 0);
  const object =
    objectType === undefined
      ? Buffer.alloc(0)
      : Buffer.concat([Buffer.from([1, 0, 0, 0]), guidBytes(objectType)]);
  const body = Buffer.concat([masked, object, sidBytes(sid)]);
  const head = Buffer.alloc(4);
  head[0] = (objectType === undefined ? 0 : 5) + (denies ? 1 : 0);
  head[1] = flags;
  head.writeUInt16LE(body.length + 4, 2);
  return Buffer.concat([head, body]);
}

/** A self-relative security descriptor. */
export function descriptorBytes(owner: string, entries: readonly Entry[]): Buffer {
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

/** A FILETIME of a moment. */
export function fileTimeOf(moment: string): string {
  return String(BigInt(Date.parse(moment)) * 10_000n + 116_444_736_000_000_000n);
}

/** A value of `msDS-KeyCredentialLink`. */
export function keyCredentialValue(of: {
  readonly keyId: string;
  readonly createdAt: string;
  readonly deviceId: string | null;
  readonly dn: string;
}): string {
  const field = (id: number, content: Buffer) => {
    const head = Buffer.alloc(3);
    head.writeUInt16LE(content.length);
    head[2] = id;
    return Buffer.concat([head, content]);
  };
  const created = Buffer.alloc(8);
  created.writeBigUInt64LE(BigInt(fileTimeOf(of.createdAt)));
  const blob = Buffer.concat([
    Buffer.from([0, 2, 0, 0]),
    field(1, Buffer.from(of.keyId, 'hex')),
    field(4, Buffer.from([1])),
    ...(of.deviceId === null ? [] : [field(6, guidBytes(of.deviceId))]),
    field(9, created),
  ]);
  const hex = blob.toString('hex').toUpperCase();
  return `B:${hex.length}:${hex}:${of.dn}`;
}

/** Attributes of an entry: text, bytes, or several of them. */
export type Attributes = Readonly<
  Record<string, string | Uint8Array | readonly (string | Uint8Array)[]>
>;

function lineOf(name: string, value: string | Uint8Array): string {
  const isPlain = typeof value === 'string' && /^[!-~][ -~]*$/.test(value) && !/^[ :<]/.test(value);
  const line = isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`;
  const [first = '', ...rest] = line.match(/.{1,76}/g) ?? [];
  return [first, ...rest.map((piece) => ` ${piece}`)].join('\n');
}

/** One entry as `ldapsearch` prints it, with folded lines. */
export function ldifEntry(dn: string, attributes: Attributes): string {
  const lines = Object.entries(attributes).flatMap(([name, told]) =>
    (Array.isArray(told) ? (told as readonly (string | Uint8Array)[]) : [told as string]).map(
      (value) => lineOf(name, value),
    ),
  );
  return `${[lineOf('dn', dn), ...lines].join('\n')}\n`;
}

/** A whole answer of `ldapsearch`. */
export function searchAnswer(
  entries: readonly string[],
  of: { readonly requested?: string; readonly code?: number; readonly cookie?: string } = {},
): string {
  const { requested = 'ALL', code = 0, cookie = '' } = of;
  return [
    '# extended LDIF\n#\n# LDAPv3\n',
    `# base <DC=acme,DC=example> with scope subtree\n# filter: (objectClass=user)\n# requesting: ${requested} \n#\n`,
    ...entries.map((entry) => `# an entry\n${entry}`),
    `# search result\nsearch: 3\nresult: ${code} ${code === 0 ? 'Success' : 'Size limit exceeded'}\ncontrol: 1.2.840.113556.1.4.319 false MAUCAQAEAA==\npagedresults: cookie=${cookie}\n\n# numResponses: ${entries.length + 1}\n# numEntries: ${entries.length}\n`,
  ].join('\n');
}
