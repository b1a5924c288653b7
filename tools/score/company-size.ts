import type { CompanySize } from '@nonhuman/demo';

/** What stands after `--size`. Throws `RangeError` for what is neither `startup` nor a number. */
export function sizeOf(text: string): CompanySize {
  if (text === 'startup') return 'startup';
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`--size takes "startup" or a number of identities, not "${text}"`);
  return size;
}
