import { FileProblem } from '@nonhuman/connector-kit';
import {
  type Credential,
  type Identity,
  never,
  type Ownership,
  type Status,
  seen,
} from '@nonhuman/model';
import { type PublicKey, readSshPublicKey } from '../../formats/public-key.ts';
import { readSshKeyLine } from '../../formats/ssh.ts';
import type { DeployKey } from '../schema.ts';
import { type GitHubPlace, pathOf, timeOr, timeOrNever } from './place.ts';

/** The key of a deploy key's identity: it acts as nobody but itself. */
function deployKeyKey(place: GitHubPlace, key: DeployKey): string {
  return `${pathOf(place)}/keys/${key.id}`;
}

function statusOf(key: DeployKey): Status {
  return key.enabled === false ? 'disabled' : 'active';
}

export function toIdentity(place: GitHubPlace, key: DeployKey): Identity {
  return {
    key: deployKeyKey(place, key),
    provider: 'github',
    kind: 'machine-user',
    nativeType: 'github-deploy-key',
    name: `${key.title || `deploy key ${key.id}`} (${pathOf(place)})`,
    status: statusOf(key),
    createdAt: timeOr(key.created_at, 'this export does not tell it'),
    lastUsedAt: timeOrNever(key.last_used, 'this export does not tell it'),
    ...(key.added_by ? { createdBy: seen(key.added_by) } : {}),
    ...(typeof key.read_only === 'boolean' ? { access: key.read_only ? 'read' : 'write' } : {}),
  };
}

/** The key itself; the public half gives the fingerprint that hosts and logs show. */
export function toCredential(place: GitHubPlace, key: DeployKey): Credential {
  const half = publicHalf(key);
  const created = timeOr(key.created_at, 'this export does not tell it');
  return {
    key: `${deployKeyKey(place, key)}/key`,
    provider: 'github',
    identityKey: deployKeyKey(place, key),
    kind: 'ssh-key',
    nativeType: 'github-deploy-key',
    name: key.title || `deploy key ${key.id}`,
    status: statusOf(key),
    createdAt: created,
    expiresAt: never,
    lastUsedAt: timeOrNever(key.last_used, 'this export does not tell it'),
    lastRotatedAt: created,
    ...(half?.sshFingerprint ? { publicId: half.sshFingerprint } : {}),
    ...(typeof key.read_only === 'boolean' ? { access: key.read_only ? 'read' : 'write' } : {}),
    attributes: {
      repository: pathOf(place),
      ...(typeof key.read_only === 'boolean' ? { readOnly: key.read_only } : {}),
      ...(half ? { algorithm: half.algorithm } : {}),
      ...(half?.bits ? { bits: half.bits } : {}),
    },
  };
}

/** Null when the list does not tell the key, or in a form that is not known. */
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

/** Whoever added a key may know what it is for. */
export function toOwnership(place: GitHubPlace, key: DeployKey): Ownership[] {
  if (!key.added_by) return [];
  const subject = deployKeyKey(place, key);
  return [
    {
      key: `${subject}#added-by`,
      provider: 'github',
      subject: { type: 'identity', key: subject },
      owner: { type: 'person', name: key.added_by, email: null, status: 'unknown' },
      basis: 'inferred',
      signal: 'creator',
      confidence: 0.5,
    },
  ];
}
