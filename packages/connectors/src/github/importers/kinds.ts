import { enrichment, type ImportKind, upsert } from '@nonhuman/connector-kit';
import { type Observation, unknown } from '@nonhuman/model';
import * as deployKey from '../mapping/deploy-key.ts';
import * as hook from '../mapping/hook.ts';
import { appKey, toIdentity as toApp, toInstance } from '../mapping/installation.ts';
import { toEntitlement, toGrant } from '../mapping/permissions.ts';
import { type GitHubPlace, pathOf } from '../mapping/place.ts';
import { toAuthorized, toFineGrained, toHolder } from '../mapping/token.ts';
import {
  CredentialAuthorization,
  DeployKey,
  FineGrainedToken,
  Hook,
  Installation,
  Repository,
  Runner,
  SubjectTemplate,
} from '../schema.ts';
import { type AnswerPlace, answerKind } from './answers.ts';
import { type GitHubState, scopeOf } from './state.ts';

const each =
  'gh repo list "$ORG" --limit 100000 --json name --jq ".[].name" | while read -r repo; do';

/** The commands of a list that both organizations and repositories have. */
function bothCommands(path: string, what: string): string[] {
  return [
    `gh api --paginate "/orgs/$ORG/${path}" > "\${ORG}__${what}.json"`,
    `${each} gh api --paginate "/repos/$ORG/$repo/${path}" > "\${ORG}__\${repo}__${what}.json"; done`,
  ];
}

function placeOfUrl(url: string | null | undefined): Partial<GitHubPlace> {
  const [, org, repo] = /\/repos\/([^/]+)\/([^/]+)\//.exec(url ?? '') ?? [];
  if (org && repo) return { org, repo };
  const [, organization] = /\/orgs\/([^/]+)\//.exec(url ?? '') ?? [];
  return organization ? { org: organization, repo: null } : {};
}

function* holder(login: string, type: string | null | undefined, at: AnswerPlace) {
  const of = { scopeKey: at.of.scopeKey, listing: 'github.accounts' };
  yield enrichment(of, 'identity', toHolder(login, type));
}

const repositories = answerKind({
  id: 'github.repositories',
  title: 'Repositories of an organization',
  commands: ['gh api --paginate "/orgs/$ORG/repos" > "${ORG}__repos.json"'],
  emits: ['resource'],
  order: 1,
  what: 'repos',
  member: '',
  item: Repository,
  fits: (item) => 'full_name' in item && 'archived' in item,
  listingOf: () => 'github.repositories',
  placeOf: (item) => ({ org: item.full_name.split('/')[0] ?? '', repo: null }),
  *read(item, { place, of, context }) {
    const path = pathOf({ ...place, repo: item.name });
    const known = context.state.repositories.get(scopeOf(place)) ?? new Set();
    context.state.repositories.set(scopeOf(place), known.add(path));
    yield upsert(of, 'resource', {
      key: path,
      provider: 'github',
      nativeType: 'github-repository',
      name: item.full_name,
      attributes: {
        visibility: item.visibility ?? (item.private ? 'private' : 'public'),
        archived: item.archived ?? false,
        fork: item.fork ?? false,
        // Names change hands, ids do not: OIDC trusts may go by these.
        ...(typeof item.id === 'number' ? { repositoryId: String(item.id) } : {}),
        ...(typeof item.owner?.id === 'number' ? { ownerId: String(item.owner.id) } : {}),
      },
    });
  },
});

const installations = answerKind({
  id: 'github.installations',
  title: 'Apps installed in an organization',
  commands: ['gh api --paginate "/orgs/$ORG/installations" > "${ORG}__installations.json"'],
  emits: ['identity', 'instance', 'grant', 'entitlement'],
  order: 2,
  what: 'installations',
  member: 'installations',
  item: Installation,
  fits: (item) => 'app_slug' in item,
  listingOf: () => 'github.installations',
  placeOf: (item) => (item.account ? { org: item.account.login, repo: null } : { repo: null }),
  *read(app, { place, of }): Generator<Observation> {
    yield upsert(of, 'identity', toApp(place, app));
    yield upsert(of, 'instance', toInstance(place, app));
    const key = appKey(place, app.app_slug);
    const on =
      app.repository_selection === 'all'
        ? `${pathOf(place)}/*`
        : `${pathOf(place)} (chosen repositories)`;
    for (const [name, level] of Object.entries(app.permissions ?? {})) {
      const entitlement = toEntitlement(name, level);
      yield upsert(of, 'entitlement', entitlement);
      yield upsert(
        of,
        'grant',
        toGrant({ type: 'identity', key, name: app.app_slug }, entitlement.key, on),
      );
    }
  },
});

const fineGrainedTokens = answerKind({
  id: 'github.fine-grained-tokens',
  title: 'Fine-grained tokens with access to an organization (GitHub answers only apps)',
  commands: [
    'gh api --paginate "/orgs/$ORG/personal-access-tokens" > "${ORG}__personal-access-tokens.json"',
  ],
  emits: ['credential', 'identity'],
  order: 3,
  what: 'personal-access-tokens',
  member: '',
  item: FineGrainedToken,
  fits: (item) => 'access_granted_at' in item && 'repository_selection' in item,
  listingOf: () => 'github.fine-grained-tokens',
  placeOf: () => ({ repo: null }),
  *read(token, at): Generator<Observation> {
    yield* holder(token.owner.login, token.owner.type, at);
    yield upsert(at.of, 'credential', toFineGrained(at.place, token, { pending: false }));
  },
});

