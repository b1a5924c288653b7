import { credentialExpiredStillActive } from './credential/expired-still-active.ts';
import { credentialExpiresSoon } from './credential/expires-soon.ts';
import { credentialLifetimeTooLong } from './credential/lifetime-too-long.ts';
import { credentialNoExpiry } from './credential/no-expiry.ts';
import { credentialTooOld } from './credential/too-old.ts';
import { credentialUnused } from './credential/unused.ts';
import type { AnyCheck } from './define-check.ts';
import { identityConsoleAccess } from './identity/console-access.ts';
import { identityDisabledWithLiveCredentials } from './identity/disabled-with-live-credentials.ts';
import { identityNeverUsed } from './identity/never-used.ts';
import { identityNoOwner } from './identity/no-owner.ts';
import { identityOwnerLeft } from './identity/owner-left.ts';
import { identityReachesAcrossEnvironments } from './identity/reaches-across-environments.ts';
import { identitySharedByWorkloads } from './identity/shared-by-workloads.ts';
import { identityTwoActiveKeys } from './identity/two-active-keys.ts';
import { identityUnused } from './identity/unused.ts';

/** Every check, sorted by id. */
export const checks: readonly AnyCheck[] = [
  credentialExpiredStillActive,
  credentialExpiresSoon,
  credentialLifetimeTooLong,
  credentialNoExpiry,
  credentialTooOld,
  credentialUnused,
  identityConsoleAccess,
  identityDisabledWithLiveCredentials,
  identityNeverUsed,
  identityNoOwner,
  identityOwnerLeft,
  identityReachesAcrossEnvironments,
  identitySharedByWorkloads,
  identityTwoActiveKeys,
  identityUnused,
];
