import { activePeople } from '../world/people.ts';
import { buildMachines } from './build-machines.ts';
import { codeMachine } from './code-machine.ts';
import type { Host } from './host.ts';
import type { HostMaking } from './host-making.ts';
import { carelessLaptop, tidyLaptop } from './laptops.ts';

/** Three laptops of careless people, two of tidy ones, a machine with copies of code, and two build machines. */
export function hostsOf(making: HostMaking): Host[] {
  const people = making.random.fork('owners').shuffled(activePeople(making.staff));
  // Each has the code of their team: nobody else may have the same.
  const users = people.filter(
    ({ team }, index) => people.findIndex((other) => other.team === team) === index,
  );
  const laptops = users.slice(0, 5).map((user, index) => {
    const number = index + 1;
    const of = { ...making, random: making.random.fork(`laptop-${number}`) };
    return number <= 3 ? carelessLaptop(of, user, number) : tidyLaptop(of, user, number);
  });
  return [
    ...laptops,
    codeMachine({ ...making, random: making.random.fork('code') }),
    ...buildMachines({ ...making, random: making.random.fork('build') }),
  ];
}
