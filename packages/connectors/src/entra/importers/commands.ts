const graph = 'https://graph.microsoft.com';

/** Reads every page of a list of Graph, one after another, into one file. */
export function allPages(path: string, what: string): string {
  return [
    `url='${graph}/${path}'`,
    `while [ "$url" ]; do page=$(az rest --method get --url "$url")`,
    `printf '%s\\n' "$page"`,
    `url=$(printf '%s' "$page" | jq -r '."@odata.nextLink" // empty')`,
    `done > "\${TENANT}__${what}.json"`,
  ].join('; ');
}

/** Reads one list for every application or service principal, a file each. */
export function forEach(of: 'app' | 'sp' | 'group', path: string, what: string): string {
  const all = of === 'group' ? 'az ad group list' : `az ad ${of} list --all`;
  return [
    `for id in $(${all} --query '[].id' -o tsv)`,
    `do az rest --method get --url "${graph}/${path}" > "\${TENANT}__\${id}__${what}.json"`,
    'done',
  ].join('; ');
}
