import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scanText } from './scan-text.ts';

const corpus = (path: string) =>
  fileURLToPath(new URL(`../../../.testdata/dev/${path}`, import.meta.url));
const kingfisher = corpus('kingfisher/examples.jsonl');
const leaktk = corpus('leaktk');

/** A labelled example of another scanner: 1 says that it holds a secret. */
interface Labelled {
  readonly name: string;
  readonly label: 0 | 1;
  readonly text: string;
}

describe.skipIf(!existsSync(kingfisher))('the labelled examples of Kingfisher', () => {
  it('holds no match in what is labelled harmless', () => {
    const lines = readFileSync(kingfisher, 'utf8').trim().split('\n');
    const harmless = lines
      .map((line): Labelled => JSON.parse(line))
      .filter(({ label }) => label === 0);

    const found = harmless.filter(({ text }) => scanText(text).length > 0);

    expect(harmless.length).toBeGreaterThan(0);
    expect(found.map(({ name }) => name)).toEqual([]);
  });
});

describe.skipIf(!existsSync(leaktk))('the labelled files of LeakTK', () => {
  it('holds no match in what is labelled harmless, but for web tokens of other issuers', () => {
    const files = readdirSync(leaktk, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /[\\/]invalid[\\/][^\\/]+$/.test(path),
    );

    const found = files.flatMap((path) =>
      scanText(readFileSync(`${leaktk}/${path}`, 'utf8'), { path }),
    );

    expect(files.length).toBeGreaterThan(0);
    expect(found.filter(({ detectorId }) => detectorId !== 'generic-jwt')).toEqual([]);
  });
});
