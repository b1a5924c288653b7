import { detectors } from './detectors.ts';
import { beginsWord, endsRun, isWord } from './engine/boundaries.ts';
import { type CompiledDetector, compiledSet } from './engine/compile.ts';
import { someKeywordInBytes } from './engine/keyword-filter.ts';

/** UTF-8 needs at most three bytes for each UTF-16 unit. */
const bytesPerUnit = 3;
/** The longest escape that a word may begin after. */
const longestEscape = 6;

/**
 * Whether bytes (UTF-8, ASCII or Latin-1) may hold a secret, so that decoding them is worth it.
 *
 * Never false where a scan of the decoded text with the same path finds something. UTF-16 is
 * answered with true, since its keywords are spread over twice the bytes.
 */
export function couldContainSecret(bytes: Uint8Array, path = ''): boolean {
  if (looksUtf16(bytes)) return true;
  const set = compiledSet(detectors);
  return someKeywordInBytes(set.filter, bytes, ({ owner, at }) => {
    const compiled = set.detectors[owner];
    return compiled !== undefined && isPlausible(compiled, bytes, { at, path });
  });
}

/** The cheap half of what the engine asks before it runs a pattern. */
function isPlausible(
  { detector, keywordAt, onlyIn }: CompiledDetector,
  bytes: Uint8Array,
  { at, path }: { at: number; path: string },
): boolean {
  if (onlyIn !== null && !onlyIn.test(path)) return false;
  const hasFixedStart = detector.basis !== 'context' && keywordAt[1] === 0;
  if (hasFixedStart && !beginsWordInBytes(bytes, at)) return false;
  const { soonAfter } = detector;
  return soonAfter === undefined || standsSoonAfterInBytes(bytes, at, soonAfter);
}

function beginsWordInBytes(bytes: Uint8Array, at: number): boolean {
  if (at === 0 || !isWord(bytes[at - 1] ?? 0)) return true;
  const before = latin1(bytes, Math.max(0, at - longestEscape), at);
  return beginsWord(before, before.length);
}

function standsSoonAfterInBytes(
  bytes: Uint8Array,
  at: number,
  soon: { readonly text: string; readonly within: number },
): boolean {
  const end = Math.min(bytes.length, at + soon.within * bytesPerUnit + soon.text.length);
  const first = soon.text.charCodeAt(0);
  for (let i = at; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === first && latin1(bytes, i, i + soon.text.length) === soon.text) return true;
    if (endsRun(byte)) return false;
  }
  return false;
}

/** One character for each byte: what is ASCII stays, the rest becomes some non-ASCII letter. */
function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function looksUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.subarray(0, 64).includes(0);
}
