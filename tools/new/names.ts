import { ScaffoldRefused } from './scaffold.ts';

const empty = new Set([
  'base',
  'common',
  'helper',
  'helpers',
  'lib',
  'manager',
  'misc',
  'service',
  'shared',
  'util',
  'utils',
]);

/** The kebab-case words of a name. Throws `ScaffoldRefused` for anything else, and for names that say nothing. */
export function wordsOf(name: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new ScaffoldRefused(
      `"${name}" is not a name: use small letters and digits joined by "-", e.g. "build-agent".`,
    );
  if (empty.has(name))
    throw new ScaffoldRefused(`"${name}" says nothing: name it for what it is about.`);
  return name.split('-');
}

/** The two parts of `<folder>/<name>`. */
export function folderAndName(text: string, example: string): [folder: string, name: string] {
  const [folder = '', name, ...rest] = text.split('/');
  if (name === undefined || rest.length > 0)
    throw new ScaffoldRefused(`"${text}" is not <folder>/<name>, e.g. "${example}".`);
  wordsOf(folder);
  wordsOf(name);
  return [folder, name];
}

/** `build-agent` as `buildAgent`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `build-agent` as `BuildAgent`. */
export function pascal(name: string): string {
  return camel(`-${name}`);
}

/** `build-agent` as `Build agent`. */
export function sentence(name: string): string {
  const text = name.replaceAll('-', ' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
