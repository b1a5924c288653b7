import { type ImportKind, upsert } from '@nonhuman/connector-kit';
import type { GitHubPlace } from '../mapping/place.ts';
import { pathOf } from '../mapping/place.ts';
import { SecretEntry } from '../schema.ts';
import { answerKind } from './answers.ts';
import type { Listing } from './listings.ts';
import type { GitHubState } from './state.ts';

const each =
  'gh repo list "$ORG" --limit 100000 --json name --jq ".[].name" | while read -r repo; do';

interface SecretStore {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly store: string;
  readonly order: number;
  readonly commands: readonly string[];
  listingOf(place: GitHubPlace): Listing;
}

function secretKind(of: SecretStore): ImportKind<GitHubState> {
  return answerKind({
    ...of,
    emits: ['secret-reference'],
    member: 'secrets',
    item: SecretEntry,
    fits: (item) => 'name' in item && 'updated_at' in item,
    listingOf: (place) => of.listingOf(place),
    read(secret, { place, of: listing }) {
      const locator = `${pathOf(place)}/${of.what}/${secret.name}`;
      return [
        upsert(listing, 'secret-reference', {
          key: locator,
          provider: 'github',
          store: of.store,
          name: secret.name,
          identityKey: null,
          place: { kind: 'provider', locator },
          attributes: {
            ...(secret.created_at ? { createdAt: secret.created_at } : {}),
            ...(secret.updated_at ? { updatedAt: secret.updated_at } : {}),
            ...(secret.visibility ? { visibility: secret.visibility } : {}),
          },
        }),
      ];
    },
  });
}

/** The lists of secrets: names and dates. All look alike; the name of the file tells them apart. */
export const secretKinds: readonly ImportKind<GitHubState>[] = [
  secretKind({
    id: 'github.actions-secrets',
    title: 'Actions secrets of an organization and of each repository: names and dates',
    what: 'actions-secrets',
    store: 'github-actions-secret',
    order: 10,
    commands: [
      'gh api --paginate "/orgs/$ORG/actions/secrets" > "${ORG}__actions-secrets.json"',
      `${each} gh api --paginate "/repos/$ORG/$repo/actions/secrets" > "\${ORG}__\${repo}__actions-secrets.json"; done`,
    ],
    listingOf: ({ repo }) => (repo ? 'github.repository-secrets' : 'github.organization-secrets'),
  }),
  secretKind({
    id: 'github.environment-secrets',
    title: 'Secrets of each environment: names and dates',
    what: 'environment-secrets',
    store: 'github-environment-secret',
    order: 11,
    commands: [
      `${each} gh api --paginate "/repos/$ORG/$repo/environments" --jq ".environments[].name" | while read -r env; do gh api --paginate "/repos/$ORG/$repo/environments/$env/secrets" > "\${ORG}__\${repo}__\${env}__environment-secrets.json"; done; done`,
    ],
    listingOf: () => 'github.environment-secrets',
  }),
  secretKind({
    id: 'github.dependabot-secrets',
    title: 'Dependabot secrets of an organization and of each repository: names and dates',
    what: 'dependabot-secrets',
    store: 'github-dependabot-secret',
    order: 12,
    commands: [
      'gh api --paginate "/orgs/$ORG/dependabot/secrets" > "${ORG}__dependabot-secrets.json"',
      `${each} gh api --paginate "/repos/$ORG/$repo/dependabot/secrets" > "\${ORG}__\${repo}__dependabot-secrets.json"; done`,
    ],
    listingOf: ({ repo }) =>
      repo ? 'github.repository-dependabot-secrets' : 'github.organization-dependabot-secrets',
  }),
];
