import { FileProblem, timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import { type Credential, type Identity, never } from '@nonhuman/model';
import { type PublicKey, readSshPublicKey } from '../../formats/public-key.ts';
import { readSshKeyLine } from '../../formats/ssh.ts';
import type { DeployKey } from '../schema.ts';

/** An access key of a Bitbucket repository. Bitbucket lets such keys read and nothing else. */
export function fromDeployKey(
  scopeKey: string,
  key: DeployKey,
  repository: string | null,
): { readonly identity: Identity; readonly credential: Credential } {
  const identityKey = `${scopeKey}/repositories/${repository ?? 'unknown'}/deploy-keys/${key.id}`;
  const name = key.label || key.comment || `access key ${key.id}`;
  const half = publicHalf(key);
  const created = timeOr(key.created_on, 'this list does not tell it');
  const used = timeOrNever(key.last_used, 'this list does not tell it');
  return {
    identity: {
      key: identityKey,
      provider: 'atlassian',
      kind: 'machine-user',
      nativeType: 'bitbucket-access-key',
      name: repository ? `${name} (${repository})` : name,
      status: 'active',
      createdAt: created,
      lastUsedAt: used,
      access: 'read',
      attributes: { personal: false },
    },
    credential: {
      key: `${identityKey}/key`,
      provider: 'atlassian',
      identityKey,
      kind: 'ssh-key',
      nativeType: 'bitbucket-access-key',
      name,
      status: 'active',
      createdAt: created,
      expiresAt: never,
      lastUsedAt: used,
      lastRotatedAt: created,
      publicId: half?.sshFingerprint ?? null,
      access: 'read',
      attributes: toldAttributes({
        readOnly: true,
        limitedTo: repository ? [repository] : null,
        algorithm: half?.algorithm,
        bits: half?.bits,
        boundToPerson: false,
      }),
    },
  };
}

function publicHalf(key: DeployKey): PublicKey | null {
  const line = readSshKeyLine(key.key ?? '');
  if (typeof line === 'string') return null;
  try {
    return readSshPublicKey(line.blob);
  } catch (problem) {
    if (problem instanceof FileProblem) return null;
    throw problem;
  }
}
