/** Wraps text in a colour, or leaves it. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

const escape = String.fromCharCode(27);
const wrap = (open: number, close: number) => (text: string) =>
  `${escape}[${open}m${text}${escape}[${close}m`;
const plain = (text: string) => text;

const coloured: Palette = {
  bold: wrap(1, 22),
  dim: wrap(2, 22),
  red: wrap(31, 39),
  yellow: wrap(33, 39),
  green: wrap(32, 39),
  cyan: wrap(36, 39),
};
const uncoloured: Palette = {
  bold: plain,
  dim: plain,
  red: plain,
  yellow: plain,
  green: plain,
  cyan: plain,
};

/** Colours for a terminal, unless NO_COLOR is set to anything (no-color.org) or the terminal is dumb. */
export function paletteFor(
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): Palette {
  const wanted = isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return wanted || env['FORCE_COLOR'] === '1' ? coloured : uncoloured;
}

/** Takes control characters out of text that comes from files, so that a name cannot drive the terminal. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
