const user = {
  id: 'U1',
  team_id: 'T1',
  name: 'ada',
  real_name: 'Ada Lovelace',
  deleted: false,
  is_bot: false,
  is_app_user: false,
  is_admin: true,
  is_owner: false,
  profile: { email: 'Ada@example.com', real_name: 'Ada Lovelace', title: 'Engineer' },
};

export const app = {
  app: {
    id: 'A1',
    name: 'deployer',
    description: 'Announces releases',
    developer_type: 'internal',
    is_app_directory_approved: false,
    is_internal: true,
  },
  scopes: [
    { name: 'chat:write', description: '', is_sensitive: false, token_type: 'bot' },
    { name: 'channels:history', description: '', is_sensitive: true, token_type: 'bot' },
    { name: 'admin.users:write', description: '', is_sensitive: true, token_type: 'user' },
  ],
  date_updated: 1_769_846_400,
  last_resolved_by: { actor_id: 'U1', actor_type: 'user' },
};

const page = (member: string, items: readonly object[], cursor = '') => ({
  ok: true,
  [member]: items,
  response_metadata: { next_cursor: cursor },
});

export const pages = (member: string, ...all: readonly (readonly object[])[]) =>
  all
    .map((items, index) =>
      JSON.stringify(page(member, items, index < all.length - 1 ? 'more' : '')),
    )
    .join('\n');

export const exports: Readonly<Record<string, string>> = {
  'T0ACME01__users.json': pages('members', [
    user,
    {
      ...user,
      id: 'U2',
      name: 'deployer',
      real_name: 'Deployer',
      is_bot: true,
      is_admin: false,
      profile: { real_name: 'Deployer', api_app_id: 'A1', bot_id: 'B1' },
    },
    {
      ...user,
      id: 'U3',
      name: 'grace',
      real_name: 'Grace',
      deleted: true,
      profile: { email: 'grace@example.com' },
    },
  ]),
  'T0ACME01__approved-apps.json': pages('approved_apps', [
    app,
    {
      ...app,
      app: {
        ...app.app,
        id: 'A2',
        name: 'calendar',
        developer_type: 'third_party',
        is_app_directory_approved: true,
      },
      scopes: [],
      last_resolved_by: null,
    },
  ]),
  'T0ACME01__restricted-apps.json': pages('restricted_apps', [
    { ...app, app: { ...app.app, id: 'A3', name: 'exporter' } },
  ]),
  'T0ACME01__requested-apps.json': pages('app_requests', [
    {
      id: 'Ar1',
      app: { ...app.app, id: 'A4', name: 'poll', developer_type: 'third_party' },
      scopes: app.scopes,
      user: { id: 'U3', name: 'grace' },
      date_created: 1_769_846_400,
    },
  ]),
  'T0ACME01__integration-logs.json': JSON.stringify({
    ok: true,
    logs: [
      {
        app_id: 'A1',
        app_type: 'deployer',
        user_id: 'U3',
        user_name: 'grace',
        date: '1600000000',
        change_type: 'added',
        scope: 'chat:write,channels:history',
      },
      {
        service_id: 77,
        service_type: 'Incoming WebHooks',
        user_id: 'U3',
        user_name: 'grace',
        date: '1500000000',
        change_type: 'added',
        channel: 'C1',
      },
      {
        service_id: 78,
        service_type: 'Jenkins CI',
        user_id: 'U1',
        user_name: 'ada',
        date: '1500000001',
        change_type: 'added',
      },
      {
        service_id: 78,
        service_type: 'Jenkins CI',
        user_id: 'U1',
        user_name: 'ada',
        date: '1550000000',
        change_type: 'removed',
      },
    ],
    paging: { count: 1000, total: 4, page: 1, pages: 1 },
  }),
};
