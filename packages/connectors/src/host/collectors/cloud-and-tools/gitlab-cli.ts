import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { login } from './source-control-login.ts';
import { toolFile } from './tool-file.ts';

export const gitlabCli = toolFile({
  id: 'host.gitlab-cli',
  title: 'GitLab CLI logins',
  format: 'yaml',
  reads: [
    { home: '.config/glab-cli/config.yml' },
    { home: 'Library/Application Support/glab-cli/config.yml' },
  ],
  *items({ value }) {
    for (const [host, settings] of entriesOf(at(value, 'hosts'))) {
      const user = textOf(at(settings, 'user'));
      yield {
        path: ['hosts', host, 'token'],
        name: `token of ${user ?? 'someone'} at ${host}`,
        provider: 'gitlab',
        kind: 'token',
        nativeType: 'gitlab-token',
        identity: login(host, user),
        attributes: { boundToPerson: true },
      };
      yield {
        path: ['hosts', host, 'job_token'],
        name: `job token at ${host}`,
        provider: 'gitlab',
        kind: 'token',
        nativeType: 'gitlab-job-token',
        identity: login(host, null),
      };
    }
  },
});
