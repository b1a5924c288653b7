import { at, entriesOf, type Json, textOf } from '../../../formats/json-value.ts';
import { awsKey } from '../../variables.ts';
import { type ToolDelegation, type ToolItem, toolFile } from './tool-file.ts';

const profileName = (section: string) => section.replace(/^profile\s+/, '');

/** Keys of `~/.aws/credentials` and `~/.aws/config`, roles that profiles assume, programs that give credentials. */
export const awsProfiles = toolFile({
  id: 'host.aws-profiles',
  title: 'AWS profiles',
  format: 'ini',
  reads: [{ home: '.aws/credentials' }, { home: '.aws/config' }],
  cannotTell: [
    'which user or role a key belongs to, beyond its account',
    'whether it still works, and when it was last used',
  ],
  *items(config) {
    for (const [section, settings] of entriesOf(config.value)) {
      yield* keyOf(section, settings);
      yield* roleOf(section, settings);
      const process = textOf(at(settings, 'credential_process'));
      if (process !== null)
        yield {
          path: [section, 'credential_process'],
          store: 'command',
          name: process.split(/\s+/)[0] ?? process,
          provider: 'aws',
        };
      const session = textOf(at(settings, 'sso_session')) ?? textOf(at(settings, 'sso_start_url'));
      if (session !== null && !section.startsWith('sso-session'))
        yield {
          path: [
            section,
            at(settings, 'sso_session') === undefined ? 'sso_start_url' : 'sso_session',
          ],
          store: 'sso-session',
          name: session,
          provider: 'aws',
        };
    }
  },
});

function* keyOf(section: string, settings: Json): Iterable<ToolItem> {
  const id = textOf(at(settings, 'aws_access_key_id'));
  if (id === null) return;
  const { secret: _, ...key } = awsKey({ name: profileName(section), value: id }, null);
  yield {
    ...key,
    path: [section, 'aws_secret_access_key'],
    attributes: { ...key.attributes, profile: profileName(section) },
  };
}

function* roleOf(section: string, settings: Json): Iterable<ToolDelegation> {
  const arn = textOf(at(settings, 'role_arn'));
  if (arn === null) return;
  const accountId = /^arn:aws[\w-]*:iam::(\d{12}):role\//.exec(arn)?.[1];
  const tokenFile = textOf(at(settings, 'web_identity_token_file'));
  const name = profileName(section);
  yield {
    provider: 'aws',
    identity: {
      key: `aws:${arn}`,
      kind: 'role',
      nativeType: 'aws-iam-role',
      name: arn.split('/').at(-1) ?? arn,
      attributes: accountId === undefined ? {} : { accountId },
    },
    delegation: {
      kind: tokenFile === null ? 'assume-role' : 'federated-login',
      from: {
        key: `aws-profile:${textOf(at(settings, 'source_profile')) ?? name}`,
        name: `profile ${textOf(at(settings, 'source_profile')) ?? name}`,
      },
    },
  };
}
