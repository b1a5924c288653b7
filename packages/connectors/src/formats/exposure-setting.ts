import type { Exposure } from '@nonhuman/model';

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

/** Where a file of that path belongs; `source` when nothing tells. */
export function settingOfPath(path: string): Exposure['setting'] {
  return settings.find(([pattern]) => pattern.test(path))?.[1] ?? 'source';
}
