import { activePeople } from '../world/people.ts';
import { buildMachines } from './build-machines.ts';
import { codeMachine } from './code-machine.ts';
import type { Host } from './host.ts';
import type { HostMaking } from './host-making.ts';
import { carelessLaptop, tidyLaptop } from './laptops.ts';

/** Two laptops, a machine with copies of code, and two build machines. */
export function hostsOf(making: HostMaking): Host[] {
  const [one, other] = making.random.fork('owners').shuffled(activePeople(making.staff));
  if (one === undefined || other === undefined) throw new RangeError('nobody is left');
  return [
    carelessLaptop({ ...making, random: making.random.fork('laptop-1') }, one),
    tidyLaptop({ ...making, random: making.random.fork('laptop-2') }, other),
    codeMachine({ ...making, random: making.random.fork('code') }),
    ...buildMachines({ ...making, random: making.random.fork('build') }),
  ];
}
