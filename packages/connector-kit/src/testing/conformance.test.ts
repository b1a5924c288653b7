import { unknown } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { defineCollector } from '../collector.ts';
import { defineImporter } from '../importer.ts';
import { complete, upsert } from '../observe.ts';
import { ProviderError } from '../problems.ts';
import { jsonItems } from '../reading/json-items.ts';
import { describeCollector } from './describe-collector.ts';
import { describeImporter } from './describe-importer.ts';
import { problemOfCommand } from './read-only-commands.ts';

const untold = unknown('the toy does not tell');
const listing = { scopeKey: 'toy', listing: 'toy.robots' };

function robot(name: string) {
  return upsert(listing, 'identity', {
    key: `robot:${name}`,
    provider: 'toy',
    kind: 'bot',
    nativeType: 'toy-robot',
    name,
    status: 'active',
    createdAt: untold,
    lastUsedAt: untold,
  });
}

interface ToyClient {
  robots(page: number): Promise<{ names: string[]; next: number | null }>;
}

const collector = defineCollector<ToyClient>({
  id: 'toy.robots',
  title: 'Robots',
  emits: ['identity'],
  permissions: ['robots:List'],
  async *collect({ client, signal }) {
    let items = 0;
    for (let page: number | null = 0; page !== null; ) {
      if (signal.aborted) return;
      const { names, next } = await client.robots(page);
      for (const name of names) yield robot(name);
      items += names.length;
      page = next;
    }
    if (!signal.aborted) yield complete(listing, ['identity'], items);
  },
});

describeCollector(collector, {
  scopeKey: 'toy',
  provider(refused) {
    const calls: string[] = [];
    return {
      calls,
      client: {
        async robots(page) {
          calls.push('robots:List');
          if (refused === 'robots:List')
            throw new ProviderError('robots:List', { kind: 'forbidden', permission: refused });
          return { names: [`r${page}a`, `r${page}b`], next: page < 3 ? page + 1 : null };
        },
      },
    };
  },
});

const importer = defineImporter<{ broken: boolean; items: number }>({
  id: 'toy',
  title: 'Toy',
  permissions: [],
  cannotTell: [],
  kinds: [
    {
      id: 'toy.robots',
      title: 'Robots',
      commands: ['aws iam list-robots > robots.json'],
      emits: ['identity'],
      order: 1,
      recognise: ({ text }) => text.includes('"robots"'),
      async *read(file, { state }) {
        state.broken = true;
        yield {
          type: 'scope',
          scope: { key: 'toy', kind: 'toy-box', name: 'toy', provider: 'toy' },
        };
        for await (const { value } of jsonItems(file, { paths: ['robots'] })) {
          state.items += 1;
          yield robot((value as { name: string }).name);
        }
        state.broken = false;
      },
    },
  ],
  start: () => ({ broken: false, items: 0 }),
  async *finish({ state }) {
    if (!state.broken) yield complete(listing, ['identity'], state.items);
  },
});

describeImporter(importer, {
  files: { 'robots.json': '{"robots":[{"name":"a"},{"name":"b"},{"name":"c"}]}' },
  secrets: ['hidden'],
});

describe('problemOfCommand', () => {
  it.each([
    ['aws iam get-account-authorization-details > a.json'],
    ['aws iam generate-credential-report'],
    ['kubectl get pods -A -o json | jq "del(.items[].data)" > pods.json'],
    ['gh api --paginate /orgs/acme/installations > acme__installations.json'],
  ])('takes %s for reading', (command) => {
    expect(problemOfCommand(command)).toBeNull();
  });

  it.each([
    ['aws iam delete-user --user-name ada'],
    ['aws iam list-users | xargs -n1 aws iam delete-user --user-name'],
    ['kubectl delete pods -A'],
    ['gh api -X DELETE /repos/acme/shop/keys/1'],
    ['gh api --field a=b /orgs/acme'],
    ['rm -rf exports'],
    ['aws iam list-users > /etc/hosts'],
    ['echo hello'],
  ])('refuses %s', (command) => {
    expect(problemOfCommand(command)).not.toBeNull();
  });
});
