import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldContainSecret } from './could-contain-secret.ts';
import { detectors } from './detectors.ts';
import { scanText } from './scan-text.ts';
import { plantedSecret } from './testing/index.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('couldContainSecret', () => {
  it.each(detectors.map(({ id }) => id))('never hides a secret from the scan: %s', (id) => {
    for (let seed = 1; seed <= 4; seed++) {
      const { text, path } = plantedSecret(id, seed);

      for (const before of ['', '\n', 'é "', String.raw`\n`]) {
        expect(couldContainSecret(bytesOf(`${before}${text}`), path)).toBe(true);
      }
    }
  });

  it('agrees with the scan on any text', () => {
    const noise = fc.string({ unit: 'grapheme', maxLength: 30 });
    const piece = fc.constantFrom(...detectors.map(({ id }) => plantedSecret(id, 9)));
    fc.assert(
      fc.property(noise, piece, noise, fc.nat(400), (before, { text, path }, after, cut) => {
        const whole = `${before}${text.slice(0, Math.max(3, text.length - cut))}${after}`;
        const options = path === undefined ? {} : { path };
        const found = scanText(whole, { ...options, keepInvalid: true });

        const hidden = found.length > 0 && !couldContainSecret(bytesOf(whole), path);
        expect(hidden).toBe(false);
      }),
    );
  });

  it('says no to ordinary text', () => {
    const text = 'export function list(items) { return items.filter((item) => item.test()); }\n';

    expect(couldContainSecret(bytesOf(text.repeat(50)))).toBe(false);
  });

  it('says yes to UTF-16, which has to be decoded to be read', () => {
    expect(couldContainSecret(new Uint8Array(Buffer.from('plain words', 'utf16le')))).toBe(true);
  });
});
