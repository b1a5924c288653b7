import { type Score, shortfalls } from './score.ts';

function share(value: number): string {
  return value.toFixed(3);
}

function row(...cells: readonly (string | number)[]): string {
  const [first = '', ...rest] = cells;
  return `${String(first).padEnd(42)}${rest.map((cell) => String(cell).padStart(10)).join('')}`;
}

/** The score as text; with `details`, everything that is wrong by name. */
export function scoreText(score: Score, { details }: { readonly details: boolean }): string {
  const { checks, owners, links, absent } = score;
  const lines = [
    row('check', 'planted', 'found', 'wrong', 'close', 'recall', 'precision'),
    ...checks.flatMap((check) => [
      row(
        check.checkId,
        check.planted,
        check.found,
        check.wrong.length,
        check.close,
        share(check.recall),
        share(check.precision),
      ),
      ...named(details, 'missed', check.missed),
      ...named(details, 'wrong', check.wrong),
    ]),
    '',
    row('owners', 'asked', 'first', 'of three'),
    row('', owners.asked, share(owners.top1), share(owners.top3)),
    ...named(details, 'missed', owners.missed),
    '',
    row('links', 'planted', 'found', 'recall'),
    ...links.kinds.flatMap(({ kind, planted, found, recall, missed }) => [
      row(kind, planted, found, share(recall)),
      ...named(details && kind !== 'all', 'missed', missed),
    ]),
    row('precision of links', '', '', share(links.precision)),
    ...named(details, 'wrong', links.wrong),
    ...(absent.length > 0 ? [`${absent.length} subjects are not in the inventory`] : []),
    ...named(details, 'absent', absent),
  ];
  const below = shortfalls(score);
  return `${lines.join('\n')}\n${below.length === 0 ? 'All limits are met.' : `Below the limit: ${below.join(', ')}`}\n`;
}

const mostNamed = 40;

function named(isWanted: boolean, what: string, list: readonly string[]): string[] {
  if (!isWanted) return [];
  const more = list.length > mostNamed ? [`    ${what}: and ${list.length - mostNamed} more`] : [];
  return [...list.slice(0, mostNamed).map((one) => `    ${what}: ${one}`), ...more];
}
