import { closeLedger, defineImporter, endListing, noteProblem } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { kinds } from './kinds.ts';
import type { Listing } from './listings.ts';
import { secretKinds } from './secret-kinds.ts';
import { type GitHubContext, type GitHubState, startState } from './state.ts';

/** Reads what `gh api` prints. */
export const importer = defineImporter<GitHubState>({
  id: 'github',
  title: 'GitHub',
  description:
    'Set ORG to the organization first. Fine-grained tokens are told to GitHub Apps only: run those commands with GH_TOKEN set to an installation token.',
  permissions: [
    'Organization: Administration, Personal access tokens, Personal access token requests, Secrets, Self-hosted runners, Webhooks (read)',
    'Repository: Actions, Administration, Dependabot secrets, Environments, Metadata, Secrets, Webhooks (read)',
  ],
  cannotTell: [
    'Classic tokens that were never authorized for single sign-on.',
    'Private keys of apps, and OAuth apps that people let in.',
    'The value of any secret; GitHub never gives it.',
    'When an app or webhook was used; the audit log does.',
  ],
  kinds: [...kinds, ...secretKinds],
  options: [
    { name: 'org', title: 'The organization of files whose name does not tell it.', from: 'value' },
    { name: 'repo', title: 'The repository of files whose name does not tell it.', from: 'value' },
  ],
  start: startState,
  finish,
});

/** Listings of repositories are complete when every repository of the organization was read. */
async function* finish({ state }: GitHubContext): AsyncGenerator<Observation> {
  for (const [key, read] of state.readRepositories) {
    const [scopeKey, listing] = key.split(' ') as [string, Listing];
    const known = state.repositories.get(scopeKey);
    const isListed = state.ledger.entries.get(`${scopeKey} github.repositories`);
    const missing = [...(known ?? [])].filter((path) => !read.has(path)).sort();
    if (listing === 'github.environment-secrets')
      noteProblem(state.ledger, scopeKey, {
        listing,
        reason: 'not-asked',
        message: 'Secrets are listed for each environment, which does not tell that these were all',
      });
    else if (!isListed?.ended || isListed.problems.size > 0)
      noteProblem(state.ledger, scopeKey, {
        listing,
        reason: 'not-asked',
        message: `${read.size} repositories were read, but not the list of all`,
        needs: 'gh api --paginate /orgs/<organization>/repos',
      });
    else if (missing.length > 0)
      noteProblem(state.ledger, scopeKey, {
        listing,
        reason: 'not-asked',
        message: `${missing.length} of ${known?.size ?? 0} repositories were not read, among them ${missing[0]}`,
      });
    else endListing(state.ledger, scopeKey, { listing, ifAny: false });
  }
  yield* closeLedger(state.ledger);
}
