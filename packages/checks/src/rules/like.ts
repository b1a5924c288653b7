/**
 * Whether text fits a pattern in which `*` stands for any run of characters and `?` for one; case
 * counts not. Never backtracks further than the last `*`, so its time is bounded by the product of
 * the two lengths.
 */
export function isLike(text: string, pattern: string): boolean {
  const subject = text.toLowerCase();
  const wanted = pattern.toLowerCase();
  let at = 0;
  let place = 0;
  let star = -1;
  let retry = 0;
  while (at < subject.length) {
    if (wanted[place] === '*') {
      star = place;
      retry = at;
      place += 1;
    } else if (place < wanted.length && (wanted[place] === '?' || wanted[place] === subject[at])) {
      place += 1;
      at += 1;
    } else if (star !== -1) {
      place = star + 1;
      retry += 1;
      at = retry;
    } else return false;
  }
  while (wanted[place] === '*') place += 1;
  return place === wanted.length;
}
