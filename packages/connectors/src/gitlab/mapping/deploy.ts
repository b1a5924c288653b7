import { FileProblem, timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Identity,
  never,
  type Status,
  unknown,
} from '@nonhuman/model';
import { type PublicKey, readSshPublicKey } from '../../formats/public-key.ts';
import { readSshKeyLine } from '../../formats/ssh.ts';
import type { DeployKey, DeployToken } from '../schema.ts';
import { type GitLabPlace, placeName } from './place.ts';
import { accessOfScopes } from './role.ts';

const untold = 'GitLab does not tell it of deploy tokens';

interface Thing {
  readonly identity: Identity;
  readonly credential: Credential;
}

/** A deploy token: a login of its own for clones and registries. Its list tells no day but the last. */
export function fromDeployToken(
  token: DeployToken,
  { place, now }: { readonly place: GitLabPlace; readonly now: Date },
): Thing {
  const key = `${place.scopeKey}/deploy-tokens/${token.id}`;
  const status = deployTokenStatus(token, now);
  const name = token.name || `deploy token ${token.id}`;
  const access = accessOfScopes(token.scopes, null);
  const limitedTo = place.level === 'instance' ? {} : { limitedTo: [placeName(place)] };
  return {
    identity: {
      key,
      provider: 'gitlab',
      kind: 'machine-user',
      nativeType: 'gitlab-deploy-token',
      name: place.level === 'instance' ? name : `${name} (${placeName(place)})`,
      status,
      createdAt: unknown(untold),
      lastUsedAt: unknown(untold),
      access,
      attributes: toldAttributes({ login: token.username, personal: false }),
    },
    credential: {
      key: `${key}/token`,
      provider: 'gitlab',
      identityKey: key,
      kind: 'token',
      nativeType: 'gitlab-deploy-token',
      name,
      status,
      createdAt: unknown(untold),
      expiresAt: timeOrNever(token.expires_at, 'this list does not tell it'),
      lastUsedAt: unknown(untold),
      lastRotatedAt: unknown(untold),
      // Every instance counts from one.
      publicId: token.username ? `${place.scopeKey} ${token.username}` : null,
      ...(token.scopes ? { scopes: [...token.scopes].sort() } : {}),
      access,
      attributes: toldAttributes({
        login: token.username,
        tokenType: 'deploy token',
        boundToPerson: false,
        ...limitedTo,
      }),
    },
  };
}

function deployTokenStatus(token: DeployToken, now: Date): Status {
  if (token.revoked === true) return 'revoked';
  if (token.expired === true) return 'expired';
  if (token.expires_at && Date.parse(token.expires_at) <= now.getTime()) return 'expired';
  return token.revoked === false ? 'active' : 'unknown';
}

/** A deploy key. One key may serve many projects: `can_push` is of the project, not of the key. */
export function fromDeployKey(
  key: DeployKey,
  { place, now }: { readonly place: GitLabPlace; readonly now: Date },
): Thing {
  const identityKey = `${place.scopeKey}/deploy-keys/${key.id}`;
  const half = publicHalf(key);
  const name = key.title || `deploy key ${key.id}`;
  const isOver = Boolean(key.expires_at) && Date.parse(key.expires_at ?? '') <= now.getTime();
  const status: Status = isOver ? 'expired' : 'active';
  const access = accessOfKey(key);
  const created = timeOr(key.created_at, 'this list does not tell it');
  const used = timeOrNever(key.last_used_at, 'this list does not tell it');
  return {
    identity: {
      key: identityKey,
      provider: 'gitlab',
      kind: 'machine-user',
      nativeType: 'gitlab-deploy-key',
      name,
      status,
      createdAt: created,
      lastUsedAt: used,
      ...(access ? { access } : {}),
      attributes: { personal: false },
    },
    credential: {
      key: `${identityKey}/key`,
      provider: 'gitlab',
      identityKey,
      kind: 'ssh-key',
      nativeType: 'gitlab-deploy-key',
      name,
      status,
      createdAt: created,
      expiresAt:
        key.expires_at === null ? never : timeOr(key.expires_at, 'this list does not tell it'),
      lastUsedAt: used,
      lastRotatedAt: created,
      publicId: half?.sshFingerprint ?? fingerprintOf(key),
      ...(access ? { access } : {}),
      attributes: toldAttributes({
        readOnly: access ? access === 'read' : null,
        algorithm: half?.algorithm,
        bits: half?.bits,
        boundToPerson: false,
      }),
    },
  };
}

/** In how far the key may write, where it is told; null when the list does not say. */
function accessOfKey(key: DeployKey): AccessLevel | null {
  if (typeof key.can_push === 'boolean') return key.can_push ? 'write' : 'read';
  const writing = key.projects_with_write_access?.length;
  if (writing !== undefined && writing > 0) return 'write';
  const reading = key.projects_with_readonly_access?.length;
  return reading !== undefined && reading > 0 ? 'read' : null;
}

function fingerprintOf({ fingerprint_sha256: told }: DeployKey): string | null {
  if (!told) return null;
  return told.startsWith('SHA256:') ? told : `SHA256:${told}`;
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
