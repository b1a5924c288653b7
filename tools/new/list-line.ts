import { ScaffoldRefused } from './scaffold.ts';

const list = /(export const \w+(?:: readonly \w+\[\])? = [[{])([^\]}]*)([\]}])/;
const imports = /^import (?:type )?\{([^}]*)\} from '([^']+)';\n/gm;

/** One line more in a sorted list of modules: what is imported, and from where. */
export interface Entry {
  readonly name: string;
  readonly from: string;
}

/**
 * The text of a list's file with the entry imported and put in its place: by the path it comes
 * from in an array, by its name in an object. The formatter has the last word on line breaks.
 */
export function withEntry(text: string, entry: Entry): string {
  const found = list.exec(text);
  if (found === null) throw new ScaffoldRefused('There is no list of modules in the file.');
  const [whole, open = '', inside = '', close = ''] = found;
  const entries = inside
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (entries.includes(entry.name))
    throw new ScaffoldRefused(`${entry.name} is in the list already.`);
  const order = close === '}' ? (name: string) => name : orderByPath(text, entry);
  const after = entries.findIndex((one) => order(one) > order(entry.name));
  const sorted = entries.toSpliced(after === -1 ? entries.length : after, 0, entry.name);
  const lines = sorted.map((one) => `  ${one},\n`).join('');
  return withImport(
    text.replace(whole, () => `${open}\n${lines}${close}`),
    entry,
  );
}

/** The text with one more import, after the last one. */
export function withImport(text: string, { name, from }: Entry): string {
  const last = [...text.matchAll(imports)].at(-1);
  const at = last === undefined ? 0 : last.index + last[0].length;
  return `${text.slice(0, at)}import { ${name} } from '${from}';\n${text.slice(at)}`;
}

/** `./credential/too-old.ts` sorts as `credential-too-old`, which is its id. */
function orderByPath(text: string, entry: Entry): (name: string) => string {
  const paths = new Map([[entry.name, entry.from]]);
  for (const [, names = '', from = ''] of text.matchAll(imports))
    for (const name of names.split(',')) paths.set(name.trim(), from);
  return (name) =>
    (paths.get(name) ?? name).replace(/^\.\//, '').replace(/\.ts$/, '').replaceAll('/', '-');
}
