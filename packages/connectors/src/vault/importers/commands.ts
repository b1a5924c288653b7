/** Lists a path and reads all that is below it: one line of JSON for each answer, with the path that was asked. */
export const walk =
  'walk() { vault list -format=json "$1" | jq -c --arg path "$1" \'{path: $path, keys: .}\'; vault list -format=json "$1" | jq -r ".[]" | while read -r K; do case "$K" in */) walk "$1/${K%/}" ;; *) vault read -format=json "$1/$K" | jq -c --arg path "$1/$K" \'{path: $path, data: .data}\' ;; esac; done; }';

/** The mounts of some type out of a file of mounts, with the folder below each. */
export function below(file: string, folders: Readonly<Record<string, string>>): string {
  const map = Object.entries(folders)
    .map(([type, folder]) => `"${type}":"${folder}"`)
    .join(',');
  return `jq -r '(.data // .) | to_entries[] | .key as $mount | ({${map}}[.value.type] // empty) | split(" ")[] | "${file === 'auth' ? 'auth/' : ''}\\($mount)\\(.)"' "\${VAULT}__${file}.json"`;
}
