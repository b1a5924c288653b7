import { describe, expect, it } from 'vitest';
import { credentialKinds } from './detector.ts';
import { detectors } from './detectors.ts';
import { identifyToken, scanText } from './scan-text.ts';
import { nearMissesOf, plantedSecret } from './testing/index.ts';

const seeds = [1, 2, 3];
const byId = detectors.map((detector) => [detector.id, detector] as const);

describe('every detector', () => {
  it('has an id of its own, and the list is sorted by it', () => {
    const ids = detectors.map(({ id }) => id);

    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it.each(byId)('%s has complete and consistent metadata', (id, detector) => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(id.startsWith(`${detector.provider}-`)).toBe(true);
    expect(credentialKinds).toContain(detector.credentialKind);
    expect(detector.title.length).toBeGreaterThan(8);
    expect(detector.keywords.length).toBeGreaterThan(0);
    expect(detector.keywords.filter((keyword) => !/^[\x20-\x7e]{3,}$/.test(keyword))).toEqual([]);
  });

  it.each(byId)('%s has patterns that RE2 accepts too', (_, { pattern, nearby = [] }) => {
    for (const source of [pattern, ...nearby.map((neighbour) => neighbour.pattern)]) {
      expect(source).not.toMatch(/\(\?(?!:)|\\[1-9]|\\[kpPuZzAQ]/);
      const repeats = [...source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, a, b]) => [a, b]);
      expect(Math.max(0, ...repeats.map(Number).filter(Number.isFinite))).toBeLessThanOrEqual(1000);
      expect(() => new RegExp(source, 'y')).not.toThrow();
    }
  });

  it.each(byId)('%s finds its own secret, alone, with its exact place', (id) => {
    for (const seed of seeds) {
      const { text, value, path } = plantedSecret(id, seed);

      const found = scanText(`// line\n  ${text}\n`, path === undefined ? {} : { path });

      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ detectorId: id, value });
      expect(`// line\n  ${text}\n`.slice(found[0]?.start, found[0]?.end)).toBe(value);
    }
  });

  it.each(byId)('%s lets near misses pass', (id) => {
    for (const { text, path } of seeds.flatMap((seed) => nearMissesOf(id, seed))) {
      const found = scanText(text, path === undefined ? {} : { path });

      expect(found.filter((match) => match.detectorId === id)).toEqual([]);
    }
  });

  it.each(byId)('%s never puts the secret or a long part of it into its facts', (id) => {
    const { text, value, path } = plantedSecret(id, 7);

    const [match] = scanText(text, path === undefined ? {} : { path });

    const facts = Object.values(match?.facts ?? {});
    const isPublicId = match?.facts['keyId'] === value;
    expect(facts.filter((fact) => fact.includes(value) && !isPublicId)).toEqual([]);
  });
});

describe('a token that is the whole string', () => {
  const bare = detectors.filter(({ id }) => {
    const { text, value } = plantedSecret(id, 1);
    return text === value;
  });

  it.each(bare.map(({ id }) => id))('%s is identified', (id) => {
    const token = identifyToken(plantedSecret(id, 4).text);

    expect(token).toMatchObject({ detectorId: id });
  });
});
