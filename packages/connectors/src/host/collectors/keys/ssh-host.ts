import type { KeyIdentity } from './report-key.ts';

/** This machine, as its SSH server proves itself to clients. */
export function sshHost(hostName: string): KeyIdentity {
  return {
    key: `ssh:host:${hostName}`,
    provider: 'ssh',
    kind: 'workload',
    nativeType: 'ssh-host',
    name: hostName,
  };
}
