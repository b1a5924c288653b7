/**
 * Permissions of Microsoft Graph by which an application that holds them itself can give itself or
 * others everything in the tenant, or read everyone's mail and files.
 *
 * Source: Microsoft's permission reference and the public tiering of application permissions
 * (azure-tiering, BloodHound edges), read in 2026.
 */
export const tenantPermissions: ReadonlySet<string> = new Set([
  'AdministrativeUnit.ReadWrite.All',
  'Application.ReadUpdate.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedAdminRelationship.ReadWrite.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementRBAC.ReadWrite.All',
  'DeviceManagementScripts.ReadWrite.All',
  'Directory.ReadWrite.All',
  'Domain.ReadWrite.All',
  'EntitlementManagement.ReadWrite.All',
  'Group-OnPremisesSyncBehavior.ReadWrite.All',
  'Group.ReadWrite.All',
  'GroupMember.ReadWrite.All',
  'Organization.ReadWrite.All',
  'Policy.ReadWrite.AuthenticationMethod',
  'Policy.ReadWrite.ConditionalAccess',
  'Policy.ReadWrite.PermissionGrant',
  'PrivilegedAccess.ReadWrite.AzureAD',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
  'PrivilegedAccess.ReadWrite.AzureResources',
  'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
  'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
  'RoleAssignmentSchedule.ReadWrite.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'RoleManagement.ReadWrite.Directory',
  'RoleManagementPolicy.ReadWrite.AzureADGroup',
  'RoleManagementPolicy.ReadWrite.Directory',
  'SecurityIdentitiesActions.ReadWrite.All',
  'ServicePrincipalEndpoint.ReadWrite.All',
  'SignInIdentifier.ReadWrite.All',
  'Synchronization.ReadWrite.All',
  'User-PasswordProfile.ReadWrite.All',
  'User.DeleteRestore.All',
  'User.EnableDisableAccount.All',
  'User.ReadWrite.All',
  'UserAuthenticationMethod.ReadWrite.All',
  'UserAuthMethod-HardwareOATH.ReadWrite.All',
  'UserAuthMethod-Phone.ReadWrite.All',
  'UserAuthMethod-QR.ReadWrite.All',
  'UserAuthMethod-TAP.ReadWrite.All',
]);

/** Of these, the ones that lead to every role in one step. */
export const takeoverPermissions: ReadonlySet<string> = new Set([
  'Application.ReadUpdate.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
]);

/**
 * Scopes that open all of a person's or an organisation's mail, files, code, messages, records or
 * settings, as providers write them. A trailing `*` stands for any end.
 */
export const broadScopes: readonly string[] = [
  // Google
  'https://mail.google.com/',
  'https://www.googleapis.com/auth/gmail.modify',
  'https://www.googleapis.com/auth/gmail.readonly',
  'https://www.googleapis.com/auth/gmail.settings.*',
  'https://www.googleapis.com/auth/drive',
  'https://www.googleapis.com/auth/drive.readonly',
  'https://www.googleapis.com/auth/calendar',
  'https://www.googleapis.com/auth/contacts',
  'https://www.googleapis.com/auth/chat.messages*',
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/admin.directory.*',
  'https://www.googleapis.com/auth/apps.groups.settings',
  // Microsoft Graph
  'Mail.Read',
  'Mail.ReadWrite*',
  'Mail.Send*',
  'MailboxSettings.ReadWrite',
  'Files.Read.All',
  'Files.ReadWrite*',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Sites.FullControl.All',
  'Chat.Read*',
  'ChannelMessage.Read.All',
  'Directory.Read.All',
  'Directory.AccessAsUser.All',
  'User.Read.All',
  'Calendars.ReadWrite*',
  'Notes.Read*.All',
  'full_access_as_app',
  'EWS.AccessAsUser.All',
  // Salesforce
  'full',
  'api',
  'web',
  // Slack
  'admin',
  'admin.*',
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  'files:read',
  'search:read',
  'users:read.email',
  // GitHub, GitLab
  'repo',
  'admin:org',
  'admin:enterprise',
  'delete_repo',
  'workflow',
  'write_repository',
  'sudo',
  // Atlassian
  'manage:jira-configuration',
  'manage:confluence-configuration',
  // Okta
  'okta.apps.manage',
  'okta.users.manage',
  'okta.groups.manage',
  'okta.roles.manage',
];

/** Whether the permission is one of the list; Graph permissions may come with their resource before them. */
export function isListed(permission: string, list: readonly string[]): boolean {
  const name = permission.replace(/^https:\/\/graph\.microsoft\.com\//, '');
  return list.some((entry) =>
    entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry,
  );
}
