import { routes } from '@nonhuman/api-contract';
import { severities } from '@nonhuman/model';
import type { Command } from '../command.ts';
import { withProduct } from '../open-product.ts';
import { overviewText, passText } from '../output/overview.ts';
import { exitCodeFor } from './findings.ts';
import { rootsOf } from './paths.ts';

/** `nonhuman scan [path…]` */
export const scan: Command = {
  name: 'scan',
  summary:
    'Read this machine: your home, or the folders named; read-only, nothing is executed or sent',
  arguments: '[path...]',
  options: [
    { flags: '--system', summary: 'also /etc and the services of the machine' },
    {
      flags: '--every-file',
      summary: 'also files that an earlier scan found clean and that have not changed',
    },
    { flags: '--host-name <name>', summary: 'what to call this machine (default: its name)' },
    {
      flags: '--fail-on <severity>',
      summary: 'exit with 1 when something open is at least this bad',
      choices: severities,
    },
  ],
  examples: [
    ['nonhuman scan', 'your home'],
    ['nonhuman scan ~/work /srv/app --fail-on high', 'two folders; for a pipeline'],
  ],
  run(call, surroundings) {
    const roots = rootsOf(call, surroundings);
    return withProduct(call, surroundings, async ({ nonhuman, ask }) => {
      const { progress, signal, now } = surroundings;
      const { hostName, everyFile, system } = call.options;
      const { sync, evaluation } = await nonhuman.scanFolders({
        roots,
        system: system === true,
        everyFile: everyFile === true,
        ...(typeof hostName === 'string' ? { hostName } : {}),
        signal,
        onProgress: (step, done) =>
          progress.update(step === null ? 'Reading files' : `Reading files  ${step}`, done),
      });
      signal.throwIfAborted();
      const overview = await ask(routes.getOverview, {});
      const { added, changed, removed } = sync;
      return {
        data: {
          sync: { added, changed, removed },
          gaps: sync.gaps,
          evaluation,
          open: overview.openFindingsBySeverity,
        },
        exitCode: exitCodeFor(overview.openFindingsBySeverity, call.options['failOn']),
        text: (palette, width) =>
          `${passText(sync)}\n\n${overviewText(overview, { palette, width, now: now() })}`,
      };
    });
  },
};
