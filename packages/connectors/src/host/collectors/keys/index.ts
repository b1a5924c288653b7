import type { FileCollector } from '@nonhuman/connector-kit';
import { ageKeys } from './age-keys.ts';
import { certificates } from './certificates.ts';
import { kerberosKeytabs } from './kerberos-keytabs.ts';
import { keystores } from './keystores.ts';
import { pgpKeys } from './pgp-keys.ts';
import { privateKeys } from './private-keys.ts';
import { sshAuthorizedKeys } from './ssh-authorized-keys.ts';
import { sshCertificates } from './ssh-certificates.ts';
import { sshConfig } from './ssh-config.ts';
import { sshHostKeys } from './ssh-host-keys.ts';
import { sshKnownAuthorities } from './ssh-known-authorities.ts';
import { wireguardKeys } from './wireguard-keys.ts';

/** The file collectors of this group, sorted by id. */
export const keyCollectors: readonly FileCollector[] = [
  ageKeys,
  certificates,
  kerberosKeytabs,
  keystores,
  pgpKeys,
  privateKeys,
  sshAuthorizedKeys,
  sshCertificates,
  sshConfig,
  sshHostKeys,
  sshKnownAuthorities,
  wireguardKeys,
];
