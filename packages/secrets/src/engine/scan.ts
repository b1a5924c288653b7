import { checksumOf } from '../checksums.ts';
import { decode } from '../decoders/decode.ts';
import type { IdentifiedToken, SecretDetector, SecretMatch } from '../detector.ts';
import { entropyOf } from '../entropy.ts';
import { isDocumentedExample } from '../placeholder.ts';
import { beginsWord, endsWord, standsSoonAfter } from './boundaries.ts';
import { type CompiledDetector, compiledSet } from './compile.ts';
import { eachKeyword } from './keyword-filter.ts';
import { strongest } from './overlaps.ts';
import type { RawMatch } from './raw-match.ts';

/** Options of {@link scanWith}. */
export interface ScanOptions {
  /** Where the text comes from; lets in the detectors that read only files of a certain name. */
  readonly path?: string;
  /** Reports tokens whose checksum is wrong; by default they are no match. */
  readonly keepInvalid?: boolean;
}

/** Finds the secrets of a text with the given detectors; sorted by start, without overlaps. */
export function scanWith(
  detectors: readonly SecretDetector[],
  text: string,
  options: ScanOptions,
): SecretMatch[] {
  return withLines(text, withoutPairedIds(strongest(rawMatches(detectors, text, options))));
}

/** Says which format a whole string is, or null. */
export function identifyWith(
  detectors: readonly SecretDetector[],
  value: string,
): IdentifiedToken | null {
  const whole = rawMatches(detectors, value, { keepInvalid: true }).filter(
    (match) => match.start === 0 && match.end === value.length,
  );
  const [best] = strongest(whole);
  if (best === undefined) return null;
  const { start: _start, end: _end, basis: _basis, ...token } = best;
  return token;
}

/** A public id that stands beside its secret is told there, not as a match of its own. */
function withoutPairedIds(matches: readonly RawMatch[]): RawMatch[] {
  const paired = new Set(matches.map(({ pairedId }) => pairedId));
  return matches.filter(({ value }) => !paired.has(value));
}

function rawMatches(
  detectors: readonly SecretDetector[],
  text: string,
  options: ScanOptions,
): RawMatch[] {
  const set = compiledSet(detectors);
  const found: RawMatch[] = [];
  const doneUntil = new Int32Array(detectors.length);
  eachKeyword(set.filter, text, ({ owner, at }) => {
    const compiled = set.detectors[owner];
    if (compiled === undefined || at < (doneUntil[owner] ?? 0)) return;
    if (compiled.onlyIn !== null && !compiled.onlyIn.test(options.path ?? '')) return;
    const match = matchAround(compiled, text, at);
    if (match === null) return;
    doneUntil[owner] = match.end;
    if (match.checksum === 'invalid' && options.keepInvalid !== true) return;
    found.push(match);
  });
  return found;
}

function matchAround(compiled: CompiledDetector, text: string, keyword: number): RawMatch | null {
  const { soonAfter } = compiled.detector;
  if (soonAfter !== undefined && !standsSoonAfter(text, keyword, soonAfter)) return null;
  const [least, most] = compiled.keywordAt;
  for (let before = most; before >= least; before--) {
    const match = keyword < before ? null : matchAt(compiled, text, keyword - before);
    if (match !== null) return match;
  }
  return null;
}

function matchAt(compiled: CompiledDetector, text: string, at: number): RawMatch | null {
  const { detector, pattern, longest } = compiled;
  if (detector.basis !== 'context' && !beginsWord(text, at)) return null;
  pattern.lastIndex = 0;
  const found = pattern.exec(text.slice(at, at + longest + 1));
  const span = found?.indices?.[compiled.secretGroup];
  if (found === null || span === undefined || found[0].length > longest) return null;
  const [start, end] = [at + span[0], at + span[1]];
  if (!endsWord(text, end, compiled.notFollowedBy)) return null;
  return judged(compiled, text, { start, end, whole: found[0] });
}

/** Where the secret stands, and all that the pattern matched around it. */
interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly whole: string;
}

function judged(compiled: CompiledDetector, text: string, candidate: Candidate): RawMatch | null {
  const { detector } = compiled;
  const { start, end, whole } = candidate;
  const value = copyOf(text.slice(start, end));
  const { entropyAtLeast = 0 } = detector;
  if (isDocumentedExample(value) || entropyOf(value) < entropyAtLeast) return null;
  const neighbours = neighboursOf(compiled, text, candidate);
  const facts =
    detector.decoder === undefined
      ? {}
      : decode(detector.decoder, {
          value,
          whole,
          before: text.slice(Math.max(0, start - 600), end),
        });
  if (neighbours === null || facts === null) return null;
  const { pairedId, ...said } = neighbours;
  return {
    detectorId: detector.id,
    provider: detector.provider,
    credentialKind: detector.credentialKind,
    title: detector.title,
    start,
    end,
    value,
    checksum: detector.checksum === undefined ? 'none' : checksumOf(detector.checksum, value),
    facts: { ...said, ...facts },
    basis: detector.basis,
    ...(pairedId === undefined ? {} : { pairedId }),
  };
}

/** What stands near the secret, by name; null when something required does not. */
function neighboursOf(
  { nearby }: CompiledDetector,
  text: string,
  { start, end }: Candidate,
): Record<string, string> | null {
  const said: Record<string, string> = {};
  for (const { expression, within, required, as } of nearby) {
    const from = Math.max(0, start - within);
    let closest: { gap: number; name: string } | null = null;
    for (const match of text.slice(from, end + within).matchAll(expression)) {
      const at = from + match.index;
      const gap = at >= end ? at - end : Math.max(0, start - at - match[0].length);
      if (closest === null || gap < closest.gap) closest = { gap, name: match[1] ?? '' };
    }
    if (closest === null && required) return null;
    if (closest !== null && as !== null && closest.name !== '') said[as] = copyOf(closest.name);
  }
  return said;
}

/** A string of its own: a slice would keep the whole scanned text in memory. */
function copyOf(slice: string): string {
  return slice.split('').join('');
}

function withLines(text: string, matches: readonly RawMatch[]): SecretMatch[] {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  return matches.map(({ basis: _basis, ...match }) => {
    while (lineEnd !== -1 && lineEnd < match.start) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    return { ...match, line, column: match.start - lineStart + 1 };
  });
}
