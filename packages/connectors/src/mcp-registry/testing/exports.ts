import { createHash } from 'node:crypto';

const schema = (date: string) =>
  `https://static.modelcontextprotocol.io/schemas/${date}/server.schema.json`;
const official = 'io.modelcontextprotocol.registry/official';
const publisher = 'io.modelcontextprotocol.registry/publisher-provided';

/** A value that looks like a secret; made here so that none stands in the repository. */
export const leaked = createHash('sha256').update('published by mistake').digest('hex');

/** A server as registries answer since 2025-09-29: two packages, two remotes, every way to hand over a secret. */
export const maps = {
  server: {
    $schema: schema('2025-12-11'),
    name: 'io.github.ada/maps',
    title: 'Maps',
    description: 'Routes and places',
    version: '2.1.0',
    repository: { url: 'https://github.com/ada/maps-mcp', source: 'github', id: '77' },
    packages: [
      {
        registryType: 'npm',
        registryBaseUrl: 'https://registry.npmjs.org',
        identifier: '@ada/maps',
        version: '2.1.0',
        transport: { type: 'stdio' },
        environmentVariables: [
          { name: 'MAPS_API_KEY', isRequired: true, isSecret: true },
          { name: 'MAPS_REFRESH_TOKEN', description: 'Kept between starts' },
          { name: 'MAPS_TOKEN_URL', isSecret: false },
          { name: 'MAPS_PUBLIC_TOKEN', isSecret: false },
          { name: 'LOG_LEVEL', default: 'info' },
        ],
        packageArguments: [
          { type: 'named', name: '--password', isRequired: false, isSecret: true },
          { type: 'positional', valueHint: 'folder', isRequired: true },
        ],
      },
      {
        registryType: 'oci',
        identifier: 'docker.io/ada/maps:2.1.0',
        transport: { type: 'stdio' },
        runtimeArguments: [
          {
            type: 'named',
            name: '-e',
            value: 'MAPS_API_KEY={key}',
            isRequired: true,
            variables: { key: { isRequired: true, isSecret: true } },
          },
        ],
      },
    ],
    remotes: [
      {
        type: 'streamable-http',
        url: 'https://{tenant}.maps.example/mcp?access_token={access_token}',
        variables: { tenant: { isRequired: true }, access_token: { isSecret: true } },
        headers: [
          {
            name: 'Authorization',
            value: 'Bearer {maps_key}',
            variables: { maps_key: { isRequired: true, isSecret: true } },
          },
          { name: 'X-Region', default: 'eu' },
        ],
      },
      { type: 'sse', url: 'http://maps.example/sse' },
    ],
  },
  _meta: {
    [official]: {
      status: 'deprecated',
      statusMessage: 'Use atlas',
      publishedAt: '2026-01-02T03:04:05Z',
      updatedAt: '2026-02-02T03:04:05Z',
      isLatest: true,
    },
  },
};

/** An older version of it, which the latest stands for. */
export const olderMaps = {
  server: { ...maps.server, version: '1.0.0', packages: [], remotes: [] },
  _meta: { [official]: { status: 'active', isLatest: false } },
};

/** A bundle, of a domain, withdrawn. */
export const editor = {
  server: {
    $schema: schema('2025-10-17'),
    name: 'com.acme.tools/editor',
    description: 'Edits',
    version: '1.0.0',
    packages: [
      {
        registryType: 'mcpb',
        identifier: 'https://github.com/acme/editor/releases/download/v1.0.0/editor.mcpb',
        fileSha256: 'FE333E598595000AE021BD27117DB32EC69AF6987F507BA7A63C90638FF633CE',
        transport: { type: 'stdio' },
      },
    ],
  },
  _meta: { [official]: { status: 'deleted', isLatest: true } },
};

/** A remote server whose publisher tells that it signs in by OAuth. */
const desk = {
  server: {
    $schema: schema('2025-09-29'),
    name: 'com.desk/mcp',
    description: 'Tickets',
    version: '1.0.0',
    remotes: [{ type: 'streamable-http', url: 'https://mcp.desk.example/mcp' }],
    _meta: {
      [publisher]: {
        'io.github.stacklok': {
          'https://mcp.desk.example/mcp': { oauth_config: { issuer: 'https://desk.example' } },
        },
      },
    },
  },
  _meta: { [official]: { status: 'active', isLatest: true } },
};

