import type { LinkPair } from '@nonhuman/store';
import { bare, called, defineLink, type FoundLink, judging, sureness } from '../define-link.ts';

/** What a secret says of its own account, without asking anyone. */
export const tokenAccount = defineLink({
  id: 'token-account',
  title: 'Accounts that a secret names itself',
  joins:
    'A key or token and the account, workspace or app that is written into it: AWS account, Slack workspace, GitHub App, GitLab user.',
  why: 'Ids that the provider writes into the secret and that are read offline: 0.95. A GitLab user id counts only where the inventory has one GitLab, as every instance counts from one.',
  relation: 'opens',
  async *find(world) {
    const scopes = {
      from: {
        noun: 'credential',
        by: [
          { space: 'aws', from: [{ of: 'attribute', attribute: 'awsAccountId' }] },
          {
            space: 'aws',
            from: [{ of: 'attribute', attribute: 'accountId', pattern: '^([0-9]{12})$' }],
          },
          { space: 'slack', from: [{ of: 'attribute', attribute: 'slackTeamId' }] },
        ],
        told: 'copies',
      },
      to: {
        noun: 'scope',
        by: [
          { space: 'aws', from: [{ of: 'key', pattern: '^([0-9]{12})$' }] },
          { space: 'slack', from: [{ of: 'key', pattern: '^([TE][A-Z0-9]{8,12})$' }] },
        ],
        told: 'home',
      },
    } as const;
    yield* judging(
      [{ noun: { from: 'credential', to: 'scope' }, join: scopes }],
      namesScope,
    )(world);
    const apps = {
      from: {
        noun: 'credential',
        told: 'copies',
        providers: ['github'],
        by: [{ space: 'github-app', from: [{ of: 'attribute', attribute: 'appId' }] }],
      },
      to: {
        noun: 'identity',
        told: 'home',
        providers: ['github'],
        by: [{ space: 'github-app', from: [{ of: 'attribute', attribute: 'appId' }] }],
      },
    } as const;
    yield* judging(
      [{ noun: { from: 'credential', to: 'identity' }, join: apps }],
      namesScope,
    )(world);
    yield* gitlabUsers(world);
  },
});

function namesScope({ from, to, names }: LinkPair) {
  const id = bare(names[0] ?? '');
  return {
    verdict: 'matched',
    confidence: sureness.agreed,
    because: `${id} is written into ${called(from)}, and is ${called(to)}`,
    evidence: { id },
  } as const;
}

async function* gitlabUsers(
  world: Parameters<typeof tokenAccount.find>[0],
): AsyncGenerator<FoundLink> {
  const join = {
    from: {
      noun: 'credential',
      told: 'copies',
      by: [{ space: 'gitlab-user', from: [{ of: 'attribute', attribute: 'gitlabUserId' }] }],
    },
    to: {
      noun: 'identity',
      told: 'home',
      providers: ['gitlab'],
      by: [{ space: 'gitlab-user', from: [{ of: 'key', pattern: '/users/([0-9]+)$' }] }],
    },
  } as const;
  for await (const { from, to, names, candidates } of world.pairs(join)) {
    const id = bare(names[0] ?? '');
    const isSole = candidates.to === 1;
    yield {
      from: { noun: 'credential', id: from.id },
      to: { noun: 'identity', id: to.id },
      verdict: isSole ? 'matched' : 'cannot-tell',
      confidence: isSole ? sureness.named : sureness.open / candidates.to,
      because: `user ${id} is written into ${called(from)}, and ${called(to)} has that id${isSole ? '' : `, as ${candidates.to - 1} more of other instances`}`,
      evidence: { gitlabUserId: id, candidates: candidates.to },
    };
  }
}
