import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of files by name, packed; names are written as they are given. */
export function zipOf(
  files: readonly (readonly [name: string, content: string | Buffer])[],
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const head = fields([
      [2, 20],
      [2, 0],
      [2, 8],
      [2, 0],
      [2, 0x5a21],
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
      [2, Buffer.byteLength(name)],
      [2, 0],
    ]);
    const local = Buffer.concat([fields([[4, 0x04034b50]]), head, Buffer.from(name), packed]);
    directory.push(
      fields([
        [4, 0x02014b50],
        [2, 20],
      ]),
      head,
      fields([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
      Buffer.from(name),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, central.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...parts, central, end]);
}

function fields(values: readonly (readonly [size: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      if (size === 2) bytes.writeUInt16LE(value);
      else bytes.writeUInt32LE(value);
      return bytes;
    }),
  );
}
