import type { Command } from '../command.ts';
import { attest, reassign } from './attest.ts';
import { backup, restore } from './backup.ts';
import { changes } from './changes.ts';
import { checks } from './checks.ts';
import { config } from './config.ts';
import { coverage } from './coverage.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { findings } from './findings.ts';
import { importCommand } from './import.ts';
import { links } from './links.ts';
import { list } from './list.ts';
import { leaver, owners } from './owners.ts';
import { scan } from './scan.ts';
import { show } from './show.ts';
import { up } from './up.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  up,
  scan,
  importCommand,
  list,
  show,
  links,
  findings,
  changes,
  checks,
  owners,
  attest,
  reassign,
  leaver,
  coverage,
  exportCommand,
  doctor,
  backup,
  restore,
  config,
];
