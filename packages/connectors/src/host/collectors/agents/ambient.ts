import type { FileContext } from '@nonhuman/connector-kit';

/** Files that any program of a user can use without being given anything: what an agent inherits. */
const usual = [
  '.aws/credentials',
  '.azure/msal_token_cache.json',
  '.config/gcloud/application_default_credentials.json',
  '.config/gh/hosts.yml',
  '.config/glab-cli/config.yml',
  '.config/op/config',
  '.docker/config.json',
  '.git-credentials',
  '.kube/config',
  '.netrc',
  '.npmrc',
  '.pgpass',
  '.pypirc',
  '.ssh/id_dsa',
  '.ssh/id_ecdsa',
  '.ssh/id_ed25519',
  '.ssh/id_rsa',
  '.terraform.d/credentials.tfrc.json',
  '.vault-token',
] as const;

/** The usual credential files that are there in the user's home, as `~/…`; null when there is no home to look in. */
export function ambientSources(context: FileContext): string[] | null {
  const { home } = context;
  if (home === null) return null;
  return usual
    .filter((name) => context.file(`${home}/${name}`) !== null)
    .map((name) => `~/${name}`);
}
