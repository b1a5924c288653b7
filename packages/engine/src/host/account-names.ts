import { FileProblem } from '@nonhuman/connector-kit';
import type { HostFileSystem } from './host-file-system.ts';

/** The names of the machine's accounts by their number; none where there is no `/etc/passwd`. */
export function accountNames(files: HostFileSystem): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  try {
    const table = Buffer.from(files.read('/etc/passwd', 10_000_000)).toString();
    for (const line of table.split('\n')) {
      const [name, , uid] = line.split(':');
      if (name && uid && !names.has(Number(uid))) names.set(Number(uid), name);
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
  }
  return names;
}
