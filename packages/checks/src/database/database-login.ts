import type { Identity } from '@nonhuman/model';
import { identityFact } from '../attributes.ts';
import { notApplicable, type Outcome } from '../define-check.ts';
import { isDead } from '../lifecycle.ts';

/** Why checks of database logins do not concern the identity; null when they do. */
export function outsideDatabases(identity: Identity): Outcome | null {
  if (identity.kind !== 'database-login' && identity.nativeType !== 'snowflake-user') {
    return notApplicable('it is not a login of a database');
  }
  if (isDead(identity.status)) return notApplicable('the login is not active');
  return identityFact(identity, 'userType')?.toUpperCase() === 'PERSON'
    ? notApplicable('it is told to be a person')
    : null;
}
