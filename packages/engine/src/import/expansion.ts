import { FileProblem } from '@nonhuman/connector-kit';

/** What archives may grow to. */
export interface ExpansionLimits {
  /** Bytes out for each byte in, asked of what has grown beyond `ratioFrom`. */
  readonly ratio: number;
  /** Bytes. */
  readonly ratioFrom: number;
  /** Bytes of one entry. */
  readonly entryBytes: number;
  readonly entries: number;
  /** Bytes of an archive within an archive, and of standard input: they are held in memory. */
  readonly heldBytes: number;
}

/** Far above any export that was seen, far below what fills a machine. */
export const expansionLimits: ExpansionLimits = {
  ratio: 250,
  ratioFrom: 64_000_000,
  entryBytes: 20_000_000_000,
  entries: 100_000,
  heldBytes: 512_000_000,
};

/** Passes bytes through. Throws `FileProblem` once they are more than `packedBytes` could honestly hold. */
export async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  packedBytes: () => number,
  limits: ExpansionLimits,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    const isBomb = size > limits.ratioFrom && size > packedBytes() * limits.ratio;
    if (isBomb || size > limits.entryBytes) {
      throw new FileProblem(
        'too-large',
        `It unpacks to more than ${Math.floor(size / 1e6)} MB from ${Math.ceil(packedBytes() / 1e6)} MB and was stopped`,
        { needs: 'Unpack it yourself and import the files, if you trust it' },
      );
    }
    yield chunk;
  }
}