const tokenRequests = answerKind({
  id: 'github.token-requests',
  title: 'Requests of fine-grained tokens for access to an organization (GitHub answers only apps)',
  commands: [
    'gh api --paginate "/orgs/$ORG/personal-access-token-requests" > "${ORG}__personal-access-token-requests.json"',
  ],
  emits: ['credential', 'identity'],
  order: 4,
  what: 'personal-access-token-requests',
  member: '',
  item: FineGrainedToken,
  fits: (item) => 'reason' in item && 'repository_selection' in item && 'owner' in item,
  listingOf: () => 'github.token-requests',
  placeOf: () => ({ repo: null }),
  *read(token, at): Generator<Observation> {
    yield* holder(token.owner.login, token.owner.type, at);
    yield upsert(at.of, 'credential', toFineGrained(at.place, token, { pending: true }));
  },
});

const credentialAuthorizations = answerKind({
  id: 'github.credential-authorizations',
  title: 'Classic tokens and SSH keys that were authorized for single sign-on',
  commands: [
    'gh api --paginate "/orgs/$ORG/credential-authorizations" > "${ORG}__credential-authorizations.json"',
  ],
  emits: ['credential', 'identity'],
  order: 5,
  what: 'credential-authorizations',
  member: '',
  item: CredentialAuthorization,
  fits: (item) => 'credential_id' in item && 'credential_type' in item,
  listingOf: () => 'github.credential-authorizations',
  placeOf: () => ({ repo: null }),
  *read(told, at): Generator<Observation> {
    yield* holder(told.login, null, at);
    yield upsert(at.of, 'credential', toAuthorized(at.place, told));
  },
});

const deployKeys = answerKind({
  id: 'github.deploy-keys',
  title: 'Deploy keys of each repository',
  commands: [
    `${each} gh api --paginate "/repos/$ORG/$repo/keys" > "\${ORG}__\${repo}__keys.json"; done`,
  ],
  emits: ['identity', 'credential', 'grant', 'entitlement', 'ownership'],
  order: 6,
  what: 'keys',
  member: '',
  item: DeployKey,
  fits: (item) => 'read_only' in item && 'verified' in item,
  listingOf: () => 'github.deploy-keys',
  placeOf: (item) => placeOfUrl(item.url),
  *read(key, { place, of }): Generator<Observation> {
    const identity = deployKey.toIdentity(place, key);
    yield upsert(of, 'identity', identity);
    yield upsert(of, 'credential', deployKey.toCredential(place, key));
    for (const owner of deployKey.toOwnership(place, key)) yield upsert(of, 'ownership', owner);
    if (typeof key.read_only !== 'boolean') return;
    const entitlement = toEntitlement('contents', key.read_only ? 'read' : 'write');
    yield upsert(of, 'entitlement', entitlement);
    const principal = { type: 'identity' as const, key: identity.key, name: identity.name };
    yield upsert(of, 'grant', toGrant(principal, entitlement.key, pathOf(place)));
  },
});

const hooks = answerKind({
  id: 'github.hooks',
  title: 'Webhooks of an organization and of each repository',
  commands: bothCommands('hooks', 'hooks'),
  emits: ['identity'],
  order: 7,
  what: 'hooks',
  member: '',
  item: Hook,
  fits: (item) => 'config' in item && 'events' in item && 'active' in item,
  listingOf: (place) => (place.repo ? 'github.repository-hooks' : 'github.organization-hooks'),
  placeOf: (item) => placeOfUrl(item.url),
  read: (item, { place, of }) => [upsert(of, 'identity', hook.toIdentity(place, item))],
});

const runners = answerKind({
  id: 'github.runners',
  title: 'Self-hosted runners of an organization and of each repository',
  commands: bothCommands('actions/runners', 'runners'),
  emits: ['identity'],
  order: 8,
  what: 'runners',
  member: 'runners',
  item: Runner,
  fits: (item) => 'os' in item && 'busy' in item,
  listingOf: (place) => (place.repo ? 'github.repository-runners' : 'github.organization-runners'),
  read: (runner, { place, of }) => [
    upsert(of, 'identity', {
      key: `${pathOf(place)}/runners/${runner.id}`,
      provider: 'github',
      kind: 'workload',
      nativeType: 'github-self-hosted-runner',
      name: runner.name,
      status: runner.status === 'online' ? 'active' : 'unknown',
      createdAt: unknown('GitHub does not tell when a runner was registered'),
      lastUsedAt: unknown('the list of runners does not tell their jobs'),
      attributes: {
        os: runner.os ?? 'unknown',
        labels: (runner.labels ?? []).map((label) => label.name),
      },
    }),
  ],
});

const oidcSubjects = answerKind({
  id: 'github.oidc-subjects',
  title: 'What the subject of OIDC tokens is made of, in an organization and each repository',
  commands: bothCommands('actions/oidc/customization/sub', 'oidc-sub'),
  emits: ['resource'],
  order: 9,
  what: 'oidc-sub',
  member: '',
  item: SubjectTemplate,
  fits: (item) => 'include_claim_keys' in item || 'use_default' in item,
  listingOf: (place) =>
    place.repo ? 'github.repository-oidc-subjects' : 'github.organization-oidc-subject',
  read: (template, { place, of }) => [
    upsert(of, 'resource', {
      key: `${pathOf(place)}/oidc-subject`,
      provider: 'github',
      nativeType: 'github-oidc-subject',
      name: `OIDC subject of ${pathOf(place)}`,
      attributes: {
        usesDefault: template.use_default ?? template.include_claim_keys === undefined,
        claims: template.include_claim_keys ?? [],
      },
    }),
  ],
});

/** The kinds that are not lists of secrets. */
export const kinds: readonly ImportKind<GitHubState>[] = [
  repositories,
  installations,
  fineGrainedTokens,
  tokenRequests,
  credentialAuthorizations,
  deployKeys,
  hooks,
  runners,
  oidcSubjects,
];
