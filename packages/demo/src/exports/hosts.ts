import type { Host } from '../hosts/host.ts';
import type { Folder } from './writing.ts';

/** The disks of machines, each below a folder of its name. */
export async function writeHosts(folder: Folder, hosts: readonly Host[]): Promise<void> {
  for (const { name, files } of hosts)
    for (const { path, content, mode } of files)
      await folder.write(`hosts/${name}${path}`, content, mode);
}
