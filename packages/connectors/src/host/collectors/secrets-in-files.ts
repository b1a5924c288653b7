import { defineFileCollector } from '@nonhuman/connector-kit';
import { SecretValue } from '@nonhuman/runtime';
import { type SecretMatch, scanText } from '@nonhuman/secrets';
import { type FoundCredential, reportCredential } from '../../formats/definitions/report.ts';
import { settingOfPath } from '../../formats/exposure-setting.ts';
import { awsKey, credentialIn, kindOf } from '../variables.ts';

/** Secrets of known formats in whatever text file, of which no other collector knows the form. */
export const secretsInFiles = defineFileCollector({
  id: 'host.secrets-in-files',
  title: 'Secrets in other files',
  group: 'environment',
  emits: ['identity', 'credential', 'exposure'],
  reads: [{ content: 'secret' }],
  cannotTell: ['whether the secret still works', 'whom it belongs to', 'when it was made'],
  maxBytes: 25_000_000,
  *collect(file, context) {
    const setting = settingOfPath(file.path);
    for (const match of scanText(file.text(), { path: file.path })) {
      const found = { ...credentialOf(match), line: match.line, setting };
      yield* reportCredential(this.id, { file, context }, found);
    }
  },
});

function credentialOf(match: SecretMatch): Omit<FoundCredential, 'setting'> {
  const { provider, title, value, detectorId, pairedId } = match;
  if (detectorId === 'aws-access-key-id') return awsKey({ name: title, value }, null);
  if (provider === 'aws' && pairedId !== undefined) {
    return awsKey({ name: title, value: pairedId }, value);
  }
  const known = credentialIn({ name: title, value });
  if (known !== null) return known;
  return {
    provider,
    kind: kindOf(match.credentialKind),
    nativeType: detectorId,
    name: title,
    secret: new SecretValue(value),
    detector: detectorId,
    title,
    ...(pairedId === undefined ? {} : { publicId: pairedId }),
  };
}
