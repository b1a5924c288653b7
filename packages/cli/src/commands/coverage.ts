import { routes } from '@nonhuman/api-contract';
import type { Command } from '../command.ts';
import { withProduct } from '../open-product.ts';
import { printable } from '../output/palette.ts';
import { count, dayText, wrapped } from '../output/words.ts';

/** `nonhuman coverage` */
export const coverage: Command = {
  name: 'coverage',
  summary: 'Say what was read, how far, and what could not be seen',
  arguments: '',
  options: [{ flags: '--all', summary: 'also listings that were read completely' }],
  examples: [
    ['nonhuman coverage', 'what could not be seen, and what would show it'],
    ['nonhuman coverage --all --json', 'the whole ledger as JSON'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }) => {
      const data = await ask(routes.getCoverage, {});
      const now = surroundings.now();
      return {
        data,
        text(palette, width) {
          if (data.connections.length === 0)
            return 'Nothing was read yet. Start with "nonhuman up".';
          const { complete, partial, notRead, gaps } = data.totals;
          const blocks = data.connections.map((connection) => {
            const listings = connection.listings.filter(
              ({ state }) => call.options['all'] === true || state !== 'complete',
            );
            const lines = listings.map((listing) => {
              const mark =
                listing.state === 'complete'
                  ? palette.green('complete')
                  : palette.yellow(listing.state);
              const notes = listing.gaps
                .slice(0, 3)
                .map(({ message, needs }) =>
                  wrapped(
                    printable(`${message}${needs === null ? '' : ` → ${needs}`}`),
                    width,
                    '      ',
                  ),
                );
              const rest =
                listing.gapCount > 3 ? [palette.dim(`      and ${listing.gapCount - 3} more`)] : [];
              return [
                `  ${mark}  ${listing.listing}  ${palette.dim(printable(listing.scope.name))}`,
                ...notes,
                ...rest,
              ].join('\n');
            });
            const when =
              connection.lastSync === null
                ? 'never read'
                : `read ${dayText(connection.lastSync.startedAt, now)}`;
            return [
              `${palette.bold(printable(connection.name))}  ${when}`,
              ...(lines.length > 0 ? lines : [palette.dim('  every listing was read to its end')]),
            ].join('\n');
          });
          return `${blocks.join('\n\n')}\n\n${count(complete, 'listing')} complete, ${partial} partial, ${notRead} not read; ${count(gaps, 'gap')}.`;
        },
      };
    }),
};
