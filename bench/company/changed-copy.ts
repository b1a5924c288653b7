import { Transform } from 'node:stream';

/** Lists of tags and labels, as AWS and Kubernetes write them. */
const marks = /"Tags":\s?\[|"labels":\s?\{/g;
const longest = 16;

/** Passes JSON text on, with one more tag or label in every so-manieth thing that has them. */
export function changedCopy(every: number): Transform {
  let seen = 0;
  let held = '';
  const decoder = new TextDecoder();

  function changed(text: string, isLast: boolean): string {
    let out = '';
    let from = 0;
    const end = isLast ? text.length : text.length - longest;
    for (const { index, 0: mark } of text.matchAll(marks)) {
      const at = index + mark.length;
      // What follows decides, and has to be at hand.
      if (at >= end) break;
      seen += 1;
      out += text.slice(from, at);
      from = at;
      if (seen % every !== 0) continue;
      const isEmpty = text[at] === ']' || text[at] === '}';
      const entry = mark.startsWith('"Tags"')
        ? '{"Key":"reviewed","Value":"yes"}'
        : '"reviewed":"yes"';
      out += isEmpty ? entry : `${entry},`;
    }
    const cut = Math.max(from, end);
    held = text.slice(cut);
    return out + text.slice(from, cut);
  }

  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      done(null, changed(held + decoder.decode(chunk, { stream: true }), false));
    },
    flush(done) {
      done(null, changed(held + decoder.decode(), true) + held);
    },
  });
}
