/** Shows how far long work is, on one line of a terminal. */
export interface Progress {
  /** `total` null when it is not known. */
  update(doing: string, done?: number, total?: number | null): void;
  clear(): void;
}

const escape = String.fromCharCode(27);
const barWidth = 24;

export const noProgress: Progress = { update: () => {}, clear: () => {} };

/** Draws at most ten times a second through `write`. */
export function terminalProgress(
  write: (text: string) => void,
  { width, now }: { width: () => number; now: () => number },
): Progress {
  let drawnAt = 0;
  let isDrawn = false;
  return {
    update(doing, done, total) {
      if (isDrawn && now() - drawnAt < 100) return;
      drawnAt = now();
      isDrawn = true;
      write(`\r${escape}[2K${lineOf({ doing, done, total }).slice(0, width() - 1)}`);
    },
    clear() {
      if (isDrawn) write(`\r${escape}[2K`);
      isDrawn = false;
    },
  };
}

function lineOf({
  doing,
  done,
  total,
}: {
  doing: string;
  done: number | undefined;
  total: number | null | undefined;
}): string {
  if (done === undefined) return doing;
  if (!total) return `${doing}  ${done.toLocaleString('en')}`;
  const full = Math.round((Math.min(done, total) / total) * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}  ${doing}  ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}
