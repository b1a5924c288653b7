import { defineFileCollector, type HostFile } from '@nonhuman/connector-kit';
import type { Exposure } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { type SecretMatch, scanText } from '@nonhuman/secrets';
import { type FoundCredential, reportCredential } from '../../formats/definitions/report.ts';
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
    const setting = settingOf(file);
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

const settings: readonly (readonly [RegExp, Exposure['setting']])[] = [
  [/(^|\/)\.env(\.|$)|\.env$/, 'environment-file'],
  [/\.tfstate(\.|$)/, 'state-file'],
  [
    /\.(tf|tfvars|hcl|bicep)$|(^|\/)(helm|charts|k8s|kubernetes|ansible|terraform)\//,
    'infrastructure-code',
  ],
  [/(^|\/)(\.github|\.gitlab|\.circleci|\.buildkite|\.azure-pipelines)\/|(^|\/)Jenkinsfile/, 'ci'],
  [
    /(^|\/)(\.claude|\.cursor|\.codex|\.gemini|\.codeium|\.continue|\.kiro)\/|mcp[^/]*\.json$/,
    'agent-configuration',
  ],
  [
    /\.(service|timer|socket)$|(^|\/)(Procfile|docker-compose[^/]*|compose[^/]*)$/,
    'service-definition',
  ],
];

/** Where such a file belongs, told by its path; `source` when nothing tells. */
function settingOf({ path }: HostFile): Exposure['setting'] {
  return settings.find(([pattern]) => pattern.test(path))?.[1] ?? 'source';
}
