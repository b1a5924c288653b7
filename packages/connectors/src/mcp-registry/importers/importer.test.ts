import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import {
  dockerRemote,
  dockerServer,
  editor,
  exports,
  leaked,
  maps,
  olderMaps,
  page,
  weather2025,
} from '../testing/exports.ts';
import { importer } from './importer.ts';

describeImporter(importer, {
  files: exports,
  secrets: [leaked],
  unfixtured: ['mcp-registry.docker-catalog'],
});

const imported = () => runImport(importer, exports);
const registry = 'registry.acme.example';

describe('a server of an MCP registry', () => {
  it('is told in the words of a server in a configuration', async () => {
    const { of } = await imported();

    expect(of('identity').find(({ name }) => name === 'io.github.ada/maps')).toMatchObject({
      key: `${registry}/io.github.ada/maps`,
      kind: 'workload',
      nativeType: 'mcp-server',
      status: 'active',
      createdAt: { state: 'unknown' },
      lastUsedAt: { state: 'unknown' },
      attributes: {
        registryStatus: 'deprecated',
        statusMessage: 'Use atlas',
        serverVersion: '2.1.0',
        publishedAt: '2026-01-02T03:04:05Z',
        namespace: 'io.github.ada',
        repository: 'ada/maps-mcp',
        transport: 'stdio',
        transports: ['stdio', 'http', 'sse'],
        url: 'https://{tenant}.maps.example/mcp',
        urls: ['https://{tenant}.maps.example/mcp', 'http://maps.example/sse'],
        plainHttp: true,
        package: '@ada/maps',
        registry: 'npm',
        packageVersion: '2.1.0',
        versionPinned: false,
        packages: ['npm:@ada/maps', 'oci:ada/maps'],
        authentication: 'static-url',
        authenticationWays: ['static-url', 'static-args', 'static-header', 'static-env'],
      },
    });
  });

  it('asks for what is marked, and for what its name says where nothing is told', async () => {
    const { of } = await imported();

    const wanted = of('secret-reference')
      .filter(({ identityKey }) => identityKey === `${registry}/io.github.ada/maps`)
      .map(({ name, store, attributes }) => [name, store, attributes]);
    expect(wanted).toEqual(
      [
        ['MAPS_API_KEY', 'environment-variable', asked('environment', 'told', true)],
        ['MAPS_REFRESH_TOKEN', 'environment-variable', asked('environment', 'inferred')],
        ['password', 'agent-configuration', asked('arguments', 'told', false)],
        [
          'MAPS_API_KEY',
          'agent-configuration',
          { ...asked('arguments', 'told', true), variable: 'key' },
        ],
        [
          'Authorization',
          'agent-configuration',
          { ...asked('header', 'told', true), variable: 'maps_key' },
        ],
        ['access_token', 'agent-configuration', asked('url', 'told')],
      ].map(([name, store, attributes]) => [
        name,
        store,
        expect.objectContaining(attributes as object),
      ]),
    );
  });

  it('is withdrawn when its registry deleted it, and fixed by a hash alone', async () => {
    const { of } = await imported();

    expect(of('identity').find(({ name }) => name === 'com.acme.tools/editor')).toMatchObject({
      status: 'disabled',
      attributes: {
        registryStatus: 'deleted',
        versionPinned: true,
        packageHashes: [`sha256:${editor.server.packages[0]?.fileSha256.toLowerCase()}`],
        authentication: 'none',
      },
    });
  });

  it('signs in by OAuth where its publisher tells so, else nobody knows of a remote one', async () => {
    const silent = {
      server: { name: 'com.desk/silent', remotes: [{ type: 'sse', url: 'https://x.example/sse' }] },
    };

    const told = (await imported()).of('identity');
    const untold = (await runImport(importer, { 'r.example__servers.json': page([silent]) })).of(
      'identity',
    );

    expect(told.find(({ name }) => name === 'com.desk/mcp')?.attributes).toMatchObject({
      authentication: 'oauth',
    });
    expect(untold[0]?.attributes).toMatchObject({ authentication: 'unknown', transport: 'sse' });
    expect(untold[0]?.status).toBe('unknown');
  });

  it('is read in the spelling of 2025-07-09', async () => {
    const { of } = await imported();

    expect(of('identity').find(({ name }) => name === weather2025.name)).toMatchObject({
      status: 'active',
      attributes: {
        registryId: '550e8400',
        serverVersion: '0.5.0',
        publishedAt: '2025-08-01T00:00:00Z',
        repository: 'example/weather',
        package: 'weather-mcp',
        versionPinned: true,
        transports: ['stdio', 'sse'],
        secretsWanted: ['WEATHER_API_KEY', 'X-API-Key'],
        secretsInferred: [],
      },
    });
  });

  it('was published under a name that is hardly an owner', async () => {
    const { of } = await imported();

    expect(
      of('ownership').map(({ owner, signal, confidence }) => [owner.name, signal, confidence]),
    ).toEqual([
      ['ada', 'publisher-namespace', 0.2],
      ['tools.acme.com', 'publisher-namespace', 0.2],
      ['desk.com', 'publisher-namespace', 0.2],
      ['bob', 'publisher-namespace', 0.2],
      ['example', 'publisher-namespace', 0.2],
    ]);
  });

  it('that gives a secret away exposes it', async () => {
    const { of } = await imported();

    expect(of('exposure')).toMatchObject([
      {
        identityKey: expect.any(String),
        setting: 'provider',
        preview: expect.not.stringContaining(leaked),
      },
    ]);
    expect(of('delegation')).toMatchObject([
      { kind: 'holds-credential', from: { name: 'io.github.bob/careless' } },
    ]);
  });

  it('stands for all its versions, in whatever order they come', async () => {
    const bare = (version: string) => JSON.stringify({ ...maps.server, version });
    const files = {
      'a/server.json': bare('1.10.0'),
      'b/server.json': bare('1.9.0'),
      'c/server.json': bare('1.10.0-rc.1'),
    };
    const backwards = Object.fromEntries(Object.entries(files).reverse());

    for (const given of [files, backwards]) {
      const run = await runImport(importer, given, { options: { registry } });
      expect(run.of('identity').map(({ attributes }) => attributes?.['serverVersion'])).toEqual([
        '1.10.0',
      ]);
      expect(run.completed).toEqual([]);
    }
    const older = await runImport(importer, { [`${registry}__servers.json`]: page([olderMaps]) });
    expect(older.of('identity')).toEqual([]);
  });
});

