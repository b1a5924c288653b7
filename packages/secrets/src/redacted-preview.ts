import { detectors } from './detectors.ts';
import { entropyOf } from './entropy.ts';

const masks = ['••••••••', '[hidden]'] as const;
/** Of a value this long, the last four characters leave more than enough unknown. */
const leastHidden = 24;
const shownTail = 4;

const publicPrefixes = detectors
  .filter(({ basis, keywordAt, keywordCase }) => {
    return basis === 'format' && keywordAt === undefined && keywordCase === 'exact';
  })
  .flatMap(({ keywords }) => keywords)
  .filter((keyword) => /[-_.:/]$/.test(keyword) || /^(?:AKIA|ASIA|AIza|ATATT3)$/.test(keyword))
  .toSorted((a, b) => b.length - a.length);

/**
 * What may be shown of a secret: a vendor's public prefix and the last four characters, and only
 * when at least 24 characters of high entropy stay hidden. Anything else gives a mask of one length.
 *
 * Never contains the secret, never says how long it is.
 */
export function redactedPreview(value: string): string {
  const prefix = publicPrefixes.find((known) => value.startsWith(known));
  if (prefix !== undefined) {
    const hidden = value.slice(prefix.length, -shownTail);
    const tail = value.slice(-shownTail);
    if (hidden.length >= leastHidden && entropyOf(hidden) >= 3 && /^[\w=.~+/-]{4}$/.test(tail)) {
      return `${prefix}…${tail}`;
    }
  }
  return masks.find((mask) => !mask.includes(value)) ?? masks[0];
}
