import { sealed } from '../checksums.ts';
import type { SecretDetector } from '../detector.ts';
import { detectors } from '../detectors.ts';
import { scanText } from '../scan-text.ts';
import { makers } from './makers.ts';
import type { PlantedSecret } from './planted-secret.ts';
import { type Random, randomFrom } from './random.ts';
import { samplePattern } from './sample-pattern.ts';

/** A random sample may be refused (too little entropy, a stronger detector); few ever are. */
const attempts = 20;

/**
 * A text in which this detector finds exactly one secret and no other detector finds any. It is the
 * bare token where the format speaks for itself; else the secret stands in its context. The same
 * seed gives the same text; checksums and inner structure are right.
 */
export function plantedSecret(detectorId: string, seed: number): PlantedSecret {
  const detector = detectorOf(detectorId);
  const random = randomFrom(seed);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const planted = candidate(detector, random);
    if (isFoundAlone(detector, planted)) return planted;
  }
  throw new Error(`no text found in which ${detectorId} alone matches`);
}

/** The text of {@link plantedSecret}. */
export function exampleOf(detectorId: string, seed: number): string {
  return plantedSecret(detectorId, seed).text;
}

/**
 * Texts that come close to this detector and must not match it: the secret cut short, broken by a
 * foreign character where its alphabet is closed, and changed in one digit where it carries a
 * checksum.
 */
export function nearMissesOf(detectorId: string, seed: number): readonly PlantedSecret[] {
  const detector = detectorOf(detectorId);
  const planted = plantedSecret(detectorId, seed);
  const { value } = planted;
  const short = value.slice(0, Math.min(value.length - 2, keywordEnd(detector, value) + 2));
  const wrongs = [short];
  if (hasClosedAlphabet(detector)) wrongs.push(`${short}§${value.slice(short.length)}`);
  if (detector.checksum !== undefined) {
    wrongs.push(value.slice(0, -1) + (value.endsWith('0') ? '1' : '0'));
  }
  return wrongs.map((wrong) => ({
    ...planted,
    text: planted.text.replace(value, wrong),
    value: wrong,
  }));
}

/** Passwords and the bodies of key blocks may hold any character. */
function hasClosedAlphabet({ basis, decoder }: SecretDetector): boolean {
  return decoder !== 'private-key-block' && (basis !== 'generic' || decoder === 'jwt');
}

function keywordEnd({ keywords }: SecretDetector, value: string): number {
  const ends = keywords.map((keyword) => value.indexOf(keyword) + keyword.length);
  return Math.max(0, ...ends.filter((end, at) => end >= (keywords[at]?.length ?? 0)));
}

function detectorOf(id: string): SecretDetector {
  const detector = detectors.find((known) => known.id === id);
  if (detector === undefined) throw new Error(`there is no detector ${id}`);
  return detector;
}

function candidate(detector: SecretDetector, random: Random): PlantedSecret {
  const made = makers[detector.id]?.(random) ?? sampled(detector, random);
  const path = detector.onlyIn === undefined ? {} : { path: '/home/robot/.netrc' };
  if (detector.checksum === undefined) return { ...made, ...path };
  const value = sealed(detector.checksum, made.value);
  return { text: made.text.replace(made.value, value), value, ...path };
}

function sampled(detector: SecretDetector, random: Random): PlantedSecret {
  const { text, groups } = samplePattern(detector.pattern, random);
  const [start, end] = groups[detector.secretGroup ?? 0] ?? [0, text.length];
  const before = (detector.nearby ?? [])
    .filter(({ required }) => required)
    .map(({ pattern }) => `${samplePattern(pattern, random).text}\n`);
  return { text: before.join('') + text, value: text.slice(start, end) };
}

function isFoundAlone(detector: SecretDetector, { text, value, path }: PlantedSecret): boolean {
  const found = scanText(text, path === undefined ? {} : { path });
  const [match] = found;
  return found.length === 1 && match?.detectorId === detector.id && match.value === value;
}
