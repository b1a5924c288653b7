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
];
const changing = /(?:^|[\s;|&])(?:rm|mv|cp|dd|tee|sudo|eval|curl|wget|chmod|sh|bash)\b/;

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
