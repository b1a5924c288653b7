import type { HostFileSystem } from './host-file-system.ts';

const ofTheNetwork =
  /^(nfs|nfs4|cifs|smb3|smbfs|afs|ceph|glusterfs|lustre|9p|davfs|fuse\.(sshfs|s3fs|gcsfuse|rclone|davfs.*|glusterfs))$/;
const ofTheKernel =
  /^(proc|sysfs|devtmpfs|devpts|cgroup2?|debugfs|tracefs|securityfs|pstore|bpf|mqueue|configfs|fusectl|efivarfs|autofs)$/;

/** Mount points that are never walked into, as Linux lists them; none on other systems. */
export function mountsNotToWalk(files: HostFileSystem): ReadonlySet<string> {
  let table: string;
  try {
    table = Buffer.from(files.read('/proc/self/mountinfo', 10_000_000)).toString();
  } catch {
    return new Set();
  }
  return mountPoints(table);
}

/** The mount points in a `mountinfo` table that are of the network or the kernel. */
export function mountPoints(table: string): ReadonlySet<string> {
  const points = new Set<string>();
  for (const line of table.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const type = after.split(' ')[0] ?? '';
    const point = before.split(' ')[4];
    if (point && (ofTheNetwork.test(type) || ofTheKernel.test(type))) points.add(unescaped(point));
  }
  return points;
}

/** Spaces and the like are written as three octal digits. */
function unescaped(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 8)),
  );
}
