import { timeOf } from '@nonhuman/connector-kit';
import {
  type Credential,
  never,
  type Observed,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { AppPassword } from '../schema.ts';
import { type UserFacts, userKey } from './person.ts';

/** The directory writes moments as numbers in text, of milliseconds or seconds since 1970. */
function momentOf(value: string | number | null | undefined): Timestamp | null {
  const number = Number(value ?? 0);
  if (!Number.isFinite(number) || number <= 0) return null;
  return timeOf(number > 100_000_000_000 ? number / 1000 : number);
}

/** A password of a user for one program. It passes over the second factor and has every right of the user in mail, calendars and contacts. */
export function toAppPassword(
  password: AppPassword,
  of: { readonly user: UserFacts | null; readonly roles: readonly string[] | null },
): Credential {
  const { user, roles } = of;
  const made = momentOf(password.creationTime);
  const used = momentOf(password.lastTimeUsed);
  const createdAt: Observed<Timestamp> =
    made === null ? unknown('the file does not tell when the password was made') : seen(made);
  const isTold = password.lastTimeUsed !== null && password.lastTimeUsed !== undefined;
  return {
    key: `${userKey(password.userKey)}/app-passwords/${password.codeId}`,
    provider: 'google-workspace',
    identityKey: userKey(password.userKey),
    kind: 'password',
    nativeType: 'google-workspace-app-password',
    name: password.name || `app password ${password.codeId}`,
    status: 'active',
    createdAt,
    expiresAt: never,
    lastUsedAt:
      used !== null
        ? seen(used)
        : isTold
          ? never
          : unknown('the file does not tell when the password was used'),
    lastRotatedAt: createdAt,
    attributes: {
      boundToPerson: true,
      legacy: true,
      mfa: false,
      userId: password.userKey,
      ...(user === null ? {} : { personEmail: user.email }),
      ...(user === null || user.status === 'unknown' ? {} : { personStatus: user.status }),
      ...(roles === null ? {} : { personRoles: [...roles].sort() }),
    },
  };
}
