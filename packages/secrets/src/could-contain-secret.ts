import { detectors } from './detectors.ts';
import { compiledSet } from './engine/compile.ts';
import { someKeywordInBytes } from './engine/keyword-filter.ts';

/** UTF-8 needs at most three bytes for each UTF-16 unit. */
const bytesPerUnit = 3;

/**
 * Whether bytes (UTF-8, ASCII or Latin-1) may hold a secret, so that decoding them is worth it.
 *
 * Never false where {@link scanText} of the decoded text finds something. UTF-16 is answered with
 * true, since its keywords are spread over twice the bytes.
 */
export function couldContainSecret(bytes: Uint8Array): boolean {
  if (looksUtf16(bytes)) return true;
  const set = compiledSet(detectors);
  return someKeywordInBytes(set.filter, bytes, ({ owner, at }) => {
    const soonAfter = set.detectors[owner]?.detector.soonAfter;
    if (soonAfter === undefined) return true;
    const within = at + (soonAfter.within + soonAfter.text.length) * bytesPerUnit;
    return includesAscii(bytes.subarray(at, within), soonAfter.text);
  });
}

function looksUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.subarray(0, 64).includes(0);
}

function includesAscii(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < text.length && bytes[at + length] === text.charCodeAt(length)) length += 1;
    if (length === text.length) return true;
  }
  return false;
}
