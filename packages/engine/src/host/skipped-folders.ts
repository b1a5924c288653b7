/** Folders of what others made or what can be made again, by their name: never walked. */
const byName = new Set([
  '.cache',
  '.git',
  '.hg',
  '.pnpm-store',
  '.svn',
  '.tox',
  '.Trash',
  '.Trashes',
  '.venv',
  '__pycache__',
  'bower_components',
  'dist-packages',
  'node_modules',
  'site-packages',
]);

/** The same, by the end of their path. */
const byPath = [
  '.asdf/installs',
  '.cargo/git',
  '.cargo/registry',
  '.gradle/caches',
  '.cursor/extensions',
  '.local/lib',
  '.local/share/mise/installs',
  '.local/share/pipx',
  '.local/share/Trash',
  '.m2/repository',
  '.npm/_cacache',
  '.nvm/versions',
  '.nuget/packages',
  '.pyenv/versions',
  '.rbenv/versions',
  '.rustup/toolchains',
  '.sdkman/candidates',
  '.terraform/providers',
  '.volta/tools',
  '.vscode/extensions',
  '.vscode-server/extensions',
  '.yarn/cache',
  'go/pkg',
  'Library/Caches',
].map((path) => `/${path}`);

/** What the kernel shows as files. */
const ofTheKernel = new Set(['/dev', '/proc', '/sys', '/run']);

/** Whether a folder is left out of every scan. */
export function isSkippedFolder(path: string, name: string): boolean {
  if (byName.has(name) || ofTheKernel.has(path)) return true;
  return byPath.some((end) => path.endsWith(end));
}

/** Files to look at although their folder is left out, by the folder's name. */
export const filesOfSkippedFolders: Readonly<Record<string, readonly string[]>> = {
  '.git': ['config'],
};

/** Whether a folder with these names in it is a Python environment. */
export function isPythonEnvironment(names: readonly { readonly name: string }[]): boolean {
  return names.some(({ name }) => name === 'pyvenv.cfg');
}
