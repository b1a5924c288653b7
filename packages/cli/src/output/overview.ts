import type { Overview } from '@nonhuman/api-contract';
import { severities } from '@nonhuman/model';
import { type Palette, printable } from './palette.ts';
import { count, severityText, wrapped } from './words.ts';

/** What a pass over a source changed. */
export function passText(sync: {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly ignoredAsOlder: number;
}): string {
  const { added, changed, removed, ignoredAsOlder } = sync;
  const older =
    ignoredAsOlder > 0
      ? ` ${ignoredAsOlder.toLocaleString('en')} left as they are: something newer is known.`
      : '';
  if (added + changed + removed === 0) return `Nothing changed.${older}`;
  return `${added.toLocaleString('en')} added, ${changed.toLocaleString('en')} changed, ${removed.toLocaleString('en')} gone.${older}`;
}

/** The first page for a terminal: counts, the few that matter first, and what could not be seen. */
export function overviewText(
  overview: Overview,
  { palette, width }: { palette: Palette; width: number; now: Date },
): string {
  const { totals, whatMatters } = overview;
  if (totals.identities + totals.credentials + totals.exposures === 0) {
    return 'No non-human identity was found here. Name other folders (nonhuman scan ~/work), or import what your providers know: nonhuman import --help';
  }
  const kinds = overview.identitiesByKind
    .map(({ key, count: number }) => kindText(key, number))
    .join(', ');
  const open = severities
    .filter((severity) => overview.openFindingsBySeverity[severity] > 0)
    .map(
      (severity) =>
        `${overview.openFindingsBySeverity[severity].toLocaleString('en')} ${severityText(severity, palette)}`,
    );
  return [
    `${palette.bold(count(totals.identities, 'identity', 'identities'))} with ${count(totals.credentials, 'credential')}, ${count(totals.exposures, 'exposed secret')}${kinds === '' ? '' : `\n${wrapped(kinds, width, '  ')}`}`,
    open.length === 0 ? palette.green('No open finding.') : `Open findings: ${open.join(', ')}`,
    mattersText(whatMatters, { palette, width }),
    unseenText(overview.unseen, { palette, width }),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function kindText(kind: string, number: number): string {
  const words = kind.replaceAll('-', ' ');
  return count(number, words, words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`);
}

function mattersText(
  rows: Overview['whatMatters'],
  { palette, width }: { palette: Palette; width: number },
): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ identity, subject, finding, nextAction }, index) => {
    const name = printable(identity?.name ?? subject.name ?? subject.id);
    const number = `${index + 1}.`.padStart(3);
    return [
      `${number} ${severityText(finding.severity, palette)}  ${palette.bold(name)}  ${finding.title}`,
      wrapped(printable(finding.because), width, '    '),
      wrapped(`→ ${nextAction}`, width, '    '),
    ].join('\n');
  });
  return [palette.bold('First'), ...lines].join('\n');
}

function unseenText(
  { gaps, top }: Overview['unseen'],
  { palette, width }: { palette: Palette; width: number },
): string {
  if (gaps === 0) return '';
  const lines = top
    .slice(0, 5)
    .map(({ message, needs, count: times }) =>
      wrapped(
        `- ${printable(message)}${times > 1 ? ` (${times} times)` : ''}${needs === null ? '' : ` → ${needs}`}`,
        width,
        '  ',
      ),
    );
  return [
    palette.bold(`Could not be read (${gaps.toLocaleString('en')})`),
    ...lines,
    palette.dim('  All of it: nonhuman coverage'),
  ].join('\n');
}
