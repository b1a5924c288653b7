import type { KeyPair } from '../secrets/keys.ts';
import type { Intent, SubjectName } from '../truth.ts';

export interface GithubRepository {
  readonly name: string;
  readonly id: number;
  /** The team that its CODEOWNERS names; null without such a file. */
  readonly team: string | null;
}

export interface GithubDeployKey {
  readonly repository: string;
  readonly id: number;
  readonly title: string;
  readonly pair: KeyPair;
  readonly readOnly: boolean;
  /** Login of whoever added it; null when GitHub does not tell. */
  readonly addedBy: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly identity: Intent;
  readonly key: Intent;
}

export interface GithubApp {
  readonly id: number;
  readonly slug: string;
  readonly allRepositories: boolean;
  readonly permissions: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
  readonly intent: Intent;
}

export interface GithubHook {
  /** Null: of the organization. */
  readonly repository: string | null;
  readonly id: number;
  readonly url: string;
  readonly signed: boolean;
  readonly verifiesTls: boolean;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly intent: Intent;
}

export interface GithubToken {
  readonly id: number;
  readonly kind: 'fine-grained' | 'classic' | 'ssh-key';
  readonly login: string;
  readonly title: string;
  readonly expiresAt: Date | null;
  /** GitHub has marked it as expired. */
  readonly expired: boolean;
  readonly lastUsedAt: Date | null;
  readonly scopes: readonly string[];
  readonly intent: Intent;
}

export interface GithubWorld {
  readonly org: string;
  readonly repositories: readonly GithubRepository[];
  readonly apps: readonly GithubApp[];
  readonly tokens: readonly GithubToken[];
  readonly hooks: readonly GithubHook[];
  /** Repositories whose hooks GitHub refused to list. */
  readonly refusedHooks: readonly string[];
  deployKeys(): Iterable<GithubDeployKey>;
}

function at(noun: SubjectName['noun'], name: string): SubjectName {
  return { noun, provider: 'github', name };
}

export function deployKeyIdentity(
  org: string,
  key: Pick<GithubDeployKey, 'repository' | 'id'>,
): SubjectName {
  return at('identity', `${org}/${key.repository}/keys/${key.id}`);
}

export function deployKeyCredential(
  org: string,
  key: Pick<GithubDeployKey, 'repository' | 'id'>,
): SubjectName {
  return at('credential', `${org}/${key.repository}/keys/${key.id}/key`);
}

export function appIdentity(org: string, app: Pick<GithubApp, 'slug'>): SubjectName {
  return at('identity', `${org}/apps/${app.slug}`);
}

export function hookIdentity(
  org: string,
  hook: Pick<GithubHook, 'repository' | 'id'>,
): SubjectName {
  return at('identity', `${[org, hook.repository].filter(Boolean).join('/')}/hooks/${hook.id}`);
}

export function tokenCredential(org: string, token: Pick<GithubToken, 'id' | 'kind'>): SubjectName {
  const list =
    token.kind === 'fine-grained' ? 'personal-access-tokens' : 'credential-authorizations';
  return at('credential', `${org}/${list}/${token.id}`);
}
