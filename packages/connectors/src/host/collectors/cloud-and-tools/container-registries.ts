import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { registryLogin, withoutScheme } from './registry-login.ts';
import { toolFile } from './tool-file.ts';

/** Docker, Podman, Helm and ORAS keep logins alike: `auths` holds them, helpers keep them elsewhere. */
export const containerRegistries = toolFile({
  id: 'host.container-registries',
  title: 'Container registry logins (Docker, Podman, Helm)',
  format: 'jsonc',
  reads: [
    { home: '.docker/config.json' },
    { home: '.dockercfg' },
    { home: '.config/containers/auth.json' },
    { home: '.config/helm/registry/config.json' },
    { name: '.dockerconfigjson' },
    { system: '/root/.docker/config.json' },
  ],
  *items({ value }) {
    const auths = at(value, 'auths') === undefined ? [] : entriesOf(at(value, 'auths'));
    for (const [registry, login] of auths) {
      const [user = '', ...password] = Buffer.from(textOf(at(login, 'auth')) ?? '', 'base64')
        .toString('utf8')
        .split(':');
      const host = withoutScheme(registry);
      const provider = host.includes('docker.io') ? 'docker' : 'container-registry';
      const common = {
        provider,
        identity: registryLogin(host, user || textOf(at(login, 'username'))),
      } as const;
      if (password.length > 0)
        yield {
          ...common,
          path: ['auths', registry, 'auth'],
          value: password.join(':'),
          name: `login of ${user} at ${host}`,
          kind: 'password',
          nativeType: 'registry-password',
        };
      yield {
        ...common,
        path: ['auths', registry, 'password'],
        name: `login at ${host}`,
        kind: 'password',
        nativeType: 'registry-password',
      };
      yield {
        ...common,
        path: ['auths', registry, 'identitytoken'],
        name: `identity token at ${host}`,
        kind: 'token',
        nativeType: 'registry-identity-token',
      };
      yield {
        ...common,
        path: ['auths', registry, 'registrytoken'],
        name: `registry token at ${host}`,
        kind: 'token',
        nativeType: 'registry-token',
      };
    }
    const helper = textOf(at(value, 'credsStore'));
    if (helper !== null)
      yield {
        path: ['credsStore'],
        store: 'credential-helper',
        name: `docker-credential-${helper}`,
        provider: 'docker',
      };
    for (const [registry, name] of entriesOf(at(value, 'credHelpers'))) {
      yield {
        path: ['credHelpers', registry],
        store: 'credential-helper',
        name: `docker-credential-${textOf(name) ?? 'unknown'} for ${registry}`,
        provider: 'container-registry',
      };
    }
  },
});
