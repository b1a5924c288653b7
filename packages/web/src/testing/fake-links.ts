import type { Link, LinkEnd } from '@nonhuman/api-contract';
import type { FakeIdentity, World } from './fake-world.ts';
import { idOf } from './seeded.ts';

type Ago = (daysAgo: number) => string;

/** What an identity of the invented company is elsewhere: a workflow logs in as it, its key lies in a file. */
export function fakeLinks(world: World, { row, credentials }: FakeIdentity, at: Ago): Link[] {
  const since = { firstSeenAt: at(40), lastSeenAt: at(0.1), endedAt: null, evidence: {} };
  const other = world.identities.find((one) => one.row.id !== row.id)?.row ?? row;
  const self = endOf({ id: row.id, name: row.name, provider: row.provider });
  const [credential] = credentials;
  const number = world.identities.findIndex((one) => one.row.id === row.id) * 4;
  return [
    {
      id: idOf('lnk', number),
      rule: 'federated-login',
      relation: 'logs-in-as',
      verdict: 'matched',
      confidence: 0.95,
      because: `acme/shop/.github/workflows/deploy.yml names what it logs in as, and ${row.name} takes its token: it asks sub StringLike repo:acme/shop:*`,
      from: endOf({
        id: other.id,
        name: 'acme/shop/.github/workflows/deploy.yml',
        provider: 'github',
      }),
      to: self,
      ...since,
    },
    {
      id: idOf('lnk', number + 1),
      rule: 'federated-login',
      relation: 'logs-in-as',
      verdict: 'not-matched',
      confidence: 0.9,
      because: `acme/site/.github/workflows/deploy.yml names ${row.name}, which does not take its token: it asks sub StringLike repo:acme/shop:*`,
      from: endOf({
        id: other.id,
        name: 'acme/site/.github/workflows/deploy.yml',
        provider: 'github',
      }),
      to: self,
      ...since,
    },
    ...(credential === undefined
      ? []
      : [
          {
            id: idOf('lnk', number + 2),
            rule: 'same-fingerprint',
            relation: 'same' as const,
            verdict: 'matched' as const,
            confidence: 0.99,
            because: `${credential.value.name} and the secret in /srv/shop/.env have the same keyed fingerprint`,
            from: {
              ...endOf({ id: idOf('crd', number + 900_000), name: 'SHOP_KEY', provider: 'host' }),
              noun: 'credential' as const,
            },
            to: {
              ...endOf({ id: credential.id, name: credential.value.name, provider: row.provider }),
              noun: 'credential' as const,
              identity: { id: row.id, name: row.name },
            },
            ...since,
          },
        ]),
  ];
}

function endOf(of: { id: string; name: string; provider: string }): LinkEnd {
  return { noun: 'identity', nativeType: null, scope: 'acme', access: null, identity: null, ...of };
}
