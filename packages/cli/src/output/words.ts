import type { Observed, Severity, Timestamp } from '@nonhuman/model';
import type { Palette } from './palette.ts';

const dayMs = 86_400_000;

/** `never`, `unknown`, `today`, `12 days ago`, `in 3 days`. Unknown is never shown as never. */
export function whenText(value: Observed<Timestamp>, now: Date): string {
  return value.state === 'seen' ? dayText(value.value, now) : value.state;
}

/** Days between a moment and now, in words. */
export function dayText(at: Timestamp, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(at)) / dayMs);
  if (days === 0) return 'today';
  const count = Math.abs(days);
  const text =
    count >= 730 ? `${Math.floor(count / 365)} years` : `${count} ${count === 1 ? 'day' : 'days'}`;
  return days > 0 ? `${text} ago` : `in ${text}`;
}

/** `1 finding`, `2,000 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** A severity with its colour; the word itself says it too. */
export function severityText(severity: Severity | null, palette: Palette): string {
  if (severity === 'critical') return palette.bold(palette.red('critical'));
  if (severity === 'high') return palette.red('high');
  if (severity === 'medium') return palette.yellow('medium');
  return palette.dim(severity ?? 'none');
}

/** The text wrapped to a width, each line after `indent`. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].join('\n');
}
