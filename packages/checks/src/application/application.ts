import type { Identity } from '@nonhuman/model';
import { identityFact } from '../attributes.ts';
import { notApplicable, type Outcome } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';
import type { IdentityView } from '../subject.ts';

/** Why checks of applications do not concern the identity; null when they do. */
export function outsideApplications({ kind, status }: Identity): Outcome | null {
  if (kind !== 'application' && kind !== 'bot') return notApplicable('it is not an application');
  return isDead(status) ? notApplicable('the application is not active') : null;
}

/** What an application may do, from wherever it is told, and whether all of it was. */
export interface ToldPermissions {
  readonly names: readonly string[];
  /** Some source told them; an empty list may then mean that there are none. */
  readonly isTold: boolean;
}

/** Permissions of its own, on behalf of users, and the scopes of its live grants and tokens. */
export function permissionsOf({ identity, credentials }: IdentityView): ToldPermissions {
  const own = identityFact(identity, 'applicationPermissions');
  const delegated = identityFact(identity, 'delegatedPermissions');
  const names = new Set([...(own ?? []), ...(delegated ?? [])]);
  let isTold = own !== null || delegated !== null;
  for (const { credential } of credentials) {
    if (credential.scopes === undefined || isDead(credential.status)) continue;
    isTold = true;
    for (const scope of credential.scopes) names.add(scope);
  }
  return { names: [...names], isTold };
}
