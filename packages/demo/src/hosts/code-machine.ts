import { checkout } from './checkout.ts';
import type { Host } from './host.ts';
import type { HostMaking } from './host-making.ts';

/** A machine that keeps copies of repositories. Its account is nobody's. */
export function codeMachine(making: HostMaking): Host {
  const account = 'mirror';
  const copies = making.repositories.map((repository) =>
    checkout(
      { ...making, random: making.random.fork(repository.application.name) },
      { ...repository, home: `/home/${account}` },
    ),
  );
  return {
    name: 'code-1',
    accounts: [account],
    files: copies.flatMap(({ files }) => files),
    links: copies.flatMap(({ links }) => links),
  };
}
