import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { placeOf } from '../open-product.ts';
import { count } from '../output/words.ts';
import { outputPathOf } from './paths.ts';

/** `nonhuman backup <file>` */
export const backup: Command = {
  name: 'backup',
  summary: 'Write everything that is known to one file, while others use the store',
  arguments: '<file>',
  options: [
    {
      flags: '--without-fingerprint-key',
      summary:
        'leave the key of fingerprints out: a restored store then matches no secret seen before',
    },
  ],
  examples: [
    ['nonhuman backup nonhuman.backup', 'a file of mode 0600; guard it like the data folder'],
    ['nonhuman backup /mnt/backups/monday.backup --quiet', 'from a timer'],
  ],
  async run(call, surroundings) {
    const file = outputPathOf(call.arguments[0] ?? '', surroundings);
    const { backUp } = await import('@nonhuman/server');
    const summary = await backUp(placeOf(call, surroundings), {
      file,
      now: surroundings.now(),
      includeFingerprintKey: call.options['withoutFingerprintKey'] !== true,
    });
    return {
      data: { file, ...summary },
      text: () =>
        `${count(summary.rows, 'row')} of ${count(summary.tables, 'table')} written to ${file}`,
    };
  },
};

/** `nonhuman restore <file>` */
export const restore: Command = {
  name: 'restore',
  summary: 'Make an empty store what it was when a backup was written',
  arguments: '<file>',
  options: [{ flags: '--replace', summary: 'throw away what the store holds now' }],
  examples: [
    ['nonhuman restore nonhuman.backup --data ~/restored', 'into a new data folder'],
    ['nonhuman restore nonhuman.backup --replace', 'over what is there; stop the server first'],
  ],
  async run(call, surroundings) {
    const server = await import('@nonhuman/server');
    const file = resolve(surroundings.workingFolder, call.arguments[0] ?? '');
    const summary = await server.restore(placeOf(call, surroundings), {
      file,
      replace: call.options['replace'] === true,
    });
    return {
      data: { file, ...summary },
      text: () =>
        `${count(summary.rows, 'row')} of ${count(summary.tables, 'table')} restored from ${file}`,
    };
  },
};
