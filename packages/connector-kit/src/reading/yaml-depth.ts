import { FileProblem } from '../problems.ts';

/** Brackets open at once, and indents below each other, that the parser is let near. */
const maxOpen = 200;

/**
 * The parser recurses, and running out of stack inside it can end the process: depth is looked at
 * first. Brackets in text count too, which in the worst case refuses a file of strange prose. Throws
 * `FileProblem` with the line, counted from `firstLine`.
 */
export function refuseDeepYaml(text: string, firstLine = 1): void {
  let open = 0;
  let line = firstLine;
  const indents: number[] = [];
  let indent = 0;
  let isStart = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) {
      line += 1;
      indent = 0;
      isStart = true;
      continue;
    }
    if (isStart && (code === 0x20 || (code === 0x2d && text.charCodeAt(index + 1) === 0x20))) {
      if (code === 0x2d) settle(indents, indent);
      indent += 1;
    } else if (isStart) {
      settle(indents, indent);
      isStart = false;
    }
    if (code === 0x5b || code === 0x7b) open += 1;
    else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
    if (open > maxOpen || indents.length > maxOpen) {
      throw new FileProblem('too-large', `line ${line}: more than ${maxOpen} levels deep`);
    }
  }
}

/** Keeps the indents that enclose this one. */
function settle(indents: number[], indent: number): void {
  while ((indents.at(-1) ?? -1) >= indent) indents.pop();
  indents.push(indent);
}
