import { redactText } from '@nonhuman/model';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Messages are constant; facts are fields. Error means a bug of ours. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** One JSON object a line, through `write`; text fields are redacted. */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      const safe = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typeof value === 'string' ? redactText(value) : value,
        ]),
      );
      write(`${JSON.stringify({ at: now().toISOString(), level, message, ...safe })}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** Says nothing. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
