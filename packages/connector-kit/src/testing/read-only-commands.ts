/** What makes each command line tool's call more than reading. */
const rules: readonly { readonly call: RegExp; readonly reads: RegExp; readonly not?: RegExp }[] = [
  {
    call: /\baws ([a-z-]+ [a-z-]+)[^|;>]*/g,
    reads: /^aws [a-z-]+ (?:get-|list-|describe-|generate-credential-report\b)/,
  },
  { call: /\bkubectl [^|;>]*/g, reads: /^kubectl (?:get|version|config current-context)\b/ },
  {
    call: /\bgh [^|;>]*/g,
    reads: /^gh (?:api|repo list) /,
    not: /\s(?:-X|--method|-f|-F|--field|--raw-field|--input)\b/,
  },
  {
    call: /\baz [a-z][^|;>]*/g,
    reads: /^az (?:rest --method get |(?:[a-z-]+ )+(?:list|show|query)\b)/,
  },
  {
    call: /\bgcloud [^|;>]*/g,
    reads:
      /^gcloud (?:[a-z0-9-]+ )+(?:list|describe|get-iam-policy|search-all-resources|search-all-iam-policies|query|export|read)\b|^gcloud iam policies get\s/,
  },
  {
    call: /\bcurl [^|;>]*/g,
    reads: /^curl -[a-zA-Z]*[sS][a-zA-Z]* /,
    not: /\s(?:-X|--request|-d|--data[a-z-]*|-F|--form|-T|--upload-file|--json|-o|-O|--output)\b/,
  },
  {
    call: /\bglab [^|;>]*/g,
    reads: /^glab api /,
    not: /\s(?:-X|--method|-f|-F|--field|--raw-field|--input)\b/,
  },
  {
    call: /\b(?:vault|bao) [^|;>]*/g,
    // The lookup of a secret id is a POST that changes nothing.
    reads:
      /^(?:vault|bao) (?:list\b|read\b|(?:[a-z-]+ )+(?:list|read|lookup|get)\b|write -format=json "[^"]*\/secret-id-accessor\/lookup" )/,
  },
  { call: /\bldapsearch [^|;>]*/g, reads: /^ldapsearch / },
  { call: /\bldifde [^|;>]*/g, reads: /^ldifde -f /, not: /\s-i\b/ },
  {
    call: /\b(?:psql|mysql|mongosh|snow sql|snowsql) [^;|>]*/g,
    reads: /^(?:psql|mysql|mongosh|snow sql|snowsql) /,
    not: /\b(?:insert|update|delete|drop|alter|create|grant|revoke|truncate)\s/i,
  },
  {
    call: /\b(?:terraform|tofu) [^|;>]*/g,
    reads: /^(?:terraform|tofu) (?:show|state pull|state list)\b/,
  },
  { call: /\bdatabricks [^|;>]*/g, reads: /^databricks (?:[a-z0-9-]+ )+(?:list|get|list-all)\b/ },
  { call: /\batlas [a-z][^|;>]*/g, reads: /^atlas (?:[a-zA-Z-]+ )+(?:list|describe)\b/ },
  { call: /\bsf [^|;>]*/g, reads: /^sf data query / },
  {
    call: /\b(?:gitleaks|betterleaks|trufflehog|kingfisher|detect-secrets) [^|;>]*/g,
    reads: /^(?:gitleaks|betterleaks|trufflehog|kingfisher|detect-secrets) /,
  },
];
const changing = /(?:^|[\s;|&])(?:rm|mv|cp|dd|tee|sudo|eval|wget|chmod|sh|bash)\b/;

/** Why a printed command is more than a read of the provider into a file here; null when it is only that. */
export function problemOfCommand(command: string): string | null {
  if (changing.test(command)) return 'it starts a program that may change things';
  if (/>\s*[/~]/.test(command)) return 'it writes outside of the current folder';
  const calls = rules.flatMap(({ call, reads, not }) =>
    [...command.matchAll(call)].map(([text]) => ({ text, reads, not })),
  );
  if (calls.length === 0) return 'it calls no known tool';
  const bad = calls.find(({ text, reads, not }) => !reads.test(text) || (not?.test(text) ?? false));
  return bad ? `not a read-only call: ${bad.text.trim()}` : null;
}
