import { z } from 'zod';

const time = z.string().nullish();
const text = z.string().nullish();
const flag = z.boolean().nullish();
const Named = z.object({ Username: text, Name: text, Email: text }).nullish();

export const ConnectedApplication = z.object({
  Id: z.string(),
  Name: z.string(),
  CreatedDate: time,
  LastModifiedDate: time,
  CreatedById: text,
  StartUrl: text,
  OptionsAllowAdminApprovedUsersOnly: flag,
  OptionsHasSessionLevelPolicy: flag,
  OptionsTokenExchangeManageBitEnabled: flag,
  OptionsRefreshTokenValidityMetric: flag,
  RefreshTokenValidityPeriod: z.number().nullish(),
});
export type ConnectedApplication = z.infer<typeof ConnectedApplication>;

export const ExternalClientApplication = z.object({
  Id: z.string(),
  DeveloperName: z.string(),
  MasterLabel: text,
  Description: text,
  CreatedDate: time,
  CreatedById: text,
  ContactEmail: text,
  DistributionState: text,
});
export type ExternalClientApplication = z.infer<typeof ExternalClientApplication>;

/** A refresh token that an application holds. Its values are neither asked for nor read. */
export const OauthToken = z.object({
  Id: text,
  AppName: z.string(),
  AppMenuItemId: text,
  UserId: z.string(),
  User: Named,
  CreatedDate: time,
  LastUsedDate: time,
  UseCount: z.number().nullish(),
});
export type OauthToken = z.infer<typeof OauthToken>;

const Rights = {
  PermissionsModifyAllData: flag,
  PermissionsViewAllData: flag,
  PermissionsManageUsers: flag,
  PermissionsCustomizeApplication: flag,
  PermissionsAuthorApex: flag,
  PermissionsApiUserOnly: flag,
};

export const User = z.object({
  Id: z.string(),
  Username: z.string(),
  Name: text,
  Email: text,
  Title: text,
  IsActive: flag,
  UserType: text,
  CreatedDate: time,
  LastLoginDate: time,
  LastPasswordChangeDate: time,
  CreatedBy: Named,
  Manager: Named,
  Profile: z
    .object({ Name: text, UserLicense: z.object({ Name: text }).nullish(), ...Rights })
    .nullish(),
});
export type User = z.infer<typeof User>;

export const PermissionSetAssignment = z.object({
  Id: z.string(),
  AssigneeId: z.string(),
  Assignee: Named,
  ExpirationDate: time,
  PermissionSet: z.object({
    Id: text,
    Name: z.string(),
    Label: text,
    IsOwnedByProfile: flag,
    Profile: z.object({ Name: text }).nullish(),
    ...Rights,
  }),
});
export type PermissionSetAssignment = z.infer<typeof PermissionSetAssignment>;

export const NamedCredential = z.object({
  Id: z.string(),
  DeveloperName: z.string(),
  MasterLabel: text,
  Endpoint: text,
  PrincipalType: text,
});
export type NamedCredential = z.infer<typeof NamedCredential>;