describe('the list of a registry', () => {
  it('is complete with its last page only', async () => {
    const first = page([maps], 'next');
    const last = page([editor]);

    const all = await runImport(importer, { [`${registry}__servers.json`]: `${first}\n${last}` });
    const cut = await runImport(importer, { [`${registry}__servers.json`]: first });

    expect(all.completed).toEqual([`${registry} mcp-registry.servers`]);
    expect(cut.completed).toEqual([]);
  });

  it('that was refused is a gap', async () => {
    const refused = JSON.stringify({ title: 'Unprocessable Entity', status: 422, detail: 'no' });

    const run = await runImport(importer, { [`${registry}__servers.json`]: refused });

    expect(run.completed).toEqual([]);
    expect(run.observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});

describe('a server of the Docker MCP catalog', () => {
  const files = {
    'servers/tracker/server.yaml': dockerServer,
    'servers/remote/server.yaml': dockerRemote,
  };

  it('runs an image that may change', async () => {
    const { of, completed } = await runImport(importer, files);

    expect(of('identity')[0]).toMatchObject({
      key: 'docker-mcp-catalog/tracker',
      nativeType: 'mcp-server',
      status: 'unknown',
      attributes: {
        transport: 'stdio',
        package: 'mcp/tracker',
        registry: 'oci',
        versionPinned: false,
        repository: 'acme/tracker-mcp',
        authentication: 'static-args',
      },
    });
    expect(completed).toEqual([]);
  });

  it('asks for marked secrets, and keeps others in plain configuration', async () => {
    const { of } = await runImport(importer, { 'tracker.yaml': dockerServer });

    expect(
      of('secret-reference').map(({ name, store, attributes }) => [name, store, attributes]),
    ).toEqual([
      [
        'tracker.api_token',
        'docker-mcp-secret',
        { ...asked('environment', 'told', true), passedAs: 'TRACKER_API_TOKEN' },
      ],
      [
        'tracker.extra',
        'docker-mcp-secret',
        { ...asked('environment', 'told', false), passedAs: 'TRACKER_EXTRA' },
      ],
      [
        'signing_key',
        'docker-mcp-config',
        { ...asked('environment', 'inferred', true), passedAs: 'TRACKER_SIGNING_KEY' },
      ],
      [
        'admin_password',
        'docker-mcp-config',
        { ...asked('arguments', 'inferred', false), passedAs: 'admin_password' },
      ],
    ]);
  });

  it('is called with a header, or signs in by OAuth', async () => {
    const { of } = await runImport(importer, { 'remote.yaml': dockerRemote });

    expect(
      of('identity').map(({ name, attributes }) => [
        name,
        attributes?.['authentication'],
        attributes?.['transport'],
      ]),
    ).toEqual([
      ['close', 'static-header', 'http'],
      ['asana', 'oauth', 'sse'],
    ]);
    expect(of('secret-reference').map(({ name, store }) => [name, store])).toEqual([
      ['close.api_key', 'docker-mcp-secret'],
      ['asana.personal_access_token', 'docker-mcp-oauth'],
    ]);
  });

  it('that is not as expected costs itself only', async () => {
    const broken = dockerRemote.replace('name: close', 'name: [close]');

    const { of, observations } = await runImport(importer, { 'remote.yaml': broken });

    expect(of('identity').map(({ name }) => name)).toEqual(['asana']);
    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'malformed' }),
    );
  });
});

function asked(passedIn: string, basis: string, required?: boolean) {
  return { passedIn, basis, ...(required === undefined ? {} : { required }) };
}
