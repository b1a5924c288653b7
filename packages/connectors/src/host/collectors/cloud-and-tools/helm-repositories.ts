import { at, listOf, textOf } from '../../../formats/json-value.ts';
import { registryLogin, withoutScheme } from './registry-login.ts';
import { toolFile } from './tool-file.ts';

/** Chart repositories of Helm with their logins. */
export const helmRepositories = toolFile({
  id: 'host.helm-repositories',
  title: 'Helm repository logins',
  format: 'yaml',
  reads: [
    { home: '.config/helm/repositories.yaml' },
    { home: 'Library/Preferences/helm/repositories.yaml' },
  ],
  *items({ value }) {
    for (const [index, repository] of listOf(at(value, 'repositories')).entries()) {
      const url = withoutScheme(textOf(at(repository, 'url')) ?? 'a repository');
      yield {
        path: ['repositories', String(index), 'password'],
        name: `login for ${url}`,
        provider: 'helm',
        kind: 'password',
        nativeType: 'helm-password',
        identity: registryLogin(url, textOf(at(repository, 'username'))),
      };
    }
  },
});
