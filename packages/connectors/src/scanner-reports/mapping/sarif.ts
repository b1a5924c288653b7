import type { SarifResult, SarifRule, SarifRun } from '../schema.ts';
import type { Finding } from './finding.ts';
import { secretOf } from './recognise.ts';

const secretTools =
  /gitleaks|betterleaks|trufflehog|kingfisher|detect-secrets|ggshield|gitguardian|secretlint|nosey|titus|whispers|secret/i;
/** CWE of hard-coded or exposed credentials. */
const secretTags = /\bsecrets?\b|cwe-?(?:798|259|321|540|312|522)\b/i;
const secretRules =
  /secret|credential|password|token|api[-_ ]?key|private[-_ ]?key|access[-_ ]?key/i;

/** The findings of a run that are secrets; what other rules of a tool found is no matter of ours. */
export function* sarifFindings(run: SarifRun): Generator<Finding> {
  const { name, rules } = run.tool.driver;
  const byId = new Map((rules ?? []).map((rule) => [rule.id, rule]));
  const isSecretTool = secretTools.test(name);
  for (const result of run.results ?? []) {
    const id = result.ruleId ?? result.rule?.id ?? 'unnamed';
    const rule = byId.get(id);
    if (result.suppressions?.some(({ status }) => !status || status === 'accepted')) continue;
    if (!isSecretTool && !isSecretRule(id, { rule, result })) continue;
    yield findingOf(result, { tool: name, id, title: titleOf(rule) ?? id });
  }
}

function isSecretRule(
  id: string,
  { rule, result }: { readonly rule: SarifRule | undefined; readonly result: SarifResult },
): boolean {
  const tags = [...(rule?.properties?.tags ?? []), ...(result.properties?.tags ?? [])];
  return tags.some((tag) => secretTags.test(tag)) || secretRules.test(`${id} ${rule?.name ?? ''}`);
}

function titleOf(rule: SarifRule | undefined): string | null {
  return rule?.shortDescription?.text || rule?.name || null;
}

/** The snippet of these is the secret itself; of others it is the text around it. */
function findingOf(
  result: SarifResult,
  { tool, id, title }: { readonly tool: string; readonly id: string; readonly title: string },
): Finding {
  const place = result.locations?.[0]?.physicalLocation;
  const print = Object.values(result.partialFingerprints ?? {}).find(
    (value) => typeof value === 'string',
  );
  const commit = result.partialFingerprints?.['commitSha'];
  const text = (word: string) => {
    const value = result.partialFingerprints?.[word];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    tool: tool.toLowerCase(),
    rule: id,
    title,
    secret: secretOf(
      /gitleaks|betterleaks|kingfisher/i.test(tool) ? place?.region?.snippet?.text : null,
    ),
    path: decodedUri(place?.artifactLocation?.uri ?? 'unknown'),
    line: place?.region?.startLine ?? null,
    ...(typeof commit === 'string' && commit
      ? { commit, author: text('author'), email: text('email'), committedAt: text('date') }
      : {}),
    ...(typeof print === 'string' && !commit ? { reportId: print } : {}),
  };
}

function decodedUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
