import { type Identity, unknown } from '@nonhuman/model';
import type { User } from '../schema.ts';
import { accountOf } from './arn.ts';
import { observedTime, timeOf } from './moment.ts';
import { environmentOf, tagRecord } from './tags.ts';

/** An IAM user. Use of its keys, and of a password that was never used, is told by the credential report alone. */
export function toUser(user: User): Identity {
  const tags = tagRecord(user.Tags);
  const environment = environmentOf(user.Tags);
  const signedIn = timeOf(user.PasswordLastUsed);
  return {
    key: user.Arn,
    provider: 'aws',
    kind: 'machine-user',
    nativeType: 'aws-iam-user',
    name: user.UserName,
    status: 'active',
    createdAt: observedTime(user.CreateDate, 'this export does not tell when the user was made'),
    lastUsedAt: unknown('use of a user is told by the credential report, which was not read'),
    ...(environment ? { environment } : {}),
    ...(tags ? { tags } : {}),
    attributes: {
      ...accountFact(user.Arn),
      ...(user.Path === undefined ? {} : { path: user.Path }),
      ...(user.UserId === undefined ? {} : { userId: user.UserId }),
      ...(signedIn === null ? {} : { consoleAccess: true, lastInteractiveAt: signedIn }),
      ...(user.PermissionsBoundary
        ? { permissionsBoundary: user.PermissionsBoundary.PermissionsBoundaryArn }
        : {}),
    },
  };
}

function accountFact(arn: string) {
  const accountId = accountOf(arn);
  return accountId === null ? {} : { accountId };
}
