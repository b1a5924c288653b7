/** A token value that a query asked for by mistake. */
export const plantedSecrets = [['planted', 'refresh', 'token'].join('-')];

export const answer = (type: string, records: readonly object[]) =>
  JSON.stringify({
    status: 0,
    result: {
      records: records.map((record) => ({
        attributes: { type, url: `/services/data/v64.0/sobjects/${type}/1` },
        ...record,
      })),
      totalSize: records.length,
      done: true,
    },
    warnings: [],
  });

const user = {
  Id: '005A',
  Username: 'ada@example.com',
  Name: 'Ada Lovelace',
  Email: 'Ada@example.com',
  IsActive: true,
  UserType: 'Standard',
  CreatedDate: '2020-01-01T00:00:00.000+0000',
  LastLoginDate: '2026-06-01T00:00:00.000+0000',
  LastPasswordChangeDate: '2024-01-01T00:00:00.000+0000',
  CreatedBy: { attributes: { type: 'Name', url: '' }, Username: 'admin@example.com' },
  Profile: {
    Name: 'System Administrator',
    UserLicense: { Name: 'Salesforce' },
    PermissionsApiUserOnly: false,
    PermissionsModifyAllData: true,
    PermissionsViewAllData: true,
    PermissionsManageUsers: true,
  },
};
const integration = {
  ...user,
  Id: '005B',
  Username: 'sync@example.com',
  Name: 'Sync',
  LastLoginDate: null,
  Profile: {
    Name: 'Minimum Access - API Only Integrations',
    UserLicense: { Name: 'Salesforce Integration' },
    PermissionsApiUserOnly: true,
    PermissionsModifyAllData: false,
    PermissionsViewAllData: true,
    PermissionsManageUsers: false,
  },
};

export const token = {
  Id: '0CQ1',
  AppName: 'Data Loader',
  AppMenuItemId: null,
  UserId: '005A',
  User: { attributes: { type: 'User', url: '' }, Username: 'ada@example.com' },
  CreatedDate: '2025-01-01T00:00:00.000+0000',
  LastUsedDate: '2026-06-20T00:00:00.000+0000',
  UseCount: 12,
  AccessToken: plantedSecrets[0],
};

/** One file of each kind, under the names that the printed commands give. */
export const exports: Readonly<Record<string, string>> = {
  'acme__users.json': answer('User', [
    user,
    integration,
    { ...user, Id: '005C', Username: 'autoproc@00d', UserType: 'AutomatedProcess', Profile: null },
    { ...user, Id: '005D', Username: 'gone@example.com', IsActive: false },
  ]),
  'acme__connected-apps.json': answer('ConnectedApplication', [
    {
      Id: '0H41',
      Name: 'Data Loader',
      CreatedDate: '2021-01-01T00:00:00.000+0000',
      OptionsAllowAdminApprovedUsersOnly: false,
      OptionsRefreshTokenValidityMetric: true,
      RefreshTokenValidityPeriod: 30,
    },
    {
      Id: '0H42',
      Name: 'Warehouse',
      CreatedDate: '2021-01-01T00:00:00.000+0000',
      OptionsAllowAdminApprovedUsersOnly: true,
      RefreshTokenValidityPeriod: null,
    },
  ]),
  'acme__external-client-apps.json': answer('ExternalClientApplication', [
    {
      Id: '0xI1',
      DeveloperName: 'Billing',
      MasterLabel: 'Billing',
      DistributionState: 'Local',
      ContactEmail: 'Billing@example.com',
      CreatedDate: '2025-05-01T00:00:00.000+0000',
    },
  ]),
  'acme__oauth-tokens.json': answer('OauthToken', [
    token,
    {
      ...token,
      Id: '0CQ2',
      UserId: '005B',
      User: { Username: 'sync@example.com' },
      AppName: 'Warehouse',
      LastUsedDate: '2026-06-30T00:00:00.000+0000',
    },
    {
      ...token,
      Id: '0CQ3',
      AppName: 'Shady Exporter',
      UserId: '005D',
      LastUsedDate: null,
      UseCount: 0,
    },
  ]),
  'acme__permission-set-assignments.json': answer('PermissionSetAssignment', [
    {
      Id: '0Pa1',
      AssigneeId: '005B',
      Assignee: { Username: 'sync@example.com' },
      ExpirationDate: null,
      PermissionSet: {
        Id: '0PS1',
        Name: 'Sync_All',
        Label: 'Sync all',
        IsOwnedByProfile: false,
        PermissionsModifyAllData: true,
      },
    },
    {
      Id: '0Pa2',
      AssigneeId: '005A',
      Assignee: { Username: 'ada@example.com' },
      ExpirationDate: null,
      PermissionSet: {
        Id: '0PS2',
        Name: 'X00e1',
        Label: '00e1',
        IsOwnedByProfile: true,
        Profile: { Name: 'System Administrator' },
        PermissionsManageUsers: true,
      },
    },
  ]),
  'acme__named-credentials.json': answer('NamedCredential', [
    {
      Id: '0XA1',
      DeveloperName: 'Erp',
      MasterLabel: 'ERP',
      Endpoint: 'https://erp.example.com/api',
      PrincipalType: 'NamedUser',
    },
  ]),
};