/** Someone published a token with it. */
const careless = {
  server: {
    $schema: schema('2025-12-11'),
    name: 'io.github.bob/careless',
    description: 'Issues',
    version: '0.1.0',
    packages: [
      {
        registryType: 'pypi',
        identifier: 'careless-mcp',
        version: '0.1.0',
        transport: { type: 'stdio' },
        environmentVariables: [{ name: 'GITHUB_TOKEN', isSecret: true, default: leaked }],
      },
    ],
  },
  _meta: { [official]: { status: 'active', isLatest: true } },
};

/** As registries answered until 2025-09-16. */
export const weather2025 = {
  $schema: schema('2025-07-09'),
  name: 'io.github.example/weather',
  description: 'Weather',
  status: 'active',
  repository: { url: 'https://github.com/example/weather.git', source: 'github' },
  version_detail: { version: '0.5.0' },
  packages: [
    {
      registry_type: 'pypi',
      registry_base_url: 'https://pypi.org',
      identifier: 'weather-mcp',
      version: '0.5.0',
      runtime_hint: 'uvx',
      environment_variables: [
        { name: 'WEATHER_API_KEY', is_required: true, is_secret: true },
        { name: 'WEATHER_UNITS', default: 'celsius' },
      ],
    },
  ],
  remotes: [
    {
      transport_type: 'sse',
      url: 'https://weather.example/sse',
      headers: [{ name: 'X-API-Key', is_required: true, is_secret: true }],
    },
  ],
  _meta: { [official]: { id: '550e8400', published_at: '2025-08-01T00:00:00Z', is_latest: true } },
};

/** One page of an answer. */
export function page(servers: readonly unknown[], nextCursor?: string): string {
  const metadata = { count: servers.length, ...(nextCursor === undefined ? {} : { nextCursor }) };
  return JSON.stringify({ servers, metadata }, null, 1);
}

/** A complete export of every kind that is JSON. */
export const exports = {
  'registry.acme.example__servers.json': page([maps, olderMaps, editor, desk, careless]),
  'old.acme.example__servers.json': JSON.stringify(
    { servers: [weather2025], metadata: { count: 1, next_cursor: '' } },
    null,
    1,
  ),
};

/** A server of the Docker MCP catalog. */
export const dockerServer = `name: tracker
image: mcp/tracker
type: server
about:
  title: Tracker
  description: Tracks
source:
  project: https://github.com/acme/tracker-mcp
  commit: 8e36bb38ea3967db4d97194e2068133a95d3ca71
run:
  command:
    - --url={{tracker.url}}
    - --admin-password={{tracker.admin_password}}
config:
  secrets:
    - name: tracker.api_token
      env: TRACKER_API_TOKEN
      example: <token>
    - name: tracker.extra
      env: TRACKER_EXTRA
      required: false
  env:
    - name: TRACKER_URL
      value: "{{tracker.url}}"
    - name: TRACKER_SIGNING_KEY
      value: "{{tracker.signing_key}}"
    - name: TRACKER_MODE
      value: stdio
  parameters:
    type: object
    properties:
      url:
        type: string
      signing_key:
        type: string
      admin_password:
        type: string
    required:
      - signing_key
`;

/** A remote one, by header, and one by OAuth. */
export const dockerRemote = `name: close
type: remote
about:
  title: Close
remote:
  transport_type: streamable-http
  url: https://mcp.close.example/mcp
  headers:
    Authorization: "Bearer \${CLOSE_API_KEY}"
config:
  secrets:
    - name: close.api_key
      env: CLOSE_API_KEY
---
name: asana
type: remote
about:
  title: Asana
remote:
  transport_type: sse
  url: https://mcp.asana.example/sse
oauth:
  - provider: asana
    secret: asana.personal_access_token
    env: ASANA_PERSONAL_ACCESS_TOKEN
`;
