import { expect, it } from 'vitest';
import { mountPoints } from './network-mounts.ts';

it('keeps out of file systems of the network and the kernel, not out of disks', () => {
  const table = [
    '25 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw',
    '26 25 0:5 / /proc rw - proc proc rw',
    '27 25 0:40 / /mnt/share\\040one rw - nfs4 server:/x rw',
    '28 25 0:41 / /home/ada/remote rw - fuse.sshfs ada@host:/ rw',
    '29 25 8:2 / /data rw - xfs /dev/sda2 rw',
    '',
  ].join('\n');

  expect([...mountPoints(table)]).toEqual(['/proc', '/mnt/share one', '/home/ada/remote']);
});
