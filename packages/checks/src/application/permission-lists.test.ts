import { describe, expect, it } from 'vitest';
import {
  broadScopes,
  isListed,
  takeoverPermissions,
  tenantPermissions,
} from './permission-lists.ts';

describe('the lists of permissions', () => {
  it.each([
    ['a scope that is listed', 'https://mail.google.com/', true],
    [
      'what begins like an open entry',
      'https://www.googleapis.com/auth/admin.directory.user',
      true,
    ],
    ['a permission of Graph with its resource', 'https://graph.microsoft.com/Mail.Read', true],
    [
      'a scope that is narrower than a listed one',
      'https://www.googleapis.com/auth/drive.file',
      false,
    ],
    ['a part of a listed name', 'Mail.ReadBasic', false],
    ['one person only', 'User.Read', false],
  ])('judges %s', (_, scope, expected) => {
    expect(isListed(scope, broadScopes)).toBe(expected);
  });

  it('counts what takes the tenant over among what reaches all of it', () => {
    expect([...takeoverPermissions].filter((name) => !tenantPermissions.has(name))).toEqual([]);
  });
});
